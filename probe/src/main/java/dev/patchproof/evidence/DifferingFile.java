package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A file of a package that is not as recorded.
 *
 * @param path absolute, inside the root that was checked
 * @param recorded the recorded digest, lower-case hex (MD5, as dpkg keeps it)
 * @param found the digest found; does not exist where the file is missing; an error where it
 *     could not be read (ACCESS_DENIED, IO, ...), where something else than a file stands there (NOT_A_FILE), or what an
 *     administrator put there when the file was sent elsewhere (DIVERTED)
 * @param changedAt inode change time of the file and of a link that leads to it, the later; does not exist where the
 *     file is missing; an error where even that may not be read
 * @param modeOverride mode that dpkg-statoverride sets for the path, as written; does not exist where it sets none
 */
public record DifferingFile(
        String path, String recorded, Finding<String> found, Finding<Instant> changedAt, Finding<String> modeOverride) {
    public DifferingFile {
        requireNonNull(path, "path");
        requireNonNull(recorded, "recorded");
        requireNonNull(found, "found");
        requireNonNull(changedAt, "changedAt");
        requireNonNull(modeOverride, "modeOverride");
    }
}
