package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

/** An import that was given up; nothing was written. The message names the file, and the place in it where it can. */
public final class ImportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public ImportException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    public ImportException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }

    /** Kinds of failure. */
    public enum Reason {
        /** The file is not there, cannot be read, or ends before its end. */
        NOT_READABLE,
        /** Packed in a way that is not supported. */
        UNKNOWN_PACKING,
        /** A stanza that is not in the form of a Packages index. */
        MALFORMED_STANZA,
        /** No package in it; an empty snapshot would call every computer up to date. */
        EMPTY,
        /** What was made of it is not a catalog file that the reader takes. */
        REFUSED_BY_READER,
        /** An option is missing, or its value is not of its form: wrong use, before any file is read. */
        WRONG_OPTION,
        /** A document that is not of the kind it was given as. */
        MALFORMED_DOCUMENT,
        /** The result could not be written. */
        NOT_WRITABLE
    }
}
