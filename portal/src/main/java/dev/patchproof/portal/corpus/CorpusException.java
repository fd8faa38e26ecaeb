package dev.patchproof.portal.corpus;

import static java.util.Objects.requireNonNull;

/** A case that is not a case. The message names the file, the place in it, what was expected and what was found. */
public final class CorpusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    CorpusException(Reason reason, String file, String path, String message) {
        super(file + ": " + (path.isEmpty() ? "" : path + ": ") + message);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }

    /** What is wrong. */
    public enum Reason {
        /** No such file or folder, or it cannot be read. */
        NOT_READABLE,
        /** Not JSON, a field too few, too many or of another kind, values that do not agree. */
        NOT_A_CASE,
        /** The catalog's own reader refuses it. */
        NOT_A_CATALOG,
        /** Facts or observations are not in wire form. */
        NOT_EVIDENCE,
        /** The evidence does not answer exactly what the plan asks. */
        OTHER_QUESTIONS
    }
}
