package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

/**
 * One ground of a result: a code that has its own sentence on the page, and the raw values that the sentence names.
 *
 * @param subject what it is about: a file path, a package, a registry key, a process; empty where the code says it all
 * @param expected what would have been right; empty where nothing in particular was
 * @param found what there was; empty where nothing was
 */
public record Reason(ReasonCode code, String subject, String expected, String found) {
    public Reason {
        requireNonNull(code, "code");
        requireNonNull(subject, "subject");
        requireNonNull(expected, "expected");
        requireNonNull(found, "found");
    }
}
