package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;

/**
 * A registry value as the registry keeps it.
 *
 * @param type the number of the type
 * @param hex its bytes, lower-case hex
 */
record RawValue(int type, String hex) {

    RawValue {
        requireNonNull(hex, "hex");
    }

    static RawValue of(int type, byte[] bytes) {
        return new RawValue(type, HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
