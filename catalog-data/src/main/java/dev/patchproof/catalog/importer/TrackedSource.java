package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.DebianVersion;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One source package of a suite's snapshot, and what advisories and the tracker say of the version that it is fixed to.
 */
final class TrackedSource {
    /** As {@link SuiteUpdates} writes it. */
    private static final Pattern VERSION = Pattern.compile(".* to (\\S+)");

    private static final String PAGE = "/source-package/";

    private final DebianVersion version;
    private final SortedSet<String> cves = new TreeSet<>(numbersByValue());
    private final SortedSet<String> advisories = new TreeSet<>(numbersByValue());
    private Urgency urgency = Urgency.UNRATED;
    private Optional<LocalDate> released = Optional.empty();

    private TrackedSource(DebianVersion version) {
        this.version = version;
    }

    /** Empty where the update is not one of the whole source package. */
    static Optional<TrackedSource> of(ObjectNode update) {
        Matcher version = VERSION.matcher(update.path("description").asText());
        return version.matches()
                ? Optional.of(new TrackedSource(new DebianVersion(version.group(1))))
                : Optional.empty();
    }

    /** The source package that an update is of; empty where it does not say. */
    static String nameOf(ObjectNode update) {
        String page = update.path("sources").path(0).asText();
        int at = page.lastIndexOf(PAGE);
        return at < 0 ? "" : page.substring(at + PAGE.length());
    }

    /** What the suite fixes it to. */
    DebianVersion version() {
        return version;
    }

    void fixes(String cve, Urgency rated) {
        cves.add(cve);
        urgency = rated.compareTo(urgency) > 0 ? rated : urgency;
    }

    void announcedIn(String advisory, LocalDate day) {
        advisories.add(advisory);
        released = released.filter(newest -> !day.isAfter(newest)).or(() -> Optional.of(day));
    }

    /** What the tracker said in place of what it said before. */
    void writeVulnerabilities(ObjectNode update) {
        update.remove("cves");
        update.remove("severity");
        if (!cves.isEmpty()) {
            update.set("cves", SnapshotFile.array(cves));
        }
        if (!urgency.severity().isEmpty()) {
            update.put("severity", urgency.severity());
        }
    }

    /** What the lists of advisories said in place of what they said before. */
    void writeAdvisories(ObjectNode update) {
        update.remove("aliases");
        update.remove("released");
        if (!advisories.isEmpty()) {
            update.set("aliases", SnapshotFile.array(advisories));
        }
        released.ifPresent(day -> update.put("released", day.toString()));
    }

    /** CVE-2023-999 before CVE-2023-1000: by length of its digits. */
    static Comparator<String> numbersByValue() {
        return Comparator.<String, String>comparing(id -> id.replaceAll("\\d+", "#"))
                .thenComparing(TrackedSource::padded);
    }

    private static String padded(String id) {
        return Pattern.compile("\\d+")
                .matcher(id)
                .replaceAll(digits -> "0".repeat(Math.max(0, 12 - digits.group().length())) + digits.group());
    }
}
