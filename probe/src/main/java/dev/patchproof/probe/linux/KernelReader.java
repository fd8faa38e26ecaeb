package dev.patchproof.probe.linux;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LinuxKernelFact;
import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.LinuxKernelFact.LivePatch;
import dev.patchproof.evidence.NotCollectedReason;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Answers which kernel runs, which ones can be started, and which kernel images are installed and whole. */
final class KernelReader {
    private static final String BOOT = "/boot";
    private static final String LIVE_PATCHES = "/sys/kernel/livepatch";

    private final RootFolder root;
    private final ProcFolder proc;
    private final boolean offline;
    private final Function<List<DpkgRecord>, Finding<DebianPackagesFact>> packages;

    /** @param packages compares the files of packages with dpkg's record */
    KernelReader(
            RootFolder root,
            ProcFolder proc,
            boolean offline,
            Function<List<DpkgRecord>, Finding<DebianPackagesFact>> packages) {
        this.root = root;
        this.proc = proc;
        this.offline = offline;
        this.packages = packages;
    }

    LinuxKernelFact read(Finding<DpkgDatabase> database) {
        return new LinuxKernelFact(
                running("/proc/sys/kernel/osrelease"),
                running("/proc/sys/kernel/version"),
                signature(),
                livePatches(),
                bootable(),
                database.map(this::images));
    }

    /** Whether a package is a kernel image, or depends on one, by its name. */
    static boolean isImage(String name) {
        return name.startsWith("linux-image-");
    }

    /** The packages whose files {@link #read} has compared. */
    static List<DpkgRecord> compared(DpkgDatabase database) {
        return records(database).stream().filter(KernelReader::hasFiles).toList();
    }

    private static List<DpkgRecord> records(DpkgDatabase database) {
        return database.records().stream()
                .filter(record -> isImage(record.name()))
                .toList();
    }

    private static boolean hasFiles(DpkgRecord record) {
        return !record.state().equals("config-files");
    }

    private List<KernelImage> images(DpkgDatabase database) {
        Finding<DebianPackagesFact> compared = packages.apply(compared(database));
        return records(database).stream()
                .map(record -> new KernelImage(
                        record.name(),
                        record.version(),
                        record.status(),
                        kernelFile(database, record),
                        ofPackage(record, compared, DebianPackage::unpackedAt),
                        ofPackage(record, compared, DebianPackage::files)))
                .toList();
    }

    private static <T> Finding<T> ofPackage(
            DpkgRecord record, Finding<DebianPackagesFact> compared, Function<DebianPackage, Finding<T>> what) {
        return compared.fold(
                fact -> fact.packages().stream()
                        .filter(record::isOf)
                        .map(what)
                        .findFirst()
                        .orElseGet(Finding::doesNotExist),
                Finding::doesNotExist,
                missing -> Finding.notCollected(missing.reason(), missing.detail()),
                failed -> Finding.error(failed.code(), failed.message()));
    }

    private Finding<String> running(String path) {
        return offline ? notRunning() : proc.firstLine(path);
    }

    /** Only Ubuntu's kernels have that file. */
    private Finding<String> signature() {
        String path = "/proc/version_signature";
        return offline || proc.exists(path) ? running(path) : Finding.doesNotExist();
    }

    private Finding<List<LivePatch>> livePatches() {
        if (offline) {
            return notRunning();
        }
        try {
            List<String> names = root.names(root.resolve(LIVE_PATCHES));
            return names.isEmpty()
                    ? Finding.doesNotExist()
                    : Finding.exists(names.stream().map(this::livePatch).toList());
        } catch (IOException e) {
            return Failures.finding(e);
        }
    }

    private LivePatch livePatch(String name) {
        String folder = LIVE_PATCHES + "/" + name;
        return new LivePatch(name, said(folder + "/enabled"), said(folder + "/transition"));
    }

    private Finding<String> said(String file) {
        try {
            return Finding.exists(String.join("\n", root.lines(file)).strip());
        } catch (IOException e) {
            return Failures.finding(e);
        }
    }

    private static <T> Finding<T> notRunning() {
        return Finding.notCollected(NotCollectedReason.OFFLINE_ROOT, "no kernel runs in a folder");
    }

    private Finding<List<String>> bootable() {
        try {
            return Finding.exists(root.names(root.resolve(BOOT)).stream()
                    .filter(name -> name.startsWith("vmlinuz-") || name.startsWith("vmlinux-"))
                    .filter(name -> !isRescue(name))
                    .toList());
        } catch (IOException e) {
            return Failures.finding(e);
        }
    }

    /** {@code vmlinuz-0-rescue-<machine id>}: a copy for emergencies that no update replaces, and nobody starts. */
    private static boolean isRescue(String name) {
        return name.startsWith("vmlinuz-0-rescue-") || name.endsWith("-rescue") || name.contains("-rescue-");
    }

    /** A package that only depends on the newest image has none of its own: does not exist. */
    private Finding<String> kernelFile(DpkgDatabase database, DpkgRecord record) {
        try {
            for (String path :
                    Owners.list(root, database, record).stream().sorted().toList()) {
                if (path.startsWith("/boot/vmlinuz-") || path.startsWith("/boot/vmlinux-")) {
                    root.entry(path);
                    return Finding.exists(path);
                }
            }
            return Finding.doesNotExist();
        } catch (IOException e) {
            return Failures.finding(e);
        }
    }
}
