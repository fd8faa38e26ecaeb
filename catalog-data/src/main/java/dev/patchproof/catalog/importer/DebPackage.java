package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.DebianVersion;

/**
 * What one .deb file says of itself.
 *
 * @param recordDigest SHA-256 of its md5sums control file, which dpkg keeps as it is: lower-case hex
 * @param fileDigest SHA-256 of the whole file, as an index lists it: lower-case hex
 */
record DebPackage(String name, DebianVersion version, String architecture, String recordDigest, String fileDigest) {
    DebPackage {
        requireNonNull(name, "name");
        requireNonNull(version, "version");
        requireNonNull(architecture, "architecture");
        requireNonNull(recordDigest, "recordDigest");
        requireNonNull(fileDigest, "fileDigest");
    }
}
