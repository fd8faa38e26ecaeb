package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A cumulative update of Windows 10 or later with the hotpatches that are installed in its place.
 *
 * @param month of the first document that lists it
 * @param released empty where that document lists it beside a newer one, and so is not that of its month
 * @param supersedes ids in the catalog
 * @param replaces ids that are not
 */
record WindowsUpdate(
        String id,
        YearMonth month,
        Optional<LocalDate> released,
        String restart,
        String severity,
        SortedSet<String> cves,
        SortedMap<WindowsTarget, TargetFix> fixes,
        SortedSet<String> hotpatchIds,
        SortedSet<String> supersedes,
        SortedSet<String> replaces) {
    WindowsUpdate {
        requireNonNull(id, "id");
        requireNonNull(month, "month");
        requireNonNull(released, "released");
        requireNonNull(restart, "restart");
        requireNonNull(severity, "severity");
        cves = Collections.unmodifiableSortedSet(new TreeSet<>(cves));
        fixes = Collections.unmodifiableSortedMap(new TreeMap<>(fixes));
        hotpatchIds = Collections.unmodifiableSortedSet(new TreeSet<>(hotpatchIds));
        supersedes = Collections.unmodifiableSortedSet(new TreeSet<>(supersedes));
        replaces = Collections.unmodifiableSortedSet(new TreeSet<>(replaces));
    }

    /**
     * What it does to one release.
     *
     * @param revision of the target's build, from which on the fix is there
     * @param architectures empty where it is for all that the release was made for
     * @param installations InstallationType values; empty where it is for all
     * @param editions EditionID values; empty where it is for all
     * @param hotpatches revisions of hotpatches that bring the same, each with the editions that get it
     */
    record TargetFix(
            int revision,
            SortedSet<String> architectures,
            SortedSet<String> installations,
            SortedSet<String> editions,
            SortedMap<Integer, SortedSet<String>> hotpatches) {
        TargetFix {
            architectures = Collections.unmodifiableSortedSet(new TreeSet<>(architectures));
            installations = Collections.unmodifiableSortedSet(new TreeSet<>(installations));
            editions = Collections.unmodifiableSortedSet(new TreeSet<>(editions));
            hotpatches = Collections.unmodifiableSortedMap(new TreeMap<>(hotpatches));
        }

        TargetFix with(SortedMap<Integer, SortedSet<String>> others) {
            return new TargetFix(revision, architectures, installations, editions, others);
        }

        TargetFix at(int other) {
            return new TargetFix(other, architectures, installations, editions, hotpatches);
        }
    }
}
