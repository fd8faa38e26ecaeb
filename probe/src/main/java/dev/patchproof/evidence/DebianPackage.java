package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * One package in the dpkg database.
 *
 * @param architecture as dpkg writes it: amd64, all, i386, ...
 * @param version as dpkg writes it, epoch included
 * @param status the three words of the Status field: {@code install ok installed}
 * @param source name of the source package; the binary's own name where dpkg gives none
 * @param unpackedAt the later of inode change time and modification time of the package's info/*.list file, which dpkg
 *     writes at unpacking
 * @param archives archives in apt's lists that offer this version; does not exist where the lists were read and none does
 * @param files every file of the package against its recorded digest; does not exist where dpkg keeps no digests for it; an
 *     error RECORD_INCOMPLETE where a file that dpkg lists is there and not in the record
 */
public record DebianPackage(
        String name,
        String architecture,
        String version,
        String status,
        String source,
        Finding<Instant> unpackedAt,
        Finding<List<PackageArchive>> archives,
        Finding<PackageFiles> files) {
    public DebianPackage {
        requireNonNull(name, "name");
        requireNonNull(architecture, "architecture");
        requireNonNull(version, "version");
        requireNonNull(status, "status");
        requireNonNull(source, "source");
        requireNonNull(unpackedAt, "unpackedAt");
        requireNonNull(archives, "archives");
        requireNonNull(files, "files");
    }
}
