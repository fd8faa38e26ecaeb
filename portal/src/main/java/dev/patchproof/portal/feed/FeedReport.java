package dev.patchproof.portal.feed;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The last look of a feed.
 *
 * @param at when it ended
 * @param message what was taken, or what was expected and what was found
 * @param over digest of the catalog that it was imported over; another one makes the feed due
 */
public record FeedReport(Instant at, Outcome outcome, String message, String over) {
    public FeedReport {
        requireNonNull(at, "at");
        requireNonNull(outcome, "outcome");
        requireNonNull(message, "message");
        requireNonNull(over, "over");
    }

    /** Kinds of outcome. */
    public enum Outcome {
        /** What came is in use. */
        TAKEN,
        /** There is nothing newer, or nothing in it that the catalog does not have. */
        NOTHING_NEW,
        /** Something came and was refused; the last good data is in use. */
        REFUSED,
        /** Not all of it came, or could be read; what is in use is as the message says. */
        FAILED
    }
}
