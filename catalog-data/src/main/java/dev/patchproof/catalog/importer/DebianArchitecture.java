package dev.patchproof.catalog.importer;

import java.util.Locale;

/** Debian's name of an architecture, and the catalog's. */
public enum DebianArchitecture {
    AMD64("x64"),
    ARM64("arm64"),
    I386("x86");

    private final String catalogName;

    DebianArchitecture(String catalogName) {
        this.catalogName = catalogName;
    }

    /** As Debian writes it: {@code amd64}. */
    public String debianName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String catalogName() {
        return catalogName;
    }
}
