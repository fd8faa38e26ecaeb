package dev.patchproof.catalog;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A four-part Windows file or build version; each part 0 to 65535; ordered part by part as numbers. */
public record WindowsVersion(int major, int minor, int build, int revision) implements Comparable<WindowsVersion> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})");
    private static final Comparator<WindowsVersion> ORDER = Comparator.comparingInt(WindowsVersion::major)
            .thenComparingInt(WindowsVersion::minor)
            .thenComparingInt(WindowsVersion::build)
            .thenComparingInt(WindowsVersion::revision);

    public WindowsVersion {
        checkPart(major);
        checkPart(minor);
        checkPart(build);
        checkPart(revision);
    }

    /**
     * Reads exactly four decimal parts.
     *
     * @throws IllegalArgumentException where the text is anything else
     */
    public static WindowsVersion parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "expected a version of four numbers such as 5.1.2600.1230, found '" + text + "'");
        }
        return new WindowsVersion(part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4));
    }

    @Override
    public int compareTo(WindowsVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + build + "." + revision;
    }

    private static int part(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static void checkPart(int part) {
        if (part < 0 || part > 65535) {
            throw new IllegalArgumentException("expected version parts from 0 to 65535, found " + part);
        }
    }
}
