package dev.patchproof.probe;

import dev.patchproof.probe.trust.KeyProtection;

/** The one door to {@code ...probe.windows}, passed on Windows only, so that JNA is loaded nowhere else. */
final class WindowsPart {
    private WindowsPart() {}

    static Collector collector() throws UsageException {
        throw new UsageException("This build of the probe has no Windows part.");
    }

    static KeyProtection protection() {
        throw new IllegalStateException("this build of the probe has no Windows part");
    }
}
