package dev.patchproof.probe;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The portal did not do what was asked; the message is one line for the person at the computer. */
final class PortalException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean unreachable;
    private final @Nullable String resultId;
    private final Duration wait;

    private PortalException(String message, boolean unreachable, @Nullable String resultId, Duration wait) {
        super(message);
        this.unreachable = unreachable;
        this.resultId = resultId;
        this.wait = wait;
    }

    /** No answer, or none that it stands by; asking again may help. */
    static PortalException unreachable(String message) {
        return busy(message, Duration.ZERO);
    }

    /** An answer that asks to come again later. */
    static PortalException busy(String message, Duration wait) {
        return new PortalException(message, true, null, wait);
    }

    /** An answer, and it is no; or an answer that is not of the protocol. */
    static PortalException refused(String message) {
        return new PortalException(message, false, null, Duration.ZERO);
    }

    /** The ticket was used before: its check has this result. */
    static PortalException used(String message, String resultId) {
        return new PortalException(message, false, resultId, Duration.ZERO);
    }

    /** The result of a check whose ticket is used; empty for everything else. */
    Optional<String> resultId() {
        return Optional.ofNullable(resultId);
    }

    /** How long the portal asked to wait; zero where it did not. */
    Duration waitAsked() {
        return wait;
    }

    boolean isUnreachable() {
        return unreachable;
    }
}
