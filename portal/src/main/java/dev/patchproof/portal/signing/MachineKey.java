package dev.patchproof.portal.signing;

import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.home.DataDirectory;
import dev.patchproof.portal.home.PrivateFiles;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The key under which probes hash the id of their machine, so that two results of one computer are known as such here and
 * cannot be matched with those of another portal. Probes get it with each plan: it is no secret of the portal's own, and
 * what it hashes (128 bits, random) cannot be guessed. Made on the first start, kept in {@code keys/machine.key} ever after.
 */
@Singleton
public final class MachineKey {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int BYTES = 32;
    private static final int NAME_LENGTH = 8;

    private final String key;

    @Inject
    MachineKey(DataDirectory directory) {
        this(directory.directory("keys").resolve("machine.key"));
    }

    MachineKey(Path file) {
        this.key = loadOrMake(file);
    }

    /** 256 bits, base64url, as a plan carries it. */
    public String value() {
        return key;
    }

    /**
     * A machine by its hash and by the key it was made with: hashes under different keys (a portal that lost its data
     * directory) differ though the machine is the same.
     */
    public String named(String hash) {
        return Digests.sha256(key).substring(0, NAME_LENGTH) + "-" + hash;
    }

    private static String loadOrMake(Path file) {
        return KeyFiles.locked(file, "without it computers that were seen before are not known again", () -> {
            if (Files.notExists(file)) {
                PrivateFiles.write(file, Digests.random(BYTES).getBytes(StandardCharsets.US_ASCII));
            }
            return read(file);
        });
    }

    private static String read(Path file) throws IOException {
        String text = Files.readString(file).strip();
        if (FORM.matcher(text).matches()) {
            return text;
        }
        throw new IOException("expected 43 characters of base64url, found something else");
    }
}
