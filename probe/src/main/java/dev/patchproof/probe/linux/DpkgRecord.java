package dev.patchproof.probe.linux;

import dev.patchproof.evidence.DebianPackage;
import java.util.Set;

/**
 * One package as the dpkg database has it.
 *
 * @param multiArchSame whether packages of this name can be installed for several architectures at once
 * @param installedSize estimate in bytes, 0 where the database gives none; only good for progress bars
 * @param conffiles absolute paths
 */
record DpkgRecord(
        String name,
        String architecture,
        String version,
        String status,
        String source,
        boolean multiArchSame,
        long installedSize,
        Set<String> conffiles) {
    DpkgRecord {
        conffiles = Set.copyOf(conffiles);
    }

    /** Whether it is the record that evidence of a package comes from. */
    boolean isOf(DebianPackage known) {
        return known.name().equals(name) && known.architecture().equals(architecture);
    }

    /** The third word of the status: installed, config-files, half-installed, ... */
    String state() {
        return status.substring(status.lastIndexOf(' ') + 1);
    }
}
