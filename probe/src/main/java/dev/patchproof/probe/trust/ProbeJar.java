package dev.patchproof.probe.trust;

import dev.patchproof.evidence.Finding;
import dev.patchproof.probe.trust.TrustException.Reason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The jar that this program was started from, as bytes: its ZIP comment, which no jar signature covers, and its digest
 * without it. See APPNOTE.TXT 4.3.16 (end of central directory record).
 */
public final class ProbeJar {
    private static final byte[] END_RECORD = {'P', 'K', 5, 6};
    private static final int END_RECORD_LENGTH = 22;
    private static final int LARGEST = 64 * 1024 * 1024;

    private final byte[] content;
    private final int endRecord;

    private ProbeJar(byte[] content, int endRecord) {
        this.content = content;
        this.endRecord = endRecord;
    }

    /** The jar that this program was started from. */
    public static ProbeJar ofThisProgram() throws TrustException {
        Optional<Path> jar = pathOfThisProgram();
        if (jar.isEmpty()) {
            throw new TrustException(Reason.NO_COMMENT, "This program does not run from a jar; use --portal.");
        }
        try {
            return read(jar.get());
        } catch (IOException e) {
            throw new TrustException(Reason.MALFORMED, "The probe cannot read its own file " + jar.get() + ".", e);
        }
    }

    /** Empty where the program runs from a folder of classes. */
    private static Optional<Path> pathOfThisProgram() {
        try {
            CodeSource source = ProbeJar.class.getProtectionDomain().getCodeSource();
            if (source == null || source.getLocation() == null) {
                return Optional.empty();
            }
            Path path = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads a jar whole. */
    static ProbeJar read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than a probe can be");
        }
        byte[] content = Files.readAllBytes(file);
        return new ProbeJar(content, endRecord(content));
    }

    /** The last record whose comment ends where the file ends. */
    private static int endRecord(byte[] content) throws IOException {
        int lowest = Math.max(0, content.length - END_RECORD_LENGTH - 0xffff);
        for (int at = content.length - END_RECORD_LENGTH; at >= lowest; at--) {
            boolean begins = Arrays.equals(content, at, at + END_RECORD.length, END_RECORD, 0, END_RECORD.length);
            if (begins && at + END_RECORD_LENGTH + commentLength(content, at) == content.length) {
                return at;
            }
        }
        throw new IOException("this is not a ZIP archive");
    }

    private static int commentLength(byte[] content, int endRecord) {
        return (content[endRecord + 20] & 0xff) | (content[endRecord + 21] & 0xff) << 8;
    }

    /** The sha256 of the jar up to and with its end record, the comment length zeroed and the comment left out. */
    public String digestWithoutComment() {
        byte[] bare = Arrays.copyOf(content, endRecord + END_RECORD_LENGTH);
        bare[endRecord + 20] = 0;
        bare[endRecord + 21] = 0;
        return Digests.sha256(bare);
    }

    /** The digest of the jar that this program was started from, as evidence carries it. */
    public static Finding<String> digestOfThisProgram() {
        Optional<Path> jar = pathOfThisProgram();
        if (jar.isEmpty()) {
            return Finding.doesNotExist();
        }
        try {
            return Finding.exists(read(jar.get()).digestWithoutComment());
        } catch (IOException e) {
            return Finding.error("IO", String.valueOf(e.getMessage()));
        }
    }

    /** What the portal put beside the ticket when this jar was downloaded. Nothing of it is believed yet. */
    public Download download() throws TrustException {
        if (endRecord + END_RECORD_LENGTH == content.length) {
            throw new TrustException(
                    Reason.NO_COMMENT,
                    "This copy of the probe belongs to no check. Download it from a check's page, or name the portal"
                            + " with --portal.");
        }
        String comment = new String(
                content,
                endRecord + END_RECORD_LENGTH,
                content.length - endRecord - END_RECORD_LENGTH,
                StandardCharsets.UTF_8);
        Map<String, Object> fields = fields(comment);
        if (fields.keySet().equals(Set.of("patchproof", "keySet", "ticket"))
                && Long.valueOf(1).equals(fields.get("patchproof"))
                && fields.get("keySet") instanceof String keySet
                && fields.get("ticket") instanceof String ticket) {
            return new Download(keySet, ticket);
        }
        throw notOurs();
    }

    private static Map<String, Object> fields(String comment) throws TrustException {
        try {
            return Json.parse(comment);
        } catch (TrustException e) {
            throw notOurs();
        }
    }

    private static TrustException notOurs() {
        return new TrustException(
                Reason.MALFORMED,
                "What the portal wrote at the end of this file is damaged. Download the probe again.");
    }

    /** A key set and a ticket, as found: two tokens to verify. */
    public record Download(String keySet, String ticket) {}
}
