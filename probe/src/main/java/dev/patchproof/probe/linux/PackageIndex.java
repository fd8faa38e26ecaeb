package dev.patchproof.probe.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Reads a Packages index of an archive (tens of megabytes) in one pass and little memory: of each paragraph only the
 * four fields that name a package and say who gets it, and of most packages, which nobody asked for, only the name.
 */
final class PackageIndex {
    private static final int BUFFER = 128 * 1024;
    private static final int LONGEST_FIELD = 4096;
    /** Unpacked, in bytes: many times what the largest archive has. A few kilobytes can unpack to any length. */
    private static final long LARGEST = 1L << 30;

    private static final byte[] PACKAGE = "Package:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ARCHITECTURE = "Architecture:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSION = "Version:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PHASED = "Phased-Update-Percentage:".getBytes(StandardCharsets.US_ASCII);

    private final Predicate<String> asked;
    private final Entries entries;
    /** The beginning of the line at hand, where it may be a field that counts. */
    private final byte[] line = new byte[LONGEST_FIELD];

    private int length;
    private boolean atStart = true;
    private boolean wanted;
    /** Whether this paragraph has named itself, and is none of those asked for. */
    private boolean passedOver;

    private String name = "";
    private String architecture = "";
    private String version = "";
    private String percentage = "";

    private PackageIndex(Predicate<String> asked, Entries entries) {
        this.asked = asked;
        this.entries = entries;
    }

    /** @param asked whether a package of this name counts; of the others nothing is heard */
    static void read(InputStream in, Predicate<String> asked, Entries entries) throws IOException {
        PackageIndex index = new PackageIndex(asked, entries);
        byte[] buffer = new byte[BUFFER];
        long read = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            read += n;
            if (read > LARGEST) {
                throw new LimitReachedException("a list of packages goes on after " + LARGEST + " bytes");
            }
            index.lines(buffer, n);
        }
        index.endOfLine();
        index.endOfParagraph();
    }

    private void lines(byte[] buffer, int n) {
        int from = 0;
        while (from < n) {
            if (atStart && buffer[from] != '\n') {
                atStart = false;
                wanted = !passedOver && (buffer[from] == 'P' || buffer[from] == 'A' || buffer[from] == 'V');
            }
            int end = from;
            while (end < n && buffer[end] != '\n') {
                end++;
            }
            if (wanted) {
                int copied = Math.min(end - from, LONGEST_FIELD - length);
                System.arraycopy(buffer, from, line, length, copied);
                length += copied;
            }
            if (end < n) {
                endOfLine();
            }
            from = end + 1;
        }
    }

    private void endOfLine() {
        if (atStart) {
            endOfParagraph();
        } else if (wanted) {
            field();
        }
        atStart = true;
        wanted = false;
        length = 0;
    }

    private void field() {
        if (starts(PACKAGE)) {
            name = value(PACKAGE.length);
            passedOver = !asked.test(name);
        } else if (starts(ARCHITECTURE)) {
            architecture = value(ARCHITECTURE.length);
        } else if (starts(VERSION)) {
            version = value(VERSION.length);
        } else if (starts(PHASED)) {
            percentage = value(PHASED.length);
        }
    }

    private boolean starts(byte[] field) {
        return length >= field.length && Arrays.equals(line, 0, field.length, field, 0, field.length);
    }

    private String value(int from) {
        return new String(line, from, length - from, StandardCharsets.UTF_8).strip();
    }

    private void endOfParagraph() {
        if (!name.isEmpty() && !passedOver) {
            entries.entry(name, architecture, version, percentage);
        }
        passedOver = false;
        name = "";
        architecture = "";
        version = "";
        percentage = "";
    }

    /** Hears each package of an index that was asked for; the percentage is empty where the index has none. */
    interface Entries {
        void entry(String name, String architecture, String version, String percentage);
    }
}
