package dev.patchproof.portal.web;

import dev.patchproof.portal.corpus.KnownLiars;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What all pages are made with, read once at start: a portal built without a sentence or a stylesheet does not start. */
@Singleton
final class Stationery {
    @Produces
    @Singleton
    Sentences sentences() {
        return Sentences.load();
    }

    @Produces
    @Singleton
    KnownLiars knownLiars() {
        return KnownLiars.shipped();
    }

    @Produces
    @Singleton
    Frame frame(@ConfigProperty(name = "quarkus.application.version") String version) {
        return new Frame(Assets.load(), version);
    }
}
