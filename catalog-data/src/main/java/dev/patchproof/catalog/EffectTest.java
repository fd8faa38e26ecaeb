package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/** What must hold, beyond files on disk, for a fix to be in force. */
public sealed interface EffectTest {

    /** Handles each kind. */
    <R> R fold(Function<? super RunningKernel, ? extends R> runningKernel);

    /** The running kernel is of this package version or above. */
    record RunningKernel(DebianVersion fixedVersion) implements EffectTest {
        public RunningKernel {
            requireNonNull(fixedVersion, "fixedVersion");
        }

        @Override
        public <R> R fold(Function<? super RunningKernel, ? extends R> runningKernel) {
            return runningKernel.apply(this);
        }
    }
}
