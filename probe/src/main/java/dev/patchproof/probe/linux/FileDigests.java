package dev.patchproof.probe.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * Digests in lower-case hex. The buffer and the algorithm are kept from file to file: a hundred thousand of them would
 * cost more than most files do. Not safe for use by several threads.
 */
final class FileDigests {
    private final byte[] buffer = new byte[64 * 1024];
    private final MessageDigest md5 = algorithm("MD5");

    String md5(Disk disk, Path file, LongConsumer bytesRead) throws IOException {
        md5.reset(); // an earlier file may have failed half way
        try (InputStream in = disk.open(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                md5.update(buffer, 0, n);
                bytesRead.accept(n);
            }
        }
        return HexFormat.of().formatHex(md5.digest());
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
