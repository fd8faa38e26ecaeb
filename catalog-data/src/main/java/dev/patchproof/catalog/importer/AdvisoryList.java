package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.importer.QuarantineEntry.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tracker's list of advisories: {@code [19 Nov 2024] DSA-5814-1 thunderbird - security update}, below it indented
 * lines, of which {@code [bookworm] - thunderbird 1:128.4.3esr-1~deb12u1} says what fixes it in a release.
 */
final class AdvisoryList {
    private static final Pattern HEAD =
            Pattern.compile("\\[(\\d{1,2} [A-Z][a-z]{2} \\d{4})] (D[SL]A-\\d+-\\d+)(?: .*)?");
    private static final Pattern FIXED = Pattern.compile("\\s+\\[([a-z]+)] - (\\S+) (\\S+)(?: .*)?");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);

    private final Path file;
    private final Suite suite;
    private final Map<String, TrackedSource> sources;
    private final List<QuarantineEntry> doubts;
    private String advisory = "";
    private LocalDate day = LocalDate.EPOCH;

    AdvisoryList(Path file, Suite suite, Map<String, TrackedSource> sources, List<QuarantineEntry> doubts) {
        this.file = file;
        this.suite = suite;
        this.sources = sources;
        this.doubts = doubts;
    }

    /** Whether a file begins as a list does, and not as JSON does. */
    static boolean isOne(Path file) throws ImportException {
        try (InputStream unpacked = IndexFile.open(file)) {
            return unpacked.read() == '[';
        } catch (IOException notReadable) {
            throw new ImportException(
                    Reason.NOT_READABLE, file + ": expected a readable file, found " + notReadable, notReadable);
        }
    }

    void read() throws ImportException {
        int number = 0;
        try (InputStream unpacked = IndexFile.open(file);
                BufferedReader text =
                        new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8.newDecoder()))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                number++;
                if (!line.isBlank()) {
                    line(line, number);
                }
            }
        } catch (IOException notReadable) {
            throw new ImportException(
                    Reason.MALFORMED_DOCUMENT,
                    file + ":" + number + ": expected a list of advisories, found " + notReadable,
                    notReadable);
        }
    }

    private void line(String line, int number) throws ImportException {
        if (Character.isWhitespace(line.charAt(0))) {
            Matcher fixed = FIXED.matcher(line);
            if (fixed.matches() && fixed.group(1).equals(suite.codename())) {
                fixed(fixed.group(2), fixed.group(3));
            }
            return;
        }
        Matcher head = HEAD.matcher(line);
        if (!head.matches()) {
            throw new ImportException(
                    Reason.MALFORMED_DOCUMENT,
                    file + ":" + number + ": expected '[day] DSA-number source - words', found '" + line + "'");
        }
        advisory = head.group(2);
        try {
            day = LocalDate.parse(head.group(1), DAY);
        } catch (DateTimeParseException noSuchDay) {
            throw new ImportException(
                    Reason.MALFORMED_DOCUMENT,
                    file + ":" + number + ": expected a day such as 19 Nov 2024, found '" + head.group(1) + "'",
                    noSuchDay);
        }
    }

    private void fixed(String source, String version) {
        TrackedSource tracked = sources.get(source);
        if (tracked == null) {
            return;
        }
        DebianVersion fixed;
        try {
            fixed = new DebianVersion(version);
        } catch (IllegalArgumentException notAVersion) {
            doubts.add(entry(
                    source,
                    version.startsWith("<not-affected") ? Defect.NOT_AFFECTED : Defect.FIX_MALFORMED,
                    version,
                    "a Debian version",
                    Outcome.REJECTED));
            return;
        }
        if (fixed.compareTo(tracked.version()) > 0) {
            doubts.add(entry(
                    source,
                    Defect.FIX_NEWER_THAN_SUITE,
                    version,
                    tracked.version() + " or below, which the suite's index has",
                    Outcome.IMPORTED_WITH_DOUBT));
        } else {
            tracked.announcedIn(advisory, day);
        }
    }

    private QuarantineEntry entry(String source, Defect defect, String found, String expected, Outcome outcome) {
        return new QuarantineEntry(
                String.valueOf(file.getFileName()), advisory + " " + source, defect, found, expected, outcome);
    }
}
