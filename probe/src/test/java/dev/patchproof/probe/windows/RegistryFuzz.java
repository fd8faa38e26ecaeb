package dev.patchproof.probe.windows;

import java.util.Arrays;

/** Any bytes as a registry value of any type (the first byte): a finding, never an exception. */
public final class RegistryFuzz {
    private RegistryFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            RawValue value = RawValue.of(input[0], Arrays.copyOfRange(input, 1, input.length));
            RegistryData.decode(value);
            RegistryData.only("REG_SZ", value, () -> "x");
            RegistryData.pendingRenames(value);
        }
    }
}
