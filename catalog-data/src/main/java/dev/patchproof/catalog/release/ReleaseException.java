package dev.patchproof.catalog.release;

import static java.util.Objects.requireNonNull;

/** A release that is refused, or cannot be made. The message says what was expected and what was found. */
public final class ReleaseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public ReleaseException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    public ReleaseException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }

    /** Kinds of failure. */
    public enum Reason {
        /** The file is not there, or cannot be read or written. */
        NOT_READABLE,
        /** Larger than {@link ReleaseReader} takes, packed or unpacked. */
        TOO_LARGE,
        /** Not a release file: no zip, no manifest, an entry that does not belong. */
        MALFORMED,
        /** A release file that was cut or altered: its content is not what the manifest says. */
        DAMAGED,
        /** Nobody signed it. */
        UNSIGNED,
        /** Signed by a key that is not trusted. */
        KEY_UNKNOWN,
        /** The signature does not hold for this manifest. */
        SIGNATURE_WRONG,
        /** A key, a certificate or a key store that cannot be used. */
        KEY_NOT_USABLE,
        /** The reader refuses the catalog in it. */
        CATALOG_REFUSED
    }
}
