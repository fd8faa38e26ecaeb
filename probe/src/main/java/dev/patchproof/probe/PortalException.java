package dev.patchproof.probe;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The portal did not do what was asked; the message is one line for the person at the computer. */
final class PortalException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean unreachable;
    private final @Nullable String resultId;

    private PortalException(String message, boolean unreachable, @Nullable String resultId) {
        super(message);
        this.unreachable = unreachable;
        this.resultId = resultId;
    }

    /** No answer, or none that it stands by; asking again may help. */
    static PortalException unreachable(String message) {
        return new PortalException(message, true, null);
    }

    /** An answer, and it is no; or an answer that is not of the protocol. */
    static PortalException refused(String message) {
        return new PortalException(message, false, null);
    }

    /** The ticket was used before: its check has this result. */
    static PortalException used(String message, String resultId) {
        return new PortalException(message, false, resultId);
    }

    /** The result of a check whose ticket is used; empty for everything else. */
    Optional<String> resultId() {
        return Optional.ofNullable(resultId);
    }

    boolean isUnreachable() {
        return unreachable;
    }
}
