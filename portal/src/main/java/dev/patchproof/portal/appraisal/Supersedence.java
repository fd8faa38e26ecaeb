package dev.patchproof.portal.appraisal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which applicable updates replace which, directly and through one another. A chain through an update that is not for
 * this computer is a gap and counts for nothing.
 */
final class Supersedence {
    private final Map<String, List<Judged>> replacedBy = new HashMap<>();

    Supersedence(List<Judged> updates) {
        updates.forEach(successor -> successor.update().supersedes().forEach(id -> replacedBy
                .computeIfAbsent(id, none -> new ArrayList<>())
                .add(successor)));
    }

    /**
     * A file of the older update that is below its own floor contradicts every successor; one that undoes the older
     * update while replacing it settles nothing.
     */
    Optional<Judged> provenSuccessor(Judged older) {
        boolean contradicted = older.best().onDisk().is(LayerResult.FALSE)
                && older.best().onDisk().has(ReasonCode.FILE_VERSION_BELOW);
        return contradicted
                ? Optional.empty()
                : successors(older).stream()
                        .filter(Judged::proven)
                        .filter(successor -> !older.update().rolledBackBy().contains(successor.id()))
                        .min(Comparator.comparing((Judged successor) -> successor.verdict() != UpdateVerdict.IN_FORCE));
    }

    boolean isClaimedBySuccessor(Judged older) {
        return successors(older).stream().anyMatch(successor -> successor.claimed() == LayerResult.TRUE);
    }

    /** Nearest first, then by id. */
    private List<Judged> successors(Judged older) {
        Set<Judged> found = new LinkedHashSet<>();
        Deque<Judged> open = new ArrayDeque<>(List.of(older));
        while (!open.isEmpty()) {
            replacedBy.getOrDefault(open.remove().id(), List.of()).stream()
                    .sorted(Comparator.comparing(Judged::id))
                    .filter(found::add)
                    .forEach(open::add);
        }
        return List.copyOf(found);
    }
}
