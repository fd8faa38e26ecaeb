package dev.patchproof.portal.result;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.access.OwnerSecret;
import java.util.function.Function;

/** What somebody shows to be the owner of a result. */
public sealed interface OwnerProof {

    /** Handles each of the two kinds. */
    <R> R fold(Function<Browser, ? extends R> browser, Function<Probe, ? extends R> probe);

    /** The cookie of the browser that made the check. */
    record Browser(OwnerSecret secret) implements OwnerProof {
        public Browser {
            requireNonNull(secret, "secret");
        }

        @Override
        public <R> R fold(Function<Browser, ? extends R> browser, Function<Probe, ? extends R> probe) {
            return browser.apply(this);
        }
    }

    /** The ticket with which the evidence was uploaded; proves ownership after its end date too. */
    record Probe(String ticket) implements OwnerProof {
        public Probe {
            requireNonNull(ticket, "ticket");
        }

        @Override
        public <R> R fold(Function<Browser, ? extends R> browser, Function<Probe, ? extends R> probe) {
            return probe.apply(this);
        }

        /** Says nothing of the ticket: it must not reach a log. */
        @Override
        public String toString() {
            return "Probe";
        }
    }
}
