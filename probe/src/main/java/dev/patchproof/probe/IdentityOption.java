package dev.patchproof.probe;

import dev.patchproof.probe.trust.EnterpriseIdentity;
import dev.patchproof.probe.trust.IdentityStore;
import dev.patchproof.probe.trust.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Where {@code --identity} says that a device certificate lies: {@code windows-my}, {@code windows-my:NAME}, {@code
 * pkcs11:CONFIGURATION} or a PKCS#12 file.
 *
 * @param place as it was given
 * @param name of the certificate, where there are several
 * @param passwordFile whose first line is the password of the file or the PIN of the token
 */
record IdentityOption(String place, Optional<String> name, Optional<Path> passwordFile) {
    private static final String WINDOWS = "windows-my";
    private static final String PKCS11 = "pkcs11:";

    EnterpriseIdentity open(boolean onWindows, Instant now) throws TrustException, UsageException {
        String lower = place.toLowerCase(Locale.ROOT);
        if (lower.equals(WINDOWS) || lower.startsWith(WINDOWS + ":")) {
            if (!onWindows) {
                throw new UsageException("--identity " + WINDOWS + " is for Windows. Name a PKCS#12 file here.");
            }
            Optional<String> afterColon =
                    lower.equals(WINDOWS) ? Optional.empty() : Optional.of(place.substring(WINDOWS.length() + 1));
            return IdentityStore.ofWindows().choose(afterColon.or(this::name), now);
        }
        if (lower.startsWith(PKCS11)) {
            return IdentityStore.ofPkcs11(path(place.substring(PKCS11.length())), password())
                    .choose(name, now);
        }
        return IdentityStore.ofFile(path(place), password()).choose(name, now);
    }

    private static Path path(String text) throws UsageException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("--identity needs a file: " + text);
        }
    }

    private char[] password() throws UsageException {
        if (passwordFile.isEmpty()) {
            return new char[0];
        }
        try {
            return Files.readString(passwordFile.get())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .toCharArray();
        } catch (IOException e) {
            throw new UsageException("--identity-password-file cannot be read: " + passwordFile.get() + " ("
                    + e.getClass().getSimpleName() + ").");
        }
    }
}
