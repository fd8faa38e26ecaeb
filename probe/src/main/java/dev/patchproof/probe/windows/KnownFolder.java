package dev.patchproof.probe.windows;

import java.util.Optional;

/** The folders below which the probe reads files: system folders only. The list is closed; no plan can add to it. */
enum KnownFolder {
    SYSTEM_ROOT("%SystemRoot%"),
    PROGRAM_FILES("%ProgramFiles%"),
    PROGRAM_FILES_X86("%ProgramFiles(x86)%"),
    COMMON_PROGRAM_FILES("%CommonProgramFiles%"),
    COMMON_PROGRAM_FILES_X86("%CommonProgramFiles(x86)%");

    private final String token;

    KnownFolder(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }

    /** Compared without case as Windows does, and without the locale: in a Turkish one "FILES" has another small i. */
    static Optional<KnownFolder> of(String token) {
        for (KnownFolder folder : values()) {
            if (folder.token.equalsIgnoreCase(token)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
