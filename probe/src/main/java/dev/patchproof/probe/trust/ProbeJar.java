package dev.patchproof.probe.trust;

import dev.patchproof.evidence.Finding;
import dev.patchproof.probe.trust.TrustException.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The jar that this program was started from: its ZIP comment, which no jar signature covers, and its digest without it.
 * Read in pieces: the whole of it would be the largest thing that the probe ever holds. See APPNOTE.TXT 4.3.16 (end of
 * central directory record).
 */
public final class ProbeJar {
    private static final byte[] END_RECORD = {'P', 'K', 5, 6};
    private static final int END_RECORD_LENGTH = 22;
    private static final int COMMENT_LENGTH = 2; // the record's last field
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int PIECE = 1 << 16;
    private static final Set<String> FIELDS = new TreeSet<>(Set.of("keySet", "patchproof", "ticket"));

    private final String digest;
    private final byte[] comment;

    private ProbeJar(String digest, byte[] comment) {
        this.digest = digest;
        this.comment = comment;
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
            throw unreadable(jar.get(), e);
        }
    }

    /** Who signed the jar that this program was started from; returns only where every part of it is signed, by one certificate. */
    public static Signer requireSignedProgram() throws TrustException {
        Optional<Path> jar = pathOfThisProgram();
        if (jar.isEmpty()) {
            throw new TrustException(Reason.NOT_SIGNED, "This program does not run from a jar, so it is not signed.");
        }
        try {
            read(jar.get());
        } catch (IOException e) {
            throw unreadable(jar.get(), e);
        }
        return JarSignature.require(jar.get());
    }

    private static TrustException unreadable(Path jar, IOException e) {
        return new TrustException(
                Reason.MALFORMED, "The probe cannot read its own file " + jar + " (" + e.getMessage() + ").", e);
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

    static ProbeJar read(Path file) throws IOException, TrustException {
        try (RandomAccessFile jar = new RandomAccessFile(file.toFile(), "r")) {
            long length = jar.length();
            if (length > LARGEST) {
                throw new IOException(file + " is larger than a probe can be");
            }
            byte[] tail = new byte[(int) Math.min(length, END_RECORD_LENGTH + LONGEST_COMMENT)];
            jar.seek(length - tail.length);
            jar.readFully(tail);
            int endRecord = endRecord(tail);
            byte[] comment = Arrays.copyOfRange(tail, endRecord + END_RECORD_LENGTH, tail.length);
            jar.seek(0);
            return new ProbeJar(digest(jar, length - comment.length - COMMENT_LENGTH), comment);
        }
    }

    /** The last record whose comment ends where the file ends. */
    private static int endRecord(byte[] tail) throws IOException, TrustException {
        int last = -1;
        for (int at = tail.length - END_RECORD_LENGTH; at >= 0; at--) {
            if (Arrays.equals(tail, at, at + END_RECORD.length, END_RECORD, 0, END_RECORD.length)) {
                if (at + END_RECORD_LENGTH + commentLength(tail, at) == tail.length) {
                    return at;
                }
                last = Math.max(last, at);
            }
        }
        if (last < 0) {
            throw new IOException("this is not a ZIP archive");
        }
        throw wrongEnd(last + END_RECORD_LENGTH + commentLength(tail, last) - tail.length);
    }

    /** Java itself runs such a file. */
    private static TrustException wrongEnd(int missing) {
        return new TrustException(
                Reason.CUT,
                missing > 0
                        ? "This file was cut short: " + missing + " bytes are missing at its end. Download it again."
                        : "This file goes on for " + -missing + " bytes after its end. Download it again.");
    }

    private static int commentLength(byte[] tail, int endRecord) {
        return (tail[endRecord + 20] & 0xff) | (tail[endRecord + 21] & 0xff) << 8;
    }

    private static String digest(RandomAccessFile jar, long bytes) throws IOException {
        MessageDigest digest = Digests.begin();
        byte[] piece = new byte[PIECE];
        for (long left = bytes; left > 0; ) {
            int count = jar.read(piece, 0, (int) Math.min(piece.length, left));
            if (count < 0) {
                throw new IOException("the jar became shorter while it was read");
            }
            digest.update(piece, 0, count);
            left -= count;
        }
        digest.update(new byte[COMMENT_LENGTH]);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The sha256 of the jar up to and with its end record, the comment length zeroed and the comment left out. */
    public String digestWithoutComment() {
        return digest;
    }

    /** The digest of the jar that this program was started from, as evidence carries it. */
    public static Finding<String> digestOfThisProgram() {
        Optional<Path> jar = pathOfThisProgram();
        if (jar.isEmpty()) {
            return Finding.doesNotExist();
        }
        try {
            return Finding.exists(read(jar.get()).digestWithoutComment());
        } catch (TrustException e) {
            return Finding.error("FORMAT", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Finding.error("IO", String.valueOf(e.getMessage()));
        }
    }

    /** What the portal put beside the ticket when this jar was downloaded. Nothing of it is believed yet. */
    public Download download() throws TrustException {
        if (comment.length == 0) {
            throw new TrustException(
                    Reason.NO_COMMENT,
                    "This copy of the probe belongs to no check. Download it from a check's page, or name the portal"
                            + " with --portal.");
        }
        Map<String, Object> fields = fields(new String(comment, StandardCharsets.UTF_8));
        if (!fields.keySet().equals(FIELDS)) {
            throw notAsAgreed("it has the fields " + new TreeSet<>(fields.keySet()) + " and not " + FIELDS);
        }
        if (!Long.valueOf(1).equals(fields.get("patchproof"))) {
            throw notAsAgreed("it is of version " + fields.get("patchproof") + " and not 1");
        }
        if (fields.get("keySet") instanceof String keySet && fields.get("ticket") instanceof String ticket) {
            return new Download(keySet, ticket);
        }
        throw notAsAgreed("its key set and ticket are no texts");
    }

    private static Map<String, Object> fields(String comment) throws TrustException {
        if (!comment.startsWith("{")) {
            throw notAsAgreed("another program wrote it");
        }
        try {
            return Json.parse(comment);
        } catch (TrustException e) {
            throw notAsAgreed("it cannot be read");
        }
    }

    private static TrustException notAsAgreed(String why) {
        return new TrustException(
                Reason.MALFORMED,
                "What the portal wrote at the end of this file is damaged: " + why + ". Download the probe again.");
    }

    /** A key set and a ticket, as found: two tokens to verify. */
    public record Download(String keySet, String ticket) {}
}
