package dev.patchproof.catalog.release;

import dev.patchproof.catalog.release.ReleaseException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takes a release file apart, within limits that hold before anything is believed: it may come from anybody. */
public final class ReleaseReader {
    /** Bytes of a release file at most. */
    public static final int MOST_PACKED = 64 * 1024 * 1024;
    /** Bytes of all its entries at most, unpacked. */
    public static final int MOST_UNPACKED = 256 * 1024 * 1024;
    /** Entries at most. */
    public static final int MOST_ENTRIES = 20_000;

    private static final int MOST_SIGNATURE = 8 * 1024;
    private static final int END_LENGTH = 22;
    private static final int END_MARK = 0x06054b50;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,120}");
    private static final int MOST_FOLDERS = 6;

    private final SortedMap<String, byte[]> entries = new TreeMap<>();
    private final int mostUnpacked;
    private final int mostEntries;
    private int unpacked;

    private ReleaseReader(int mostUnpacked, int mostEntries) {
        this.mostUnpacked = mostUnpacked;
        this.mostEntries = mostEntries;
    }

    /** The release in a file on a disk. */
    public static ReleaseFile read(Path file) throws ReleaseException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return read(bytes.readNBytes(MOST_PACKED + 1));
        } catch (IOException notReadable) {
            throw new ReleaseException(
                    Reason.NOT_READABLE, file + ": expected a readable file, found " + notReadable, notReadable);
        }
    }

    /** What a release says of itself, which stands at its head; nothing else is read, and nothing verified. */
    public static ReleaseManifest manifest(Path file) throws ReleaseException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            ZipEntry first = zip.getNextEntry();
            if (first == null || !first.getName().equals(ReleaseFile.MANIFEST)) {
                throw new ReleaseException(
                        Reason.MALFORMED,
                        file + ": expected " + ReleaseFile.MANIFEST + " at its head, found something else");
            }
            return ReleaseManifest.parse(zip.readNBytes(MOST_SIGNATURE));
        } catch (IOException notReadable) {
            throw new ReleaseException(
                    Reason.NOT_READABLE, file + ": expected a readable file, found " + notReadable, notReadable);
        }
    }

    /**
     * The release in these bytes.
     *
     * @throws ReleaseException TOO_LARGE, MALFORMED or DAMAGED
     */
    public static ReleaseFile read(byte[] bytes) throws ReleaseException {
        return read(bytes, MOST_UNPACKED, MOST_ENTRIES);
    }

    static ReleaseFile read(byte[] bytes, int mostUnpacked, int mostEntries) throws ReleaseException {
        if (bytes.length > MOST_PACKED) {
            throw tooLarge("a file of at most " + MOST_PACKED + " bytes", "more");
        }
        checkEnd(bytes);
        ReleaseReader reader = new ReleaseReader(mostUnpacked, mostEntries);
        reader.unpack(bytes);
        return reader.release();
    }

    /** A zip ends with its directory: one that does not was cut, or has something else behind it. */
    private static void checkEnd(byte[] bytes) throws ReleaseException {
        if (bytes.length < 4 || bytes[0] != 'P' || bytes[1] != 'K') {
            throw new ReleaseException(
                    Reason.MALFORMED, "expected a release file (a zip), found something else: " + head(bytes));
        }
        if (bytes.length < END_LENGTH
                || Integer.reverseBytes(ByteBuffer.wrap(bytes, bytes.length - END_LENGTH, 4)
                                .getInt())
                        != END_MARK) {
            throw new ReleaseException(
                    Reason.DAMAGED, "expected a whole zip, found one without its end after " + bytes.length + " bytes");
        }
    }

    private void unpack(byte[] bytes) throws ReleaseException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                add(entry.getName(), zip);
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw new ReleaseException(Reason.DAMAGED, "expected a whole zip, found " + damaged.getMessage(), damaged);
        }
    }

    private void add(String name, InputStream content) throws IOException, ReleaseException {
        if (!belongs(name)) {
            throw new ReleaseException(
                    Reason.MALFORMED,
                    "expected " + ReleaseFile.MANIFEST + ", " + ReleaseFile.SIGNATURE + ", " + ReleaseFile.QUARANTINE
                            + " and .json files of plain names below " + ReleaseFile.CATALOG + ", found an entry '"
                            + shortened(name) + "'");
        }
        if (entries.size() == mostEntries) {
            throw tooLarge("at most " + mostEntries + " entries", "more");
        }
        int left = mostUnpacked - unpacked;
        byte[] unpackedContent = content.readNBytes(left + 1);
        if (unpackedContent.length > left) {
            throw tooLarge("at most " + mostUnpacked + " bytes unpacked", "more, in '" + name + "'");
        }
        unpacked += unpackedContent.length;
        if (entries.put(name, unpackedContent) != null) {
            throw new ReleaseException(Reason.MALFORMED, "expected each entry once, found '" + name + "' again");
        }
    }

    private static boolean belongs(String name) {
        if (!name.startsWith(ReleaseFile.CATALOG)) {
            return name.equals(ReleaseFile.MANIFEST)
                    || name.equals(ReleaseFile.SIGNATURE)
                    || name.equals(ReleaseFile.QUARANTINE);
        }
        return isCatalogFile(name.substring(ReleaseFile.CATALOG.length()));
    }

    /** A name below the catalog directory that a release may carry. */
    static boolean isCatalogFile(String name) {
        String[] steps = name.split("/", -1);
        if (steps.length > MOST_FOLDERS || !name.endsWith(".json")) {
            return false;
        }
        for (String step : steps) {
            if (!NAME.matcher(step).matches()) {
                return false;
            }
        }
        return true;
    }

    private ReleaseFile release() throws ReleaseException {
        byte[] manifest = entries.get(ReleaseFile.MANIFEST);
        if (manifest == null) {
            throw new ReleaseException(
                    Reason.MALFORMED, "expected a release file with " + ReleaseFile.MANIFEST + ", found none in it");
        }
        byte[] signature = entries.get(ReleaseFile.SIGNATURE);
        if (signature != null && signature.length > MOST_SIGNATURE) {
            throw tooLarge(ReleaseFile.SIGNATURE + " of at most " + MOST_SIGNATURE + " bytes", signature.length + "");
        }
        byte[] quarantine = entries.get(ReleaseFile.QUARANTINE);
        SortedMap<String, byte[]> catalog = new TreeMap<>();
        entries.tailMap(ReleaseFile.CATALOG).forEach((name, content) -> {
            if (name.startsWith(ReleaseFile.CATALOG)) {
                catalog.put(name.substring(ReleaseFile.CATALOG.length()), content);
            }
        });
        return new ReleaseFile(
                manifest,
                ReleaseManifest.parse(manifest),
                signature == null ? Optional.empty() : Optional.of(text(ReleaseFile.SIGNATURE, signature)),
                catalog,
                quarantine == null ? Optional.empty() : Optional.of(text(ReleaseFile.QUARANTINE, quarantine)));
    }

    private static String text(String name, byte[] bytes) throws ReleaseException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new ReleaseException(
                    Reason.MALFORMED, name + ": expected UTF-8 text, found bytes that are not", notText);
        }
    }

    private static ReleaseException tooLarge(String expected, String found) {
        return new ReleaseException(Reason.TOO_LARGE, "expected " + expected + ", found " + found);
    }

    private static String head(byte[] bytes) {
        if (bytes.length == 0) {
            return "an empty file";
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(16, bytes.length); i++) {
            char character = (char) (bytes[i] & 0xff);
            shown.append(character >= ' ' && character < 127 ? character : '.');
        }
        return "it begins with '" + shown + "'";
    }

    private static String shortened(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() > 120 ? plain.substring(0, 120) + "..." : plain;
    }
}
