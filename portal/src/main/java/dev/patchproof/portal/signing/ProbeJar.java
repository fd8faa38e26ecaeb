package dev.patchproof.portal.signing;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.access.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A signed jar without ZIP comment, and what it becomes with one. The comment is no part of what the signature covers
 * (APPNOTE 4.3.16: two bytes of length, then the comment, at the very end), so adding one costs no signing.
 */
final class ProbeJar {
    private static final int LENGTH_FIELD = 2;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int END_RECORD = 22;

    private final Path file;
    private final long size;
    private final String sha256;
    /** State after all bytes but the length field: cloned for each comment. */
    private final MessageDigest start;

    private ProbeJar(Path file, long size, String sha256, MessageDigest start) {
        this.file = file;
        this.size = size;
        this.sha256 = requireNonNull(sha256, "sha256");
        this.start = start;
    }

    static ProbeJar of(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - END_RECORD;
        if (end < 0
                || bytes[end] != 'P'
                || bytes[end + 1] != 'K'
                || bytes[end + 2] != 5
                || bytes[end + 3] != 6
                || bytes[bytes.length - 1] != 0
                || bytes[bytes.length - 2] != 0) {
            throw new IOException("a ZIP file without comment expected in " + file);
        }
        MessageDigest start = Digests.sha256();
        start.update(bytes, 0, bytes.length - LENGTH_FIELD);
        String sha256 = HexFormat.of().formatHex(Digests.sha256().digest(bytes));
        return new ProbeJar(file, bytes.length, sha256, start);
    }

    long size() {
        return size;
    }

    String sha256() {
        return sha256;
    }

    /** The jar with this comment. */
    ProbeDownload with(String comment) {
        byte[] bytes = comment.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_COMMENT) {
            throw new IllegalArgumentException("a ZIP comment holds 65535 bytes, this one has " + bytes.length);
        }
        byte[] end = new byte[LENGTH_FIELD + bytes.length];
        end[0] = (byte) bytes.length;
        end[1] = (byte) (bytes.length >> 8);
        System.arraycopy(bytes, 0, end, LENGTH_FIELD, bytes.length);
        return new ProbeDownload(file, size - LENGTH_FIELD, end, digestWith(end));
    }

    private String digestWith(byte[] end) {
        try {
            MessageDigest digest = (MessageDigest) start.clone();
            return HexFormat.of().formatHex(digest.digest(end));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the runtime's SHA-256 can be cloned", e);
        }
    }

    Path file() {
        return file;
    }
}
