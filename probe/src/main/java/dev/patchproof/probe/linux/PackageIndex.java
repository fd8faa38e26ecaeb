package dev.patchproof.probe.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a Packages index of an archive (tens of megabytes) in one pass and little memory: of each paragraph only the
 * three fields that name a package.
 */
final class PackageIndex {
    private static final int BUFFER = 128 * 1024;
    private static final int LONGEST_FIELD = 4096;
    /** Unpacked, in bytes: many times what the largest archive has. A few kilobytes can unpack to any length. */
    private static final long LARGEST = 1L << 30;

    private final Entries entries;
    /** The beginning of the line at hand, where it may be a field that counts. */
    private final byte[] line = new byte[LONGEST_FIELD];

    private int length;
    private boolean atStart = true;
    private boolean wanted;
    private String name = "";
    private String architecture = "";
    private String version = "";

    private PackageIndex(Entries entries) {
        this.entries = entries;
    }

    static void read(InputStream in, Entries entries) throws IOException {
        PackageIndex index = new PackageIndex(entries);
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
                wanted = buffer[from] == 'P' || buffer[from] == 'A' || buffer[from] == 'V';
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
            field(new String(line, 0, length, StandardCharsets.UTF_8));
        }
        atStart = true;
        wanted = false;
        length = 0;
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return;
        }
        String value = text.substring(colon + 1).strip();
        switch (text.substring(0, colon)) {
            case "Package" -> name = value;
            case "Architecture" -> architecture = value;
            case "Version" -> version = value;
            default -> {
                // of no use here
            }
        }
    }

    private void endOfParagraph() {
        if (!name.isEmpty()) {
            entries.entry(name, architecture, version);
        }
        name = "";
        architecture = "";
        version = "";
    }

    /** Hears each package of an index. */
    interface Entries {
        void entry(String name, String architecture, String version);
    }
}
