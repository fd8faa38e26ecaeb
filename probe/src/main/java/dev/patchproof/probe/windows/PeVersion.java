package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Finding;

/**
 * What a file's own bytes say of its version.
 *
 * @param fixedVersion four parts, of VS_FIXEDFILEINFO
 * @param versionString FileVersion, as found
 */
record PeVersion(Finding<String> fixedVersion, Finding<String> versionString) {
    PeVersion {
        requireNonNull(fixedVersion, "fixedVersion");
        requireNonNull(versionString, "versionString");
    }

    static PeVersion both(Finding<String> finding) {
        return new PeVersion(finding, finding);
    }
}
