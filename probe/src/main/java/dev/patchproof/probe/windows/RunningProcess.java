package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;

/**
 * A process as the kernel lists it, without opening it.
 *
 * @param parent the process that created it, which may have ended since
 * @param name file name of its program
 */
record RunningProcess(int pid, int parent, String name, Instant startedAt) {

    private static final int IDLE = 0;
    private static final int SYSTEM = 4;

    /** Processes in which no program runs. Anyone may choose such a name, but only the kernel is a child of itself. */
    private static final Set<String> OF_THE_KERNEL = Set.of("Registry", "Memory Compression", "Secure System");

    RunningProcess {
        requireNonNull(name, "name");
        requireNonNull(startedAt, "startedAt");
    }

    /** Whether it belongs to the kernel and loads no libraries, so that a restart of the computer is all it knows. */
    boolean isOfTheKernel() {
        return pid == IDLE || pid == SYSTEM || (parent == SYSTEM && OF_THE_KERNEL.contains(name));
    }
}
