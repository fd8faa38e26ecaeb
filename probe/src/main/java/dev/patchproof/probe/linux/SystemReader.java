package dev.patchproof.probe.linux;

import static dev.patchproof.evidence.ProductSelector.UNKNOWN;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.evidence.SystemFacts.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Answers what this computer is. */
final class SystemReader {
    private final RootFolder root;
    private final ProcFolder proc;
    private final boolean offline;

    SystemReader(RootFolder root, ProcFolder proc, boolean offline) {
        this.root = root;
        this.proc = proc;
        this.offline = offline;
    }

    SystemFacts read(Finding<DpkgDatabase> database) {
        OsRelease release = osRelease();
        return new SystemFacts(
                selector(release, database),
                orUnknown(release.prettyName()),
                Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "Linux has no such number"),
                Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "Linux has no such number"),
                List.of(),
                hostName(),
                offline ? notRunning() : proc.bootedAt(),
                setting(),
                offline ? notRunning() : proc.elevated(),
                jvmArchitecture(System.getProperty("os.arch", "")),
                System.getProperty("java.runtime.version", UNKNOWN));
    }

    private OsRelease osRelease() {
        try {
            return OsRelease.read(root);
        } catch (IOException e) {
            return new OsRelease("", "", "", ""); // every field unknown, which no plan takes for a product
        }
    }

    private ProductSelector selector(OsRelease release, Finding<DpkgDatabase> database) {
        OsFamily family = release.family();
        return new ProductSelector(
                family,
                orUnknown(release.versionId()),
                UNKNOWN,
                UNKNOWN,
                ProductType.UNKNOWN,
                architecture(database),
                UNKNOWN,
                orUnknown(family == OsFamily.OTHER ? release.id() : release.versionCodename()));
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? UNKNOWN : text;
    }

    private Architecture architecture(Finding<DpkgDatabase> database) {
        return database.fold(
                known -> {
                    try {
                        return architecture(DpkgDatabase.nativeArchitecture(root, known));
                    } catch (IOException e) {
                        return Architecture.OTHER;
                    }
                },
                () -> Architecture.OTHER,
                missing -> Architecture.OTHER,
                failed -> Architecture.OTHER);
    }

    /** By Debian's name. */
    static Architecture architecture(String debian) {
        return switch (debian) {
            case "amd64" -> Architecture.X64;
            case "i386" -> Architecture.X86;
            case "arm64" -> Architecture.ARM64;
            case "ia64" -> Architecture.IA64;
            default -> Architecture.OTHER;
        };
    }

    /** By Java's name. */
    static Architecture jvmArchitecture(String java) {
        return switch (java.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> Architecture.X64;
            case "x86", "i386", "i486", "i586", "i686" -> Architecture.X86;
            case "aarch64" -> Architecture.ARM64;
            case "ia64" -> Architecture.IA64;
            default -> Architecture.OTHER;
        };
    }

    private Finding<String> hostName() {
        return offline ? proc.firstLine("/etc/hostname") : proc.firstLine("/proc/sys/kernel/hostname");
    }

    private Setting setting() {
        if (offline) {
            return Setting.OFFLINE_ROOT;
        }
        return proc.inContainer() ? Setting.CONTAINER : Setting.LIVE;
    }

    private static <T> Finding<T> notRunning() {
        return Finding.notCollected(NotCollectedReason.OFFLINE_ROOT, "nothing runs in a folder");
    }
}
