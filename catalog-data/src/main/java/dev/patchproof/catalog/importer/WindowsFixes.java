package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.WindowsUpdate.TargetFix;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From the rows of each update its fixed revision on each release, checked against its other rows, against the hotpatches
 * and against the updates around it.
 */
final class WindowsFixes {
    private final List<WindowsRow> rows;
    private final KnownUpdates known;
    private final QuarantineLog log;

    WindowsFixes(List<WindowsRow> rows, KnownUpdates known, QuarantineLog log) {
        this.rows = List.copyOf(rows);
        this.known = known;
        this.log = log;
    }

    /** Cumulative updates, by id; without hotpatches so far. */
    SortedMap<String, SortedMap<WindowsTarget, TargetFix>> cumulative() {
        SortedMap<String, SortedMap<WindowsTarget, TargetFix>> fixes = new TreeMap<>();
        byId(false).forEach((id, own) -> {
            SortedMap<WindowsTarget, TargetFix> perTarget = perTarget(id, own);
            if (ofOneLine(id, perTarget.keySet())) {
                fixes.put(id, perTarget);
            }
        });
        notOfHotpatches(fixes);
        inOrder(fixes);
        fixes.values().removeIf(Map::isEmpty);
        return fixes;
    }

    /** Hotpatches, by id: the revision on each release. */
    SortedMap<String, SortedMap<WindowsTarget, TargetFix>> hotpatches() {
        SortedMap<String, SortedMap<WindowsTarget, TargetFix>> fixes = new TreeMap<>();
        byId(true).forEach((id, own) -> fixes.put(id, perTarget(id, own)));
        return fixes;
    }

