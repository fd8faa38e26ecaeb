package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.DebianVersion;

/** One binary package of an index, with the source package that it was built from. */
record PackageEntry(String name, DebianVersion version, String source, DebianVersion sourceVersion) {
    PackageEntry {
        requireNonNull(name, "name");
        requireNonNull(version, "version");
        requireNonNull(source, "source");
        requireNonNull(sourceVersion, "sourceVersion");
    }

    /** Whether the binary is numbered as its source is, but for a rebuild's suffix ({@code +b1}). */
    boolean isNumberedLikeSource() {
        String own = version.text();
        String sources = sourceVersion.text();
        return own.equals(sources) || own.startsWith(sources + "+b");
    }
}
