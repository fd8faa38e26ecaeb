package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.WindowsUpdate.TargetFix;
import java.time.YearMonth;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Hotpatches as alternatives of the cumulative updates in whose place they are installed. A hotpatch leaves the files of
 * its baseline, the update of the quarter's first month, on the disk and has a revision of its own; it brings what the
 * updates between that baseline and itself bring, so it is an alternative of each of those too.
 */
final class Hotpatches {
    /** A hotpatch is numbered below its month's update; once it was numbered two above it. */
    private static final int WRONG_SIDE = 10;

    private final SortedMap<String, SortedMap<WindowsTarget, TargetFix>> cumulative;
    private final SortedMap<String, SortedMap<WindowsTarget, TargetFix>> hotpatches;
    private final Map<String, SortedSet<YearMonth>> months = new HashMap<>();
    private final Map<String, String> hosts = new HashMap<>();
    private final WindowsFixes rows;

    Hotpatches(
            SortedMap<String, SortedMap<WindowsTarget, TargetFix>> cumulative,
            SortedMap<String, SortedMap<WindowsTarget, TargetFix>> hotpatches,
            WindowsFixes fixes,
            QuarantineLog log) {
        this.cumulative = cumulative;
        this.hotpatches = hotpatches;
        this.rows = fixes;
        cumulative.keySet().forEach(id -> months.put(id, fixes.months(id)));
        hotpatches.keySet().forEach(id -> months.put(id, fixes.months(id)));
        hotpatches.forEach((id, perTarget) -> perTarget.forEach((target, fix) -> host(id, target, fix)
                .ifPresentOrElse(
                        host -> hosts.put(id, host),
                        () -> log.reject(
                                id,
                                Defect.HOTPATCH_ALONE,
                                target.build() + "." + fix.revision(),
                                "a cumulative update of its month"))));
    }

    /** The cumulative update that a hotpatch is installed in the place of. */
    Optional<String> hostOf(String id) {
        return Optional.ofNullable(hosts.get(id));
    }

    boolean isHotpatch(String id) {
        return hotpatches.containsKey(id);
    }

    /** Hotpatches installed in the place of an update. */
    SortedSet<String> of(String host) {
        SortedSet<String> ids = new TreeSet<>();
        hosts.forEach((hotpatch, of) -> {
            if (of.equals(host)) {
                ids.add(hotpatch);
            }
        });
        return ids;
    }

    /** The update's fixes with the revisions of every hotpatch that brings them. */
    SortedMap<WindowsTarget, TargetFix> completed(String id) {
        SortedMap<WindowsTarget, TargetFix> completed = new TreeMap<>();
        cumulative.getOrDefault(id, new TreeMap<>()).forEach((target, fix) -> {
            SortedMap<Integer, SortedSet<String>> revisions = new TreeMap<>();
            hotpatches.forEach((hotpatch, perTarget) -> Optional.ofNullable(perTarget.get(target))
                    .filter(other -> hosts.containsKey(hotpatch) && brings(hotpatch, other, id, fix))
                    .ifPresent(other -> revisions.put(other.revision(), other.editions())));
            completed.put(target, fix.with(revisions));
        });
        return completed;
    }

    private boolean brings(String hotpatch, TargetFix other, String id, TargetFix fix) {
        if (id.equals(hosts.get(hotpatch))) {
            return true;
        }
        YearMonth own = first(id);
        YearMonth later = first(hotpatch);
        return other.revision() > fix.revision()
                && !own.isAfter(later)
                && (rows.ofItsMonth(id) ? own.isAfter(baseline(later)) : isNoBaseline(id, later));
    }

    /** An update listed late is of a month not known; one that a hotpatch is installed in the place of is no baseline. */
    private boolean isNoBaseline(String id, YearMonth later) {
        return hosts.entrySet().stream()
                .anyMatch(host -> host.getValue().equals(id)
                        && baseline(first(host.getKey())).equals(baseline(later)));
    }

    /** First month of the quarter. */
    private static YearMonth baseline(YearMonth month) {
        return month.withMonth((month.getMonthValue() - 1) / 3 * 3 + 1);
    }

    private Optional<String> host(String hotpatch, WindowsTarget target, TargetFix fix) {
        SortedMap<Integer, String> nearestFirst = new TreeMap<>();
        cumulative.forEach((id, update) -> {
            if (update.containsKey(target) && !Collections.disjoint(listed(id), listed(hotpatch))) {
                nearestFirst.putIfAbsent(distance(update, target, fix), id);
            }
        });
        return nearestFirst.values().stream().findFirst();
    }

    private static int distance(SortedMap<WindowsTarget, TargetFix> update, WindowsTarget target, TargetFix fix) {
        TargetFix other = update.get(target);
        if (other == null) {
            return Integer.MAX_VALUE;
        }
        int above = other.revision() - fix.revision();
        return above >= 0 ? above : -above * WRONG_SIDE;
    }

    private YearMonth first(String id) {
        return listed(id).iterator().next();
    }

    private SortedSet<YearMonth> listed(String id) {
        SortedSet<YearMonth> listed = months.get(id);
        if (listed == null) {
            throw new IllegalStateException("an update without a month: " + id);
        }
        return listed;
    }
}
