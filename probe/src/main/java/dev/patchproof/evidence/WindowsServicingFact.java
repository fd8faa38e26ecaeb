package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * How Windows keeps its components.
 *
 * @param packages the keys below Component Based Servicing\\Packages, sorted by name; not collected (LIMIT_REACHED) where
 *     there are more than a probe sends
 * @param servicingStacks value names of Component Based Servicing\\Version, one for each servicing stack installed
 * @param dotNetRelease the Release value of .NET Framework 4, decimal
 */
public record WindowsServicingFact(
        Finding<List<CbsPackage>> packages, Finding<List<String>> servicingStacks, Finding<String> dotNetRelease) {
    public WindowsServicingFact {
        requireNonNull(packages, "packages");
        requireNonNull(servicingStacks, "servicingStacks");
        requireNonNull(dotNetRelease, "dotNetRelease");
    }

    /**
     * One package of Component Based Servicing.
     *
     * @param name of its key, such as {@code Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.2965.1.8}
     * @param state CurrentState, decimal: 112 is 0x70, installed
     * @param lastError LastError, decimal
     * @param installedAt InstallTimeHigh and InstallTimeLow
     */
    public record CbsPackage(
            String name, Finding<String> state, Finding<String> lastError, Finding<Instant> installedAt) {
        public CbsPackage {
            requireNonNull(name, "name");
            requireNonNull(state, "state");
            requireNonNull(lastError, "lastError");
            requireNonNull(installedAt, "installedAt");
        }
    }
}
