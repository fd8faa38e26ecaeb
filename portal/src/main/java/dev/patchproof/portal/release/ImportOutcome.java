package dev.patchproof.portal.release;

import static java.util.Objects.requireNonNull;

/**
 * What came of a release that somebody offered.
 *
 * @param message one sentence for an administrator: what was taken, or what was expected and what was found
 */
public record ImportOutcome(Kind kind, String message) {
    public ImportOutcome {
        requireNonNull(kind, "kind");
        requireNonNull(message, "message");
    }

    /** Kinds of outcome. */
    public enum Kind {
        /** It is in use from now on. */
        TAKEN,
        /** It is in use already; nothing changed. */
        ALREADY_IN_USE,
        /** Nothing changed; the catalog in use stays in use. */
        REFUSED
    }
}
