package dev.patchproof.portal.appraisal;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.patchproof.catalog.Catalog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Chains of supersedence that lead to a proven update of this computer, and through one that is not for it. They settle
 * nothing, and nobody is to guess over them: they are shown as a doubt.
 */
final class SupersedenceGaps {
    private final Catalog catalog;
    private final Map<String, Judged> judged;
    private final Supersedence supersedence;

    SupersedenceGaps(Catalog catalog, List<Judged> judged, Supersedence supersedence) {
        this.catalog = catalog;
        this.judged = judged.stream().collect(toUnmodifiableMap(Judged::id, Function.identity()));
        this.supersedence = supersedence;
    }

    /** Where the chain from an update breaks; empty where the update is settled, or no chain leads to a proven one. */
    Optional<Reason> of(Judged older) {
        boolean open = !older.proven()
                && supersedence.mayBeReplaced(older)
                && supersedence.provenSuccessor(older).isEmpty();
        return open ? gap(older) : Optional.empty();
    }

    private Optional<Reason> gap(Judged older) {
        Set<String> seen = new HashSet<>(Set.of(older.id()));
        Deque<Step> steps = new ArrayDeque<>(List.of(new Step(older.id(), "")));
        while (!steps.isEmpty()) {
            Step step = steps.remove();
            for (String next : catalog.index().replacing(step.id())) {
                Optional<Judged> here = Optional.ofNullable(judged.get(next));
                if (!step.gap().isEmpty() && here.filter(Judged::proven).isPresent()) {
                    return Optional.of(new Reason(ReasonCode.SUPERSEDENCE_GAP, next, step.gap(), older.id()));
                }
                if (seen.add(next)) {
                    steps.add(new Step(next, here.isEmpty() && step.gap().isEmpty() ? next : step.gap()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * A step of the chain.
     *
     * @param gap the first update on the way here that is not for this computer; empty where there was none
     */
    private record Step(String id, String gap) {}
}
