package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A key below a hive.
 *
 * @param subKey without leading, trailing or doubled backslash, and without Wow6432Node: where the 32-bit view lies is
 *     Windows's affair, and one key has one name here
 */
record RegistryPath(Hive hive, String subKey) {

    private static final String NODE_OF_32_BITS = "Wow6432Node";

    /** The hives that the probe opens at all. */
    enum Hive {
        HKEY_LOCAL_MACHINE("HKLM");

        private final String shortName;

        Hive(String shortName) {
            this.shortName = shortName;
        }

        static Optional<Hive> named(String name) {
            for (Hive hive : values()) {
                if (hive.shortName.equalsIgnoreCase(name) || hive.name().equalsIgnoreCase(name)) {
                    return Optional.of(hive);
                }
            }
            return Optional.empty();
        }
    }

    RegistryPath {
        requireNonNull(hive, "hive");
        requireNonNull(subKey, "subKey");
        for (String part : List.of(subKey.split("\\\\", -1))) {
            if (part.equalsIgnoreCase(NODE_OF_32_BITS)) {
                throw new IllegalArgumentException(
                        "not a registry key: expected the 32-bit view to be asked for as a view, found " + subKey);
            }
            if (part.isEmpty() || part.length() > 255 || part.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "not a registry key: expected names of 1 to 255 characters parted by single backslashes, found "
                                + subKey);
            }
        }
    }

    /**
     * Reads {@code HKLM\...} or {@code HKEY_LOCAL_MACHINE\...}.
     *
     * @throws IllegalArgumentException for another hive or a malformed path
     */
    static RegistryPath parse(String path) {
        int end = path.indexOf('\\');
        if (end < 0) {
            throw new IllegalArgumentException("not a registry key: expected HIVE\\KEY, found " + path);
        }
        Hive hive = Hive.named(path.substring(0, end))
                .orElseThrow(
                        () -> new IllegalArgumentException("not a hive the probe reads: expected HKLM, found " + path));
        return new RegistryPath(hive, path.substring(end + 1));
    }

    static RegistryPath machine(String subKey) {
        return new RegistryPath(Hive.HKEY_LOCAL_MACHINE, subKey);
    }

    @Override
    public String toString() {
        return hive.shortName + "\\" + subKey;
    }
}
