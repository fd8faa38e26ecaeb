package dev.patchproof.probe.trust;

import static java.util.Objects.requireNonNull;

/** Something that is not signed as it has to be; the message is a sentence for the person at the computer. */
public final class TrustException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    TrustException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    TrustException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }

    /** Why it is refused. */
    public enum Reason {
        /** The running jar holds no portal root key: it is the unsigned build. */
        NO_ROOT_KEY,
        /** The running jar, or a part of it, has no signature. */
        NOT_SIGNED,
        /** Signed, and by more than its portal. */
        SEVERAL_SIGNERS,
        /** The running jar ends before its end, or goes on after it. */
        CUT,
        /** The running jar has no ZIP comment: it was downloaded without a check, or repacked. */
        NO_COMMENT,
        /** Not in the format that was agreed. */
        MALFORMED,
        /** Signed by a key that this probe's root does not vouch for. */
        OTHER_PORTAL,
        /** Named after a known key, and the signature does not fit. */
        ALTERED,
        EXPIRED,
        NOT_YET_VALID,
        /** Signed in a way that is not the agreed one, or not at all. */
        WRONG_ALGORITHM,
        /** A good signature under something that is not what was asked for. */
        WRONG_TYPE,
        WRONG_CHECK,
        WRONG_PRODUCT,
        /** The certificate that the user named cannot be used. */
        IDENTITY,
        /** The device key cannot be kept, read or trusted. */
        DEVICE_KEY
    }
}
