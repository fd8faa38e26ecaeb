package dev.patchproof.portal.appraisal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which applicable updates replace which, directly and through one another, and without a word of the catalog where both
 * are cumulative updates of one servicing line. A chain through an update that is not for this computer is a gap and
 * counts for nothing.
 */
final class Supersedence {
    /** Replacing files turns no switch on. */
    private static final Set<ReasonCode> NOT_SWITCHED_ON = EnumSet.of(
            ReasonCode.SWITCH_OFF,
            ReasonCode.SWITCH_NOT_SET,
            ReasonCode.SWITCH_IN_WRONG_PLACE,
            ReasonCode.SWITCH_NOT_COLLECTED,
            ReasonCode.SWITCH_NOT_READABLE);

    private final Map<String, List<Judged>> replacedBy = new HashMap<>();
    private final CumulativeUpdates line;
    private final Optional<Judged> newestProvenOfLine;

    Supersedence(List<Judged> updates, CumulativeUpdates line) {
        this.line = line;
        newestProvenOfLine = updates.stream()
                .filter(update -> line.has(update.id()) && update.proven())
                .max(Comparator.comparingInt((Judged update) -> line.revision(update.id()))
                        .thenComparing(Judged::id));
        updates.forEach(successor -> successor.update().supersedes().forEach(id -> replacedBy
                .computeIfAbsent(id, none -> new ArrayList<>())
                .add(successor)));
    }

    /**
     * A file of the older update that is older than its own reference contradicts every successor, and so does a switch of
     * its own that is not known to be on; one that undoes the older update while replacing it settles nothing.
     */
    Optional<Judged> provenSuccessor(Judged older) {
        return mayBeReplaced(older)
                ? newestProvenOfLine
                        .filter(newest -> line.brings(older.id(), newest.id()))
                        .or(() -> repairing(older)
                                .filter(Judged::proven)
                                .min(Comparator.comparing(
                                        (Judged successor) -> successor.verdict() != UpdateVerdict.IN_FORCE)))
                : Optional.empty();
    }

    /** Whether nothing of the update's own speaks against a proven successor. */
    boolean mayBeReplaced(Judged older) {
        boolean contradicted = older.best().onDisk().is(LayerResult.FALSE)
                && (older.best().onDisk().has(ReasonCode.FILE_VERSION_BELOW)
                        || older.best().onDisk().has(ReasonCode.FILE_SIGNED_BY_OLDER_BUILD));
        boolean switchedOn = NOT_SWITCHED_ON.stream().noneMatch(older.best().inForce()::has);
        return !contradicted && switchedOn;
    }

    /** A missing update whose successor the next start of the system will install. */
    Optional<Judged> successorForRestart(Judged older) {
        return older.verdict() != UpdateVerdict.MISSING
                ? Optional.empty()
                : repairing(older)
                        .filter(successor -> successor.verdict() == UpdateVerdict.PENDING_RESTART)
                        .findFirst();
    }

    /**
     * Whether an update that the bookkeeping lists, and against which nothing speaks, replaces one and does not undo it.
     */
    boolean isRepairClaimed(Judged older) {
        return repairing(older)
                .filter(successor -> successor.claimed() == LayerResult.TRUE)
                .anyMatch(successor -> switch (successor.verdict()) {
                    case CLAIMED_NOT_FOUND, MISSING, COULD_NOT_CHECK -> false;
                    case IN_FORCE,
                            FOUND_NOT_CLAIMED,
                            INSTALLED_NOT_IN_FORCE,
                            RESTART_TO_BE_SURE,
                            PENDING_RESTART,
                            CLAIMED_UNVERIFIED,
                            NOT_APPLICABLE -> true;
                });
    }

    private Stream<Judged> repairing(Judged older) {
        return successors(older).stream()
                .filter(successor -> !older.update().rolledBackBy().contains(successor.id()));
    }

    boolean isClaimedBySuccessor(Judged older) {
        return successors(older).stream().anyMatch(successor -> successor.claimed() == LayerResult.TRUE);
    }

    /** Nearest first, then by id. */
    private List<Judged> successors(Judged older) {
        Map<String, Judged> found = new LinkedHashMap<>();
        Deque<Judged> open = new ArrayDeque<>(List.of(older));
        while (!open.isEmpty()) {
            replacedBy.getOrDefault(open.remove().id(), List.of()).stream()
                    .sorted(Comparator.comparing(Judged::id))
                    .filter(successor -> found.putIfAbsent(successor.id(), successor) == null)
                    .forEach(open::add);
        }
        return List.copyOf(found.values());
    }
}
