package dev.patchproof.portal.signing;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One download: the signed jar with what its ZIP comment holds. Costs no signing and is never whole in memory. */
public final class ProbeDownload {
    private static final int BUFFER = 64 * 1024;

    private final Path jar;
    private final long signedBytes;
    private final byte[] end;
    private final String sha256;

    ProbeDownload(Path jar, long signedBytes, byte[] end, String sha256) {
        this.jar = jar;
        this.signedBytes = signedBytes;
        this.end = end;
        this.sha256 = requireNonNull(sha256, "sha256");
    }

    /** Of the whole download, lower-case hex. */
    public String sha256() {
        return sha256;
    }

    /** Of the whole download, in bytes. */
    public long size() {
        return signedBytes + end.length;
    }

    public void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(jar)) {
            long left = signedBytes;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the signed probe is shorter than it was at start");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        out.write(end);
    }
}
