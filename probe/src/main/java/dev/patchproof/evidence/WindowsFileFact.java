package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A file, by what can be said of it without sending its contents.
 *
 * @param path resolved path, as the computer names it
 * @param size in bytes
 * @param created creation time
 * @param modified last write time
 * @param changedAt when the file system last changed the entry (its name, attributes or content); programs do not set it
 * @param sha256 lower-case hex
 * @param fixedVersion four-part version of VS_FIXEDFILEINFO read from the file's own bytes; does not exist where the
 *     file has no version resource; MALFORMED where its bytes make no sense
 * @param versionString FileVersion string of the version resource, from the same bytes
 * @param apiVersion what the operating system's version call answers for the path; it can describe another file of the
 *     same name that is loaded
 */
public record WindowsFileFact(
        String path,
        long size,
        Instant created,
        Instant modified,
        Finding<Instant> changedAt,
        String sha256,
        Finding<String> fixedVersion,
        Finding<String> versionString,
        Finding<String> apiVersion) {
    public WindowsFileFact {
        requireNonNull(path, "path");
        requireNonNull(created, "created");
        requireNonNull(modified, "modified");
        requireNonNull(changedAt, "changedAt");
        requireNonNull(sha256, "sha256");
        requireNonNull(fixedVersion, "fixedVersion");
        requireNonNull(versionString, "versionString");
        requireNonNull(apiVersion, "apiVersion");
        if (size < 0) {
            throw new IllegalArgumentException("size is negative: " + size);
        }
    }
}
