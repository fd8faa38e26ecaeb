package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.ProductKind;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.importer.WindowsTarget.Kind;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the catalog directory knows of Windows updates before an import. */
final class KnownUpdates {
    private final Map<String, Update> byId = new HashMap<>();

    private KnownUpdates(List<Update> updates) {
        updates.forEach(update -> byId.put(update.id(), update));
    }

    static KnownUpdates none() {
        return new KnownUpdates(List.of());
    }

    static KnownUpdates of(Catalog catalog) {
        return new KnownUpdates(catalog.updates());
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    /** Ids that an update supersedes already; none where it is not known. */
    List<String> supersededBy(String id) {
        return Optional.ofNullable(byId.get(id)).map(Update::supersedes).orElse(List.of());
    }

    Set<String> ids() {
        return Set.copyOf(byId.keySet());
    }

    /** The releases that an update is for. */
    SortedSet<WindowsTarget> targets(String id) {
        SortedSet<WindowsTarget> targets = new TreeSet<>();
        Optional.ofNullable(byId.get(id))
                .ifPresent(update -> update.fixes().forEach(fix -> targets.addAll(targets(fix.product()))));
        return targets;
    }

    /** The revision from which on a release has an update; empty where the update is not known, or not for it. */
    Optional<Integer> revision(String id, WindowsTarget target) {
        return Optional.ofNullable(byId.get(id)).stream()
                .flatMap(update -> update.fixes().stream())
                .filter(fix -> targets(fix.product()).contains(target))
                .flatMap(KnownUpdates::revisions)
                .filter(claim -> !claim.exactly() && claim.build() == target.build())
                .map(WindowsRevision::revision)
                .findFirst();
    }

    /** Every known cumulative update with its revision, by release; those without a day are not among them. */
    SortedMap<WindowsTarget, List<RevisionOrder.Step>> steps() {
        SortedMap<WindowsTarget, List<RevisionOrder.Step>> steps = new TreeMap<>();
        for (Update update : byId.values()) {
            update.released().ifPresent(day -> targets(update.id()).forEach(target -> revision(update.id(), target)
                    .ifPresent(revision -> steps.computeIfAbsent(target, none -> new ArrayList<>())
                            .add(new RevisionOrder.Step(YearMonth.from(day), revision, update.id())))));
        }
        return steps;
    }

    private static Stream<WindowsRevision> revisions(Fix fix) {
        return fix.claims().stream()
                .flatMap(claim -> claim.<Stream<WindowsRevision>>fold(
                        key -> Stream.of(),
                        Stream::of,
                        packages -> Stream.of(),
                        kernel -> Stream.of(),
                        serviced -> Stream.of()));
    }

    private static Set<WindowsTarget> targets(ProductCondition product) {
        Set<WindowsTarget> targets = new TreeSet<>();
        product.build().ifPresent(build -> WindowsReleases.kinds(build).stream()
                .filter(kind -> product.productTypes().isEmpty()
                        || product.productTypes()
                                .contains(
                                        switch (kind) {
                                            case WORKSTATION -> ProductKind.WORKSTATION;
                                            case SERVER -> ProductKind.SERVER;
                                        }))
                .forEach((Kind kind) -> targets.add(new WindowsTarget(build, kind))));
        return targets;
    }
}
