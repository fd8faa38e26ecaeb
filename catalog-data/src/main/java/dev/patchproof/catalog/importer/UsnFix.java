package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.DebianVersion;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all notices so far say of one source package of one release, in one channel. */
final class UsnFix {
    private final SortedMap<String, DebianVersion> versions = new TreeMap<>();
    private final NavigableSet<String> cves = new TreeSet<>(TrackedSource.numbersByValue());
    private final NavigableSet<String> notices = new TreeSet<>(TrackedSource.numbersByValue());
    private Optional<LocalDate> released = Optional.empty();

    /** The newest version of a binary package is what fixes it. */
    void fixes(String binary, DebianVersion version) {
        versions.merge(
                binary, version, (known, other) -> SourceVersions.ORDER.compare(known, other) >= 0 ? known : other);
    }

    void announcedIn(String notice, Iterable<String> fixed, Optional<LocalDate> day) {
        notices.add(notice);
        fixed.forEach(cves::add);
        released = day.filter(
                        other -> released.filter(known -> !other.isAfter(known)).isEmpty())
                .or(() -> released);
    }

    SortedMap<String, DebianVersion> versions() {
        return Collections.unmodifiableSortedMap(versions);
    }

    NavigableSet<String> cves() {
        return Collections.unmodifiableNavigableSet(cves);
    }

    NavigableSet<String> notices() {
        return Collections.unmodifiableNavigableSet(notices);
    }

    Optional<LocalDate> released() {
        return released;
    }
}
