package dev.patchproof.probe.windows;

/** Windows would show this 32-bit process another file than the one asked for. */
final class RedirectedException extends Exception {

    private static final long serialVersionUID = 1L;

    RedirectedException(String message) {
        super(message);
    }
}
