package dev.patchproof.portal.feed;

/** Data of a feed that is not taken. The message says what was expected and what was found. */
public final class FeedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String feed;

    FeedException(String feed, String message) {
        super(message);
        this.feed = feed;
    }

    FeedException(String feed, String message, Throwable cause) {
        super(message, cause);
        this.feed = feed;
    }

    /** Name of the feed; empty where it is not about one alone. */
    String feed() {
        return feed;
    }
}
