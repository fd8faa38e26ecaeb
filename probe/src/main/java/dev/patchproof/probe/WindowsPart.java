package dev.patchproof.probe;

import dev.patchproof.probe.collector.Collector;
import dev.patchproof.probe.trust.KeyProtection;
import dev.patchproof.probe.windows.WindowsCollector;
import dev.patchproof.probe.windows.WindowsDeviceKeyStore;

/** The one door to {@code ...probe.windows}, passed on Windows only, so that JNA is loaded nowhere else. */
final class WindowsPart {
    private WindowsPart() {}

    static Collector collector() {
        return new WindowsCollector();
    }

    static KeyProtection protection() {
        return new WindowsDeviceKeyStore();
    }
}
