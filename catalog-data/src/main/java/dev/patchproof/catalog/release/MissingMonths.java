package dev.patchproof.catalog.release;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Months of which a catalog lacks the cumulative updates of Windows: most of the releases that have some before and after
 * such a month have none of it. Windows gets some each month, so these were not at hand where the catalog was made. What
 * is cumulative holds what they brought. That a single release lacks a month, as where its update was a misprint, does
 * not count.
 *
 * @param months in their order
 */
public record MissingMonths(List<YearMonth> months) {
    /** The line of updates that come each month. */
    private static final String CUMULATIVE = "cumulative";

    public MissingMonths {
        months = List.copyOf(months);
    }

    public static MissingMonths of(Catalog catalog) {
        Collection<NavigableSet<YearMonth>> releases = monthsByBuild(catalog).values();
        Optional<YearMonth> first = releases.stream().map(NavigableSet::first).min(Comparator.naturalOrder());
        Optional<YearMonth> last = releases.stream().map(NavigableSet::last).max(Comparator.naturalOrder());
        List<YearMonth> missing = new ArrayList<>();
        if (first.isPresent() && last.isPresent()) {
            for (YearMonth month = first.get(); month.isBefore(last.get()); month = month.plusMonths(1)) {
                if (isMissing(month, releases)) {
                    missing.add(month);
                }
            }
        }
        return new MissingMonths(missing);
    }

    private static Map<Integer, NavigableSet<YearMonth>> monthsByBuild(Catalog catalog) {
        Map<Integer, NavigableSet<YearMonth>> months = new TreeMap<>();
        for (Update update : catalog.updates()) {
            for (Fix fix : update.fixes()) {
                if (fix.line().equals(CUMULATIVE)) {
                    update.released().ifPresent(day -> fix.product().build().ifPresent(build -> months.computeIfAbsent(
                                    build, none -> new TreeSet<>())
                            .add(YearMonth.from(day))));
                }
            }
        }
        return months;
    }

    private static boolean isMissing(YearMonth month, Collection<NavigableSet<YearMonth>> releases) {
        List<NavigableSet<YearMonth>> around = releases.stream()
                .filter(months ->
                        months.first().isBefore(month) && months.last().isAfter(month))
                .toList();
        long without = around.stream().filter(months -> !months.contains(month)).count();
        return without * 2 > around.size();
    }

    /** Such as {@code 2024-07 to 2025-05, 2025-10}; empty where none is missing. */
    public String inWords() {
        List<String> spans = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < months.size(); at++) {
            YearMonth month = months.get(at);
            boolean goesOn = at + 1 < months.size() && months.get(at + 1).equals(month.plusMonths(1));
            if (!goesOn) {
                spans.add(from == at ? month.toString() : months.get(from) + " to " + month);
                from = at + 1;
            }
        }
        return String.join(", ", spans);
    }
}
