package dev.patchproof.portal.release;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * The last look at the address of releases.
 *
 * @param at when it ended
 * @param message what was taken, or what was expected and what was found
 * @param tag entity tag of the newest file that was taken from there
 */
public record FetchReport(Instant at, String address, Outcome outcome, String message, Optional<String> tag) {
    public FetchReport {
        requireNonNull(at, "at");
        requireNonNull(address, "address");
        requireNonNull(outcome, "outcome");
        requireNonNull(message, "message");
        requireNonNull(tag, "tag");
    }

    /** Kinds of outcome. */
    public enum Outcome {
        /** A new release is in use. */
        TAKEN,
        /** There is nothing newer. */
        NOTHING_NEW,
        /** A file came and was refused. */
        REFUSED,
        /** No file came. */
        FAILED
    }
}
