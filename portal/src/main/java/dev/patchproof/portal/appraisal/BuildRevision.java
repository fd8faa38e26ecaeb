package dev.patchproof.portal.appraisal;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Build and revision of Windows, as in {@code 19041.3930}; ordered build first. Releases that share their files share
 * the numbers of their line's first build: see {@link ServicingLine}.
 */
record BuildRevision(int build, int revision) implements Comparable<BuildRevision> {
    /** Vista's; what is numbered below is no build of a Windows that has component based servicing. */
    private static final int FIRST_BUILD = 6000;

    private static final Pattern SHORT = Pattern.compile("(\\d{4,5})\\.(\\d{1,5})");
    private static final Pattern BUILD_FIRST = Pattern.compile("(\\d{4,5})\\.(\\d{1,5})\\.\\d{1,5}\\.\\d{1,5}");
    private static final Pattern SYSTEM_FIRST = Pattern.compile("(?:6\\.[0-3]|10\\.0)\\.(\\d{4,5})\\.(\\d{1,5})");
    private static final Comparator<BuildRevision> ORDER =
            Comparator.comparingInt(BuildRevision::build).thenComparingInt(BuildRevision::revision);

    /** Reads {@code 26100.4349}; empty where the text is anything else. */
    static Optional<BuildRevision> ofShort(String text) {
        return read(SHORT.matcher(text));
    }

    /**
     * Reads a version of four numbers of which two are build and revision: {@code 19041.3930.1.7} or
     * {@code 10.0.19041.3930}. Empty where they are not, as in {@code 10.0.1.7} or {@code 6.1.1.17514}.
     */
    static Optional<BuildRevision> ofVersion(String text) {
        Matcher systemFirst = SYSTEM_FIRST.matcher(text);
        return systemFirst.matches() ? read(systemFirst) : read(BUILD_FIRST.matcher(text));
    }

    private static Optional<BuildRevision> read(Matcher numbers) {
        if (!numbers.matches()) {
            return Optional.empty();
        }
        BuildRevision read = new BuildRevision(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
        return read.build >= FIRST_BUILD ? Optional.of(read) : Optional.empty();
    }

    /** The same with the build that numbers the files of its line. */
    BuildRevision inLine() {
        return new BuildRevision(ServicingLine.of(build), revision);
    }

    boolean isBelow(BuildRevision other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(BuildRevision other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return build + "." + revision;
    }
}
