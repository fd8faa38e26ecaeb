package dev.patchproof.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Debian package version, ordered as Debian Policy 5.6.12 says: epoch as a number, then upstream version, then
 * revision, each by alternating runs of non-digits ({@code ~} before the end, letters before the rest) and digits.
 *
 * <p>{@code equals} is that of the text; two texts that order the same ({@code 1.0} and {@code 1.00}) can differ.
 */
public record DebianVersion(String text) implements Comparable<DebianVersion> {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,9}):)?(\\d[A-Za-z0-9.+~:-]*?)(?:-([A-Za-z0-9.+~]+))?");
    private static final Pattern SERIES = Pattern.compile("\\d+\\.\\d+");

    public DebianVersion {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(2).endsWith("-") || (form.group(1) == null && text.contains(":"))) {
            throw new IllegalArgumentException("expected a Debian version such as 1:2.3-4, found '" + text + "'");
        }
    }

    @Override
    public int compareTo(DebianVersion other) {
        Matcher mine = parts();
        Matcher theirs = other.parts();
        int byEpoch = Integer.compare(epoch(mine), epoch(theirs));
        if (byEpoch != 0) {
            return byEpoch;
        }
        int byUpstream = compareRuns(mine.group(2), theirs.group(2));
        return byUpstream != 0 ? byUpstream : compareRuns(revision(mine), revision(theirs));
    }

    /**
     * The first two numbers of the upstream version, {@code 6.12} of {@code 6.12.117-1}: what Debian calls a kernel
     * series. The whole upstream version where it is not of that form. With the epoch, where there is one: Debian's
     * kernels have none, and those of others ({@code 1:6.12.25-1+rpt1}) are not numbered alongside them.
     */
    public String series() {
        Matcher parts = parts();
        String upstream = parts.group(2);
        Matcher series = SERIES.matcher(upstream);
        return (epoch(parts) == 0 ? "" : epoch(parts) + ":") + (series.lookingAt() ? series.group() : upstream);
    }

    @Override
    public String toString() {
        return text;
    }

    private Matcher parts() {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException(text);
        }
        return parts;
    }

    private static int epoch(Matcher parts) {
        String epoch = parts.group(1);
        return epoch == null ? 0 : Integer.parseInt(epoch);
    }

    /** A missing revision orders as an empty one, which orders as {@code 0}. */
    private static String revision(Matcher parts) {
        String revision = parts.group(3);
        return revision == null ? "" : revision;
    }

    private static int compareRuns(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() || j < right.length()) {
            while ((i < left.length() && !isDigit(left.charAt(i)))
                    || (j < right.length() && !isDigit(right.charAt(j)))) {
                int byCharacter = Integer.compare(weight(left, i), weight(right, j));
                if (byCharacter != 0) {
                    return byCharacter;
                }
                i++;
                j++;
            }
            int leftStart = skipZeros(left, i);
            int rightStart = skipZeros(right, j);
            i = endOfDigits(left, leftStart);
            j = endOfDigits(right, rightStart);
            int byLength = Integer.compare(i - leftStart, j - rightStart);
            if (byLength != 0) {
                return byLength;
            }
            int byDigits = left.substring(leftStart, i).compareTo(right.substring(rightStart, j));
            if (byDigits != 0) {
                return byDigits;
            }
        }
        return 0;
    }

    private static int weight(String text, int at) {
        if (at >= text.length() || isDigit(text.charAt(at))) {
            return 0;
        }
        char character = text.charAt(at);
        if (character == '~') {
            return -1;
        }
        return isLetter(character) ? character : character + 256;
    }

    private static int skipZeros(String text, int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static int endOfDigits(String text, int at) {
        int i = at;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLetter(char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }
}
