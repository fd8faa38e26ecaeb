package dev.patchproof.probe.linux;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LinuxKernelFact;
import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.NotCollectedReason;
import java.io.IOException;

/** Answers which kernel runs and which kernel images are installed. */
final class KernelReader {
    private final RootFolder root;
    private final ProcFolder proc;
    private final boolean offline;

    KernelReader(RootFolder root, ProcFolder proc, boolean offline) {
        this.root = root;
        this.proc = proc;
        this.offline = offline;
    }

    LinuxKernelFact read(Finding<DpkgDatabase> database) {
        return new LinuxKernelFact(
                running("/proc/sys/kernel/osrelease"),
                running("/proc/sys/kernel/version"),
                database.map(known -> known.records().stream()
                        .filter(record -> record.name().startsWith("linux-image-"))
                        .map(record -> image(known, record))
                        .toList()));
    }

    private Finding<String> running(String path) {
        return offline
                ? Finding.notCollected(NotCollectedReason.OFFLINE_ROOT, "no kernel runs in a folder")
                : proc.firstLine(path);
    }

    private KernelImage image(DpkgDatabase database, DpkgRecord record) {
        return new KernelImage(record.name(), record.version(), record.status(), kernelFile(database, record));
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
