package dev.patchproof.wine;

import static java.util.Objects.requireNonNull;

/**
 * A program that ran in a prefix.
 *
 * @param out its standard output, read as UTF-8
 * @param err its standard error, read as UTF-8
 */
public record WineRun(int exitCode, String out, String err) {
    public WineRun {
        requireNonNull(out, "out");
        requireNonNull(err, "err");
    }
}
