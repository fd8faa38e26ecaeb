package dev.patchproof.portal.appraisal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes an answer short. Of the cumulative updates of a line that stand alike, the newest is shown, which is also what
 * to install where they are missing; the earlier ones fold under it unless they say of a file what it does not. Updates
 * that nothing can settle fold too, where there are others. The verdict on each stays what it was.
 *
 * @param shown in the order given
 */
record Folding(List<UpdateResult> shown, List<FoldedUpdates> folded) {
    Folding {
        shown = List.copyOf(shown);
        folded = List.copyOf(folded);
    }

    /** Folds results, of which those that are not counted and not opt-in are the ones that nothing can settle. */
    static Folding of(List<UpdateResult> results, CumulativeUpdates line) {
        List<FoldedUpdates> folded = new ArrayList<>();
        for (List<UpdateResult> alike : alike(results, line)) {
            folded(Optional.of(alike.get(0).updateId()), alike.subList(1, alike.size()))
                    .forEach(folded::add);
        }
        boolean others = results.stream().anyMatch(UpdateResult::counted);
        results.stream()
                .filter(update -> others && update.informational())
                .collect(Collectors.groupingBy(
                        update -> List.of(
                                update.claimed().name(), update.verdict().name()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .forEach(alike -> folded(Optional.empty(), alike).forEach(folded::add));
        Set<String> away =
                folded.stream().flatMap(each -> each.updateIds().stream()).collect(Collectors.toUnmodifiableSet());
        return new Folding(
                results.stream()
                        .filter(update -> !away.contains(update.updateId()))
                        .toList(),
                folded);
    }

    /** The updates of the line, each with those before it for which it can stand; newest first. */
    private static List<List<UpdateResult>> alike(List<UpdateResult> results, CumulativeUpdates line) {
        List<List<UpdateResult>> groups = new ArrayList<>();
        results.stream()
                .filter(update -> line.has(update.updateId()))
                .sorted(Comparator.comparingInt((UpdateResult update) -> line.revision(update.updateId()))
                        .thenComparing(UpdateResult::updateId)
                        .reversed())
                .forEach(update -> groups.stream()
                        .filter(group -> saysAsMuch(group.get(0), update))
                        .findFirst()
                        .orElseGet(() -> {
                            List<UpdateResult> group = new ArrayList<>();
                            groups.add(group);
                            return group;
                        })
                        .add(update));
        return groups;
    }

    private static Stream<FoldedUpdates> folded(Optional<String> with, List<UpdateResult> alike) {
        return alike.isEmpty()
                ? Stream.of()
                : Stream.of(new FoldedUpdates(
                        with,
                        alike.get(0).claimed(),
                        alike.get(0).verdict(),
                        alike.stream().map(UpdateResult::updateId).toList()));
    }

    private static boolean saysAsMuch(UpdateResult newer, UpdateResult update) {
        return newer.verdict() == update.verdict()
                && newer.claimed() == update.claimed()
                && (update.satisfiedBy().filter(newer.updateId()::equals).isPresent()
                        || files(newer).containsAll(files(update)));
    }

    private static Set<String> files(UpdateResult update) {
        return Stream.ofNullable(update.layers().get(Layer.ON_DISK))
                .flatMap(layer -> layer.reasons().stream())
                .map(Reason::subject)
                .collect(Collectors.toUnmodifiableSet());
    }
}
