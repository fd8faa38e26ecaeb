package dev.patchproof.portal.feed;

import static dev.patchproof.portal.download.LoopbackServer.answer;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A Debian archive of one suite, with entity tags, whose every file a test may put wrong. */
public final class Archive {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Content by path below the suite; a test may replace it. */
    final Map<String, byte[]> files = new HashMap<>();
    /** What was asked for, with the entity tag that was sent along. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    String codename = "bookworm-security";
    Instant date = Instant.parse("2026-11-24T06:00:00Z");
    Optional<Instant> validUntil = Optional.of(Instant.parse("2031-12-01T06:00:00Z"));

    /** Files of an archive that is as of now and publishes this version of one package, by path below the suite. */
    public static Map<String, byte[]> published(String version) {
        Archive archive = new Archive();
        archive.date = Instant.now();
        archive.publish(version);
        return Map.copyOf(archive.files);
    }

    /** Publishes a version of one package, as an archive does. */
    void publish(String version) {
        StringBuilder sums = new StringBuilder("SHA256:\n");
        for (String architecture : List.of("amd64", "arm64")) {
            byte[] index = xz("Package: demo\nVersion: " + version + "\nArchitecture: " + architecture + "\n\n");
            String path = "main/binary-" + architecture + "/Packages.xz";
            files.put(path, index);
            sums.append(' ')
                    .append(sha256(index))
                    .append("  ")
                    .append(index.length)
                    .append(' ')
                    .append(path)
                    .append('\n');
        }
        String text = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nOrigin: Debian\nSuite: oldstable-security\n"
                + "Codename: " + codename + "\nDate: " + DATE.format(date) + "\n"
                + validUntil
                        .map(until -> "Valid-Until: " + DATE.format(until) + "\n")
                        .orElse("")
                + "MD5Sum:\n 00000000000000000000000000000000 1 main/binary-amd64/Packages.xz\n" + sums
                + "-----BEGIN PGP SIGNATURE-----\n\nnot looked at\n-----END PGP SIGNATURE-----\n";
        files.put("InRelease", text.getBytes(StandardCharsets.UTF_8));
    }

    void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/\\d+/", "");
        String known = String.valueOf(exchange.getRequestHeaders().getFirst("If-None-Match"));
        byte[] content = files.get(path);
        asked.add(path + " " + (known.equals("null") ? "-" : "known"));
        if (content == null) {
            answer(exchange, 404, "text/html", new byte[0]);
            return;
        }
        String tag = '"' + sha256(content).substring(0, 12) + '"';
        exchange.getResponseHeaders().add("ETag", tag);
        answer(exchange, tag.equals(known) ? 304 : 200, "application/octet-stream", content);
    }

    private static byte[] xz(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(packed, new LZMA2Options(1))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return packed.toByteArray();
    }

    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(FeedFolder.sha256().digest(content));
    }
}