    /** Months whose documents list an update. */
    SortedSet<YearMonth> months(String id) {
        return rows.stream()
                .filter(row -> row.id().equals(id))
                .map(WindowsRow::month)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private SortedMap<String, List<WindowsRow>> byId(boolean hotpatch) {
        Set<String> hotpatches =
                rows.stream().filter(WindowsRow::hotpatch).map(WindowsRow::id).collect(Collectors.toSet());
        return rows.stream()
                .filter(row -> row.revision().isPresent() && hotpatches.contains(row.id()) == hotpatch)
                .collect(Collectors.groupingBy(WindowsRow::id, TreeMap::new, Collectors.toList()));
    }

    private SortedMap<WindowsTarget, TargetFix> perTarget(String id, List<WindowsRow> own) {
        SortedMap<WindowsTarget, TargetFix> fixes = new TreeMap<>();
        own.stream().collect(Collectors.groupingBy(WindowsRow::target)).forEach((target, of) -> {
            SortedSet<Integer> revisions =
                    of.stream().flatMap(row -> row.revision().stream()).collect(Collectors.toCollection(TreeSet::new));
            if (revisions.size() > 1) {
                log.doubt(
                        id,
                        Defect.CONTRADICTS_ITSELF,
                        target.build() + " at revisions " + revisions,
                        "one revision, of which the highest is taken: " + revisions.last());
            }
            fixes.put(
                    target,
                    new TargetFix(
                            revisions.last(),
                            architectures(target, of),
                            WindowsReleases.limited(of.stream()
                                    .flatMap(row -> row.limits().installation().stream())
                                    .toList()),
                            of.stream().allMatch(row -> row.limits().azure())
                                    ? WindowsReleases.AZURE_EDITIONS
                                    : Collections.emptySortedSet(),
                            Collections.emptySortedMap()));
        });
        return fixes;
    }

    private static SortedSet<String> architectures(WindowsTarget target, List<WindowsRow> rows) {
        SortedSet<String> named = rows.stream()
                .flatMap(row -> row.architecture().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return named.containsAll(WindowsReleases.architectures(target.build())) ? Collections.emptySortedSet() : named;
    }

    private boolean ofOneLine(String id, Set<WindowsTarget> targets) {
        SortedSet<Integer> lines =
                targets.stream().map(WindowsTarget::line).collect(Collectors.toCollection(TreeSet::new));
        if (lines.size() > 1) {
            log.reject(id, Defect.FIX_OF_SEVERAL_LINES, "builds of the lines " + lines, "builds of one line");
        }
        return lines.size() == 1;
    }

    /**
     * A build that a hotpatch has too is the hotpatch's, where the month has a cumulative update beside; else the one
     * update is printed with the other's build.
     */
    private void notOfHotpatches(SortedMap<String, SortedMap<WindowsTarget, TargetFix>> fixes) {
        SortedMap<String, SortedMap<WindowsTarget, TargetFix>> hotpatches = hotpatches();
        SortedMap<String, SortedMap<WindowsTarget, TargetFix>> all = new TreeMap<>();
        fixes.forEach((id, perTarget) -> all.put(id, new TreeMap<>(perTarget)));
        fixes.forEach((id, perTarget) -> perTarget.entrySet().removeIf(fix -> {
            Optional<String> same = with(hotpatches, fix.getKey())
                    .filter(hotpatch ->
                            hotpatch.getValue().revision() == fix.getValue().revision())
                    .map(Map.Entry::getKey)
                    .findFirst();
            boolean another = with(all, fix.getKey())
                    .anyMatch(other ->
                            other.getValue().revision() > fix.getValue().revision()
                                    && !Collections.disjoint(months(other.getKey()), months(id)));
            same.ifPresent(hotpatch ->
                    shared(id, fix.getKey().build() + "." + fix.getValue().revision(), hotpatch, another));
            return same.isPresent() && another;
        }));
    }

    private void shared(String id, String build, String hotpatch, boolean another) {
        String found = build + ", the build of the hotpatch " + hotpatch;
        if (another) {
            log.reject(id, Defect.HOTPATCH_NOT_MARKED, found, "a build of its own, as the month's other update has");
        } else {
            log.doubt(id, Defect.HOTPATCH_NOT_MARKED, found, "a build of its own");
        }
    }

    private static Stream<Map.Entry<String, TargetFix>> with(
            SortedMap<String, SortedMap<WindowsTarget, TargetFix>> fixes, WindowsTarget target) {
        return fixes.entrySet().stream()
                .flatMap(
                        update -> Optional.ofNullable(update.getValue().get(target))
                                .map(fix -> Map.entry(update.getKey(), fix))
                                .stream());
    }

    /** Whether the first document that lists an update has none newer of the same releases: it is that month's, then. */
    boolean ofItsMonth(String id) {
        YearMonth listed = Collections.min(months(id));
        return rows.stream()
                .filter(row -> row.id().equals(id) && row.revision().isPresent())
                .allMatch(row -> rows.stream()
                        .noneMatch(other -> !other.hotpatch()
                                && other.month().equals(listed)
                                && other.target().equals(row.target())
                                && other.revision().orElse(-1) > row.revision().orElse(0)));
    }

    private void inOrder(SortedMap<String, SortedMap<WindowsTarget, TargetFix>> fixes) {
        SortedMap<WindowsTarget, List<RevisionOrder.Step>> steps = known.steps();
        fixes.forEach((id, perTarget) -> perTarget.forEach((target, fix) -> {
            List<RevisionOrder.Step> around = steps.computeIfAbsent(target, none -> new ArrayList<>());
            if (known.revision(id, target).isEmpty()) {
                around.add(new RevisionOrder.Step(months(id).first(), fix.revision(), id));
            }
        }));
        steps.forEach((target, around) -> {
            Map<String, RevisionOrder.Judged> judged = RevisionOrder.judge(around);
            fixes.forEach((id, perTarget) -> Optional.ofNullable(perTarget.get(target))
                    .filter(fix -> known.revision(id, target).isEmpty())
                    .ifPresent(fix -> settle(id, target, fix, java.util.Objects.requireNonNull(judged.get(id)))
                            .ifPresentOrElse(
                                    settled -> perTarget.put(target, settled), () -> perTarget.remove(target))));
        });
    }

    private Optional<TargetFix> settle(String id, WindowsTarget target, TargetFix fix, RevisionOrder.Judged judged) {
        String found = target.build() + "." + fix.revision();
        String other = target.build() + "." + judged.other();
        return switch (judged.judgement()) {
            case FITS -> Optional.of(fix);
            case FITS_IN_DOUBT -> {
                log.doubt(id, Defect.FIX_OUT_OF_ORDER, found, "one in order with " + other);
                yield Optional.of(fix);
            }
            case TOO_HIGH -> {
                log.reject(id, Defect.FIX_OUT_OF_ORDER, found, "at most " + other + ", which came later");
                yield Optional.empty();
            }
            case TOO_LOW -> {
                log.doubt(id, Defect.FIX_OUT_OF_ORDER, found, "above " + other + ", which came before");
                yield Optional.of(fix.at(judged.other() + 1));
            }
        };
    }
}
