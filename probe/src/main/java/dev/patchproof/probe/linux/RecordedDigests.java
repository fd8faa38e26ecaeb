package dev.patchproof.probe.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What dpkg keeps as a package's md5sums. */
final class RecordedDigests {
    private static final int HEX = 32;

    private final String recordDigest;
    private final Map<String, String> byPath;

    private RecordedDigests(String recordDigest, Map<String, String> byPath) {
        this.recordDigest = recordDigest;
        this.byPath = Collections.unmodifiableMap(byPath);
    }

    static RecordedDigests read(RootFolder root, String file) throws IOException {
        byte[] bytes = root.bytes(file);
        return new RecordedDigests(FileDigests.sha256(bytes), parse(file, bytes));
    }

    /** sha256 of the record itself, lower-case hex. */
    String recordDigest() {
        return recordDigest;
    }

    int size() {
        return byPath.size();
    }

    /** Absolute paths. */
    Set<String> paths() {
        return byPath.keySet();
    }

    /** Path and MD5 in lower-case hex of each file, in the order of the record. */
    List<Map.Entry<String, String>> files() {
        return new ArrayList<>(byPath.entrySet());
    }

    /** Straight from the bytes: the records of a whole machine are a hundred thousand lines. */
    private static Map<String, String> parse(String file, byte[] text) throws IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        int number = 1;
        for (int start = 0, end; start < text.length; start = end + 1, number++) {
            end = endOfLine(text, start);
            String path = path(text, start, end);
            if (path.isEmpty() || path.contains("/../") || path.endsWith("/..")) {
                String line = new String(text, start, end - start, StandardCharsets.UTF_8);
                throw new MalformedFileException(file, number, "a digest and a path", line);
            }
            String digest = new String(text, start, HEX, StandardCharsets.ISO_8859_1);
            String other = digests.put(path, digest);
            if (other != null && !other.equals(digest)) {
                throw new MalformedFileException(file, number, "one digest to a path", digest + " " + path);
            }
        }
        return digests;
    }

    private static int endOfLine(byte[] text, int start) {
        int end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    /** The absolute path of a line as md5sum(1) writes it, {@code ./} before it allowed; empty where it is none. */
    private static String path(byte[] text, int line, int end) {
        int start = line + HEX + 2;
        if (start >= end || text[start - 2] != ' ' || (text[start - 1] != ' ' && text[start - 1] != '*')) {
            return "";
        }
        for (int i = line; i < line + HEX; i++) {
            if (text[i] < '0' || (text[i] > '9' && text[i] < 'a') || text[i] > 'f') {
                return "";
            }
        }
        boolean dotted = start + 2 < end && text[start] == '.' && text[start + 1] == '/';
        int slash = dotted ? start + 1 : start - 1;
        text[slash] = '/'; // in place of the blank: a string the less for each file of the machine
        return new String(text, slash, end - slash, StandardCharsets.UTF_8);
    }
}
