package dev.patchproof.portal.http;

/**
 * Shows a problem to a person. The web provides one bean of it; it is asked when a browser (one that prefers HTML) calls
 * anything outside {@code /api}. Status and headers are set by the caller.
 */
public interface ErrorPages {

    /** The whole HTML page for this problem. */
    String render(Problem problem);
}
