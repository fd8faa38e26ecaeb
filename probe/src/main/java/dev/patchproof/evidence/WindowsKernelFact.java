package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

/**
 * The running kernel of Windows.
 *
 * @param runningVersion build and revision as the kernel itself says them, {@code 26100.4349}; not collected
 *     (NOT_ON_THIS_SYSTEM) where it has no such answer
 */
public record WindowsKernelFact(Finding<String> runningVersion) {
    public WindowsKernelFact {
        requireNonNull(runningVersion, "runningVersion");
    }
}
