package dev.patchproof.portal.signing;

import static java.util.Objects.requireNonNull;

/** A jar signed off line that this portal does not hand out; the message says what was found and what was expected. */
final class ProbeRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    ProbeRefusedException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    Reason reason() {
        return reason;
    }

    /** Why. */
    enum Reason {
        /** No file there, or one that cannot be read. */
        UNREADABLE,
        /** No ZIP archive as this portal exports it. */
        NOT_A_PLAIN_JAR,
        /** The whole or a part has no signature that Java believes. */
        NOT_SIGNED,
        /** A part is not what was signed. */
        ALTERED,
        /** Two signatures, or parts by different certificates. */
        SEVERAL_SIGNERS,
        /** Not valid at the time that counts, or for signing code. */
        CERTIFICATE,
        /** Made for another portal, or for none. */
        OTHER_ROOT,
        /** Exported by another version of the portal. */
        OTHER_VERSION,
        /** Of this version by its own words, with other contents than this portal was built with. */
        OTHER_CONTENTS
    }
}
