package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.PackageArchive;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.PackageFiles.StrayLink;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.evidence.ReplacedMappingsFact;
import dev.patchproof.evidence.ReplacedMappingsFact.ReplacedFile;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** dpkg records and processes for tests. */
final class Packages {
    private Packages() {}

    /** Installed long before the last boot, every file as recorded. */
    static DebianPackage whole(String name, String version) {
        return with(name, version, "install ok installed", Finding.exists(Computer.LONG_AGO), files(10));
    }

    /** Installed since the last boot, every file as recorded. */
    static DebianPackage fresh(String name, String version) {
        return with(name, version, "install ok installed", Finding.exists(Computer.TODAY), files(10));
    }

    static DebianPackage inState(String name, String version, String status) {
        return with(name, version, status, Finding.exists(Computer.LONG_AGO), files(10));
    }

    static DebianPackage with(String name, String version, Finding<PackageFiles> files) {
        return with(name, version, "install ok installed", Finding.exists(Computer.LONG_AGO), files);
    }

    static DebianPackage with(
            String name, String version, String status, Finding<Instant> unpackedAt, Finding<PackageFiles> files) {
        return new DebianPackage(name, "amd64", version, status, name, unpackedAt, noLists(), files);
    }

    static DebianPackage offeredBy(DebianPackage known, Finding<List<PackageArchive>> archives) {
        return new DebianPackage(
                known.name(),
                known.architecture(),
                known.version(),
                known.status(),
                known.source(),
                known.unpackedAt(),
                archives,
                known.files());
    }

    /** Of the release that test computers have. */
    static PackageArchive archive(String origin) {
        return new PackageArchive(origin, origin, "stable", origin.startsWith("Ubuntu") ? "jammy" : "bookworm");
    }

    static <T> Finding<T> noLists() {
        return Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "apt has no lists here");
    }

    /** What lies in /boot where every kernel file of these images does. */
    static Finding<List<String>> bootable(KernelImage... images) {
        return Finding.exists(Stream.of(images)
                .flatMap(image -> image.kernelFile()
                        .<Stream<String>>fold(Stream::of, Stream::of, missing -> Stream.of(), failed -> Stream.of()))
                .map(file -> file.substring("/boot/".length()))
                .toList());
    }

    static Finding<PackageFiles> files(int matching, DifferingFile... differing) {
        return Finding.exists(recorded("ee".repeat(32), matching, differing));
    }

    static PackageFiles recorded(String recordDigest, int matching, DifferingFile... differing) {
        return new PackageFiles(
                recordDigest,
                matching + differing.length,
                matching,
                List.of(),
                List.of(differing),
                Finding.exists(List.of()));
    }

    /** Every file as recorded, and these links lead elsewhere. */
    static Finding<PackageFiles> links(StrayLink... stray) {
        return Finding.exists(
                new PackageFiles("ee".repeat(32), 10, 10, List.of(), List.of(), Finding.exists(List.of(stray))));
    }

    static DifferingFile altered(String path) {
        return new DifferingFile(
                path,
                "aa".repeat(16),
                Finding.exists("bb".repeat(16)),
                Finding.exists(Computer.TODAY),
                Finding.doesNotExist());
    }

    static DifferingFile missing(String path) {
        return new DifferingFile(
                path, "aa".repeat(16), Finding.doesNotExist(), Finding.doesNotExist(), Finding.doesNotExist());
    }

    static DifferingFile unreadable(String path, Instant changedAt) {
        return unreadable(path, "ACCESS_DENIED", changedAt);
    }

    static DifferingFile unreadable(String path, String code, Instant changedAt) {
        return new DifferingFile(
                path, "aa".repeat(16), Finding.error(code, "no"), Finding.exists(changedAt), Finding.doesNotExist());
    }

    static ProcessFact process(int pid, String name, Instant startedAt) {
        return process(pid, name, startedAt, Finding.doesNotExist());
    }

    static ProcessFact process(int pid, String name, Instant startedAt, Finding<String> unit) {
        return new ProcessFact(pid, name, Finding.exists(startedAt), Finding.exists(startedAt), unit);
    }

    static Finding<ReplacedMappingsFact> mappings(List<ReplacedFile> replaced, ProcessFact... unreadable) {
        return Finding.exists(new ReplacedMappingsFact(replaced, List.of(unreadable), true));
    }

    static ReplacedFile replaced(String path, Finding<String> owner, ProcessFact... processes) {
        return new ReplacedFile(path, owner, List.of(processes));
    }
}
