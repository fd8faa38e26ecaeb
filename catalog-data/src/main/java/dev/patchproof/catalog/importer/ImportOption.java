package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

/** What can be said on the command line beyond the files; each importer names those that it needs. */
public enum ImportOption {
    SUITE("--suite", "SUITE", "Security suite, such as bookworm-security."),
    AS_OF("--as-of", "DAY", "The day on which the data was fetched, such as 2026-11-23."),
    KB("--kb", "KB", "Update that the files are of, such as KB5034122."),
    ARCHITECTURE(
            "--architecture",
            "ARCH=FILE",
            "Packages index of an architecture (amd64, arm64, i386): plain, xz, gz or lz4. Repeatable.");

    private final String flag;
    private final String value;
    private final String description;

    ImportOption(String flag, String value, String description) {
        this.flag = requireNonNull(flag);
        this.value = requireNonNull(value);
        this.description = requireNonNull(description);
    }

    /** Such as {@code --suite}. */
    public String flag() {
        return flag;
    }

    /** How its value is written in the help. */
    public String value() {
        return value;
    }

    public String description() {
        return description;
    }
}
