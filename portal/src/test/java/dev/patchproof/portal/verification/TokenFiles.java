package dev.patchproof.portal.verification;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The committed tokens, and the check and the clock that they were made for. */
final class TokenFiles {
    static final Instant ISSUED = Instant.parse("2026-01-31T12:00:10Z");
    static final Instant NOW = Instant.parse("2026-01-31T12:00:20Z");
    static final Expectation EXPECTED =
            new Expectation("bm9uY2Utb2YtdGhpcy1jaGVjaw", "https://portal.example.org", "aa".repeat(32));

    private TokenFiles() {}

    static String golden() {
        return read("golden.jwt");
    }

    static String refused(String defect) {
        String name = "refused/" + defect + ".jwt";
        return read(TokenFiles.class.getResource(name) == null ? name + ".gz" : name);
    }

    private static String read(String name) {
        try (InputStream file = Objects.requireNonNull(TokenFiles.class.getResourceAsStream(name), name);
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
            return new String(plain.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
