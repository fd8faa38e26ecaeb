package dev.patchproof.portal.bundle;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** A dropped archive that is no runtime to hand out; the message says what was expected and what was found. */
final class RuntimeRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    RuntimeRefusedException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    Reason reason() {
        return reason;
    }

    /** Why. */
    enum Reason {
        /** Neither ZIP nor tar.gz, or a damaged one. */
        NOT_AN_ARCHIVE,
        /** Too many bytes, packed or unpacked, or entries. */
        TOO_LARGE,
        /** A name that leads out of the archive, or that not every system can have. */
        NAME,
        /** One name for two things. */
        TWICE,
        /** A link that leads out. */
        LINK,
        /** Neither file nor folder nor symbolic link. */
        KIND,
        /** None, more than one, or not of a platform that is offered. */
        LAUNCHER,
        /** Too old for the probe, or without what it needs. */
        VERSION
    }
}
