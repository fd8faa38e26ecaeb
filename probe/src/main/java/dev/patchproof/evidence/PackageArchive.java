package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

/** An archive that apt knows, by the fields of its Release file; empty where the file has no such field. */
public record PackageArchive(String origin, String label, String suite, String codename) {
    public PackageArchive {
        requireNonNull(origin, "origin");
        requireNonNull(label, "label");
        requireNonNull(suite, "suite");
        requireNonNull(codename, "codename");
    }
}
