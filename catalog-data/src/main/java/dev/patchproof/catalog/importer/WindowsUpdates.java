package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.MsrcFacts.Dates;
import dev.patchproof.catalog.importer.MsrcFacts.Fixed;
import dev.patchproof.catalog.importer.WindowsUpdate.TargetFix;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The updates of Windows 10 and later that some facts speak of, against what is known already. */
final class WindowsUpdates {
    private WindowsUpdates() {}

    /** In the order of months and ids. */
    static List<WindowsUpdate> of(MsrcFacts facts, KnownUpdates known, QuarantineLog log) {
        List<WindowsRow> rows = WindowsRows.of(facts, log);
        WindowsFixes fixes = new WindowsFixes(rows, known, log);
        SortedMap<String, SortedMap<WindowsTarget, TargetFix>> cumulative = fixes.cumulative();
        Hotpatches hotpatches = new Hotpatches(cumulative, fixes.hotpatches(), fixes, log);
        SortedMap<String, List<WindowsRow>> byId = new TreeMap<>();
        rows.forEach(
                row -> byId.computeIfAbsent(row.id(), none -> new ArrayList<>()).add(row));
        Comparator<String> order =
                Comparator.comparing((String id) -> month(byId, id)).thenComparing(Comparator.naturalOrder());
        List<String> inOrder = cumulative.keySet().stream().sorted(order).toList();
        WindowsSupersedence supersedence = new WindowsSupersedence(rows, known, log);
        supersedence.connect(inOrder.stream().sorted(order.reversed()).toList(), hotpatches);
        return inOrder.stream()
                .map(id -> update(id, facts, byId, fixes, hotpatches, supersedence))
                .toList();
    }

    private static WindowsUpdate update(
            String id,
            MsrcFacts facts,
            SortedMap<String, List<WindowsRow>> byId,
            WindowsFixes fixes,
            Hotpatches hotpatches,
            WindowsSupersedence supersedence) {
        List<WindowsRow> rows = byId.getOrDefault(id, List.of());
        Fixed fixed = Stream.concat(Stream.of(id), hotpatches.of(id).stream())
                .flatMap(kb -> byId.getOrDefault(kb, List.of()).stream())
                .map(WindowsRow::fixed)
                .reduce(Fixed.NOTHING_NAMED, Fixed::plus);
        SortedSet<String> cves = new TreeSet<>(fixed.severities().keySet());
        YearMonth month = month(byId, id);
        Dates dates = Objects.requireNonNull(facts.dates().get(month));
        return new WindowsUpdate(
                id,
                month,
                fixes.ofItsMonth(id) ? Optional.of(dates.released()) : Optional.empty(),
                restart(rows),
                fixed.severities().values().stream().reduce(MsrcSeverity.UNRATED, MsrcSeverity::worse),
                cves,
                hotpatches.completed(id),
                hotpatches.of(id),
                supersedence.supersedes(id),
                supersedence.replaces(id));
    }

    private static YearMonth month(Map<String, List<WindowsRow>> byId, String id) {
        return byId.getOrDefault(id, List.of()).stream()
                .map(WindowsRow::month)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Yes where any row says so; maybe where they differ otherwise. */
    private static String restart(List<WindowsRow> rows) {
        Set<String> said = new TreeSet<>(rows.stream().map(WindowsRow::restart).toList());
        if (said.contains("yes")) {
            return "yes";
        }
        return said.equals(Set.of("no")) ? "no" : "maybe";
    }
}
