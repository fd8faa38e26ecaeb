package dev.patchproof.probe;

/** The program was started in a way that cannot work; the message says what to do instead. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
