package dev.patchproof.probe.windows;

/** The bytes are not those of a whole PE file; the message says what was expected and found. */
final class MalformedPeException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedPeException(String what, String expected, String found) {
        super(what + ": expected " + expected + ", found " + found);
    }
}
