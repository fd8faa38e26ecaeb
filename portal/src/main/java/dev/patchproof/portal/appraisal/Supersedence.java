package dev.patchproof.portal.appraisal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which applicable updates replace which, directly and through one another. A chain through an update that is not for
 * this computer is a gap and counts for nothing.
 */
final class Supersedence {
    /** Replacing files turns no switch on. */
    private static final Set<ReasonCode> NOT_SWITCHED_ON = EnumSet.of(
            ReasonCode.SWITCH_OFF,
            ReasonCode.SWITCH_NOT_SET,
            ReasonCode.SWITCH_IN_WRONG_PLACE,
            ReasonCode.SWITCH_NOT_COLLECTED,
            ReasonCode.SWITCH_NOT_READABLE);

    /** A successor that is in force says so of its own files only. */
    private static final Set<ReasonCode> OLD_CODE_IN_USE =
            EnumSet.of(ReasonCode.OLD_VERSION_IN_MEMORY, ReasonCode.RENAME_PENDING);

    private final Map<String, List<Judged>> replacedBy = new HashMap<>();

    Supersedence(List<Judged> updates) {
        updates.forEach(successor -> successor.update().supersedes().forEach(id -> replacedBy
                .computeIfAbsent(id, none -> new ArrayList<>())
                .add(successor)));
    }

    /**
     * A file of the older update that is older than its own reference, on the disk or in memory, contradicts every
     * successor, and so does a switch of its own that is not known to be on; one that undoes the older update while replacing it settles nothing.
     */
    Optional<Judged> provenSuccessor(Judged older) {
        boolean contradicted = older.best().onDisk().is(LayerResult.FALSE)
                && (older.best().onDisk().has(ReasonCode.FILE_VERSION_BELOW)
                        || older.best().onDisk().has(ReasonCode.FILE_SIGNED_BY_OLDER_BUILD));
        boolean oldCodeInUse = OLD_CODE_IN_USE.stream().anyMatch(older.best().inForce()::has);
        boolean switchedOn = NOT_SWITCHED_ON.stream().noneMatch(older.best().inForce()::has);
        return contradicted || oldCodeInUse || !switchedOn
                ? Optional.empty()
                : repairing(older)
                        .filter(Judged::proven)
                        .min(Comparator.comparing((Judged successor) -> successor.verdict() != UpdateVerdict.IN_FORCE));
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
