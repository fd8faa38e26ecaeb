package dev.patchproof.portal.verification;

import static java.util.Objects.requireNonNull;

/** Evidence that did not pass verification. The message says what was found and what was expected, for the sender. */
public final class EvidenceRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal reason;

    /** @param message tells the sender; nothing of the portal's own belongs in it */
    public EvidenceRefusedException(Refusal reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    public Refusal reason() {
        return reason;
    }
}
