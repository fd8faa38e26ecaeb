package dev.patchproof.probe.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Digests in lower-case hex. */
final class FileDigests {
    private static final int BUFFER = 128 * 1024;

    private FileDigests() {}

    static String md5(Disk disk, Path file, LongConsumer bytesRead) throws IOException {
        MessageDigest digest = algorithm("MD5");
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = disk.open(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                bytesRead.accept(n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(algorithm("SHA-256").digest(content));
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + name, e);
        }
    }
}
