package dev.patchproof.portal;

import dev.patchproof.portal.feed.FeedImports;
import dev.patchproof.portal.home.DataDirectory;
import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.home.SettingsRules;
import dev.patchproof.portal.home.TlsRenewal;
import dev.patchproof.portal.release.CatalogFetch;
import dev.patchproof.portal.release.CatalogInUse;
import dev.patchproof.portal.signing.SignedProbe;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes everything that the portal stands on before it listens, in an order that gives the plainest refusal, and tells
 * how to check this very computer.
 */
@Singleton
final class Startup {
    private final boolean serving;

    @Inject
    Startup(@ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.serving = serving;
    }

    void prepare(
            @Observes StartupEvent started,
            Settings settings,
            Scheduler scheduler,
            Instance<DataDirectory> directory,
            Instance<PublicUrl> publicUrl,
            Instance<TlsRenewal> tls,
            Instance<Jdbi> database,
            Instance<CatalogInUse> catalog,
            Instance<CatalogFetch> fetch,
            Instance<FeedImports> feeds,
            Instance<SignedProbe> probe) {
        SettingsRules.require(settings);
        directory.get();
        publicUrl.get();
        tls.get().requireServable();
        database.get();
        if (serving) {
            catalog.get();
            fetch.get();
            boolean withProbe = probe.get().release().isPresent();
            feeds.get().begin();
            // Halted until here (application.properties): a job must not run where the start is refused.
            scheduler.resume();
            System.out.println(welcome(publicUrl.get(), directory.get(), withProbe));
        }
    }

    private static String welcome(PublicUrl url, DataDirectory directory, boolean withProbe) {
        String byHand = "\n      curl -fsSo patchproof-probe.jar " + url.of("/probe.jar")
                + " && java -jar patchproof-probe.jar --portal " + url.base();
        return "\nPatchproof keeps its data in " + directory.path() + ".\n\n   To check this computer, open\n      "
                + url.of("/")
                + (withProbe ? "\n   or, in a terminal:" + byHand : "\n   (this build has no probe to hand out)")
                + "\n";
    }
}
