package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

/** What must hold, beyond files on disk, for a fix to be in force. */
public sealed interface EffectTest {

    /** The running kernel is of this package version or above. */
    record RunningKernel(DebianVersion fixedVersion) implements EffectTest {
        public RunningKernel {
            requireNonNull(fixedVersion, "fixedVersion");
        }
    }
}
