package dev.patchproof.probe.trust;

import java.io.IOException;

/** How the operating system keeps a secret for one user (DPAPI on Windows); elsewhere file permissions do. */
public interface KeyProtection {

    byte[] protect(byte[] secret) throws IOException;

    byte[] unprotect(byte[] kept) throws IOException;

    /** Leaves bytes as they are, for systems where the file's permissions protect them. */
    static KeyProtection byFilePermissions() {
        return new KeyProtection() {
            @Override
            public byte[] protect(byte[] secret) {
                return secret;
            }

            @Override
            public byte[] unprotect(byte[] kept) {
                return kept;
            }
        };
    }
}
