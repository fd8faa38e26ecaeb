package dev.patchproof.probe;

/** The portal did not do what was asked; the message is one line for the person at the computer. */
final class PortalException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean unreachable;

    private PortalException(String message, boolean unreachable) {
        super(message);
        this.unreachable = unreachable;
    }

    /** No answer, or none that it stands by; asking again may help. */
    static PortalException unreachable(String message) {
        return new PortalException(message, true);
    }

    /** An answer, and it is no; or an answer that is not of the protocol. */
    static PortalException refused(String message) {
        return new PortalException(message, false);
    }

    boolean isUnreachable() {
        return unreachable;
    }
}
