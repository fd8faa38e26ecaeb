package dev.patchproof.probe.linux;

import dev.patchproof.evidence.Finding;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Since when a process may have kept code. A fork inherits the mappings of its parent, so a young process can hold old
 * code: that of an ancestor which maps replaced files, or of one that could not be looked at.
 */
final class Lineage {
    private final Map<Integer, Ancestor> processes;

    /** All processes, by number. */
    Lineage(Map<Integer, Ancestor> processes) {
        this.processes = Map.copyOf(processes);
    }

    /**
     * The oldest start among a process and those of its living ancestors that may hold old code. The error of the first
     * of them whose start is not known, since it may be any age.
     */
    Finding<Instant> since(int pid) {
        Set<Integer> seen = new HashSet<>();
        Finding<Instant> oldest = Finding.doesNotExist();
        int next = pid;
        // a number is used again after a process has ended, so the table can be read with a circle in it
        while (processes.containsKey(next) && seen.add(next)) {
            Ancestor one = processes.getOrDefault(next, Ancestor.NONE);
            if (next == pid || one.mayHoldOldCode()) {
                oldest = older(oldest, one.startedAt());
            }
            next = one.parent();
        }
        return oldest;
    }

    private static Finding<Instant> older(Finding<Instant> one, Finding<Instant> other) {
        return one.fold(
                known -> other.fold(
                        also -> also.isBefore(known) ? other : one, () -> one, missing -> other, failed -> other),
                () -> other,
                missing -> one,
                failed -> one);
    }

    /**
     * A process as far as its descendants are concerned.
     *
     * @param parent number of its parent; 0 where it is not known
     * @param mayHoldOldCode whether it maps replaced files, or could not be looked at
     */
    record Ancestor(int parent, Finding<Instant> startedAt, boolean mayHoldOldCode) {
        static final Ancestor NONE = new Ancestor(0, Finding.doesNotExist(), false);
    }
}
