package dev.patchproof.catalog.reader;

import static java.util.Objects.requireNonNull;

/**
 * One reason why a catalog is refused.
 *
 * @param file relative to the catalog directory, with {@code /}; empty for the directory itself
 * @param path JSON pointer (RFC 6901) into the file; empty for the file as a whole
 * @param message what was found and what was expected
 */
public record Problem(String file, String path, Reason reason, String message) {
    public Problem {
        requireNonNull(file, "file");
        requireNonNull(path, "path");
        requireNonNull(reason, "reason");
        requireNonNull(message, "message");
    }

    /** Kinds of problem. */
    public enum Reason {
        /** Not readable, no catalog file at all, or a file of another kind in the directory. */
        NOT_READABLE,
        /** Not UTF-8, not JSON, or with a duplicate key. */
        NOT_JSON,
        /** Against the published schema. */
        NOT_IN_SCHEMA,
        /** In the schema's form, but not a value: a date that does not exist, a path outside its bounds. */
        BAD_VALUE,
        /** Branch ranges of a file that are empty or overlap without a marker. */
        BAD_BRANCHES,
        /** An id, or a name within a fix, that is given twice. */
        DUPLICATE,
        /** An update that points at one that is not in the catalog. */
        DANGLING,
        /** Updates that supersede or require each other in a circle. */
        CYCLE,
        /** More about one product than one plan may ask for. */
        TOO_MUCH_FOR_A_PLAN
    }
}
