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
    /** Files of its own that are there and wrong, or a package of its own without the fix; one that is gone may be right. */
    private static final Set<ReasonCode> NOT_THE_FIX = EnumSet.of(
            ReasonCode.FILE_VERSION_BELOW,
            ReasonCode.FILE_SIGNED_BY_OLDER_BUILD,
            ReasonCode.PACKAGE_VERSION_BELOW,
            ReasonCode.PACKAGE_FILE_ALTERED,
            ReasonCode.PACKAGE_FILE_MISSING,
            ReasonCode.PACKAGE_LINK_LEADS_ELSEWHERE,
            ReasonCode.PACKAGE_LINK_LEADS_NOWHERE,
            ReasonCode.PACKAGE_RECORD_OF_ANOTHER_VERSION,
            ReasonCode.KERNEL_IMAGE_BELOW,
            ReasonCode.KERNEL_FILE_MISSING);

    /** Old code of its own that runs, patched as it runs or not, or a file of its own that is yet to come. */
    private static final Set<ReasonCode> OLD_CODE_RUNS = EnumSet.of(
            ReasonCode.OLD_VERSION_IN_MEMORY,
            ReasonCode.RENAME_PENDING,
            ReasonCode.REPLACED_CODE_MAPPED,
            ReasonCode.KERNEL_RUNNING_OLDER,
            ReasonCode.WINDOWS_KERNEL_RUNNING_OLDER);

    /** Replacing files turns no switch on. */
    private static final Set<ReasonCode> NOT_SWITCHED_ON = EnumSet.of(
            ReasonCode.SWITCH_OFF,
            ReasonCode.SWITCH_NOT_SET,
            ReasonCode.SWITCH_SET_SINCE_BOOT,
            ReasonCode.SWITCH_IN_WRONG_PLACE,
            ReasonCode.SWITCH_NOT_COLLECTED,
            ReasonCode.SWITCH_NOT_READABLE);

    /** A file of the update's own that nobody saw: what replaced it may not be what the line's newest brings. */
    private static final Set<ReasonCode> NOT_SEEN =
            EnumSet.of(ReasonCode.FILE_UNREADABLE, ReasonCode.FILE_NOT_COLLECTED);

    private final Map<String, List<Judged>> replacedBy = new HashMap<>();
    private final CumulativeUpdates line;
    private final Optional<Judged> newestProvenOfLine;

    Supersedence(List<Judged> updates, CumulativeUpdates line) {
        this.line = line;
        newestProvenOfLine = updates.stream()
                .filter(update -> line.has(update.id()) && isProvenByFiles(update))
                .max(Comparator.comparingInt((Judged update) -> line.revision(update.id()))
                        .thenComparing(Judged::id));
        updates.forEach(successor -> successor.update().supersedes().forEach(id -> replacedBy
                .computeIfAbsent(id, none -> new ArrayList<>())
                .add(successor)));
    }

    /**
     * What speaks against the older update on its own account, no successor hides: the successor may bring less than what
     * it replaces, or the catalog may know less of it. One that undoes the older update while replacing it settles nothing.
     */
    Optional<Judged> provenSuccessor(Judged older) {
        return mayBeReplaced(older)
                ? newestProvenOfLine
                        .filter(newest -> line.brings(older.id(), newest.id()))
                        .filter(newest ->
                                NOT_SEEN.stream().noneMatch(older.best().onDisk()::has))
                        .or(() -> repairing(older)
                                .filter(Judged::proven)
                                .min(Comparator.comparing(
                                        (Judged successor) -> successor.verdict() != UpdateVerdict.IN_FORCE)))
                : Optional.empty();
    }

    /** Whether nothing of the update's own speaks against a proven successor. */
    boolean mayBeReplaced(Judged older) {
        return !isContradicted(older.best());
    }

    private static boolean isProvenByFiles(Judged judged) {
        return switch (judged.best().basis()) {
            case REFERENCE_VALUE, VENDOR_SIGNED_CATALOG -> judged.proven();
            case SYSTEM_RECORD, BUILT_IN, NONE -> false;
        };
    }

    private static boolean isContradicted(FixAppraisal older) {
        return isFalse(older.claimed(), NOT_THE_FIX)
                || isFalse(older.onDisk(), NOT_THE_FIX)
                || OLD_CODE_RUNS.stream().anyMatch(older.inForce()::has)
                || NOT_SWITCHED_ON.stream().anyMatch(older.inForce()::has);
    }

    private static boolean isFalse(LayerAppraisal layer, Set<ReasonCode> grounds) {
        return layer.is(LayerResult.FALSE) && grounds.stream().anyMatch(layer::has);
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
