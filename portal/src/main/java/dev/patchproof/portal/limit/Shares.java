package dev.patchproof.portal.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * So much for all together, and of that so much for one at most, so that one alone leaves something to the others. Only who
 * holds something takes memory. Safe for use by several threads.
 */
final class Shares {
    private final long most;
    private final long mostOfOne;
    private final Map<String, Long> held = new HashMap<>();
    private long all;

    Shares(long most, long mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** What came of asking; nothing is held unless it is {@code TAKEN}. */
    enum Answer {
        TAKEN,
        ONE_HAS_TOO_MUCH,
        ALL_HAVE_TOO_MUCH
    }

    synchronized Answer take(String one, long amount) {
        long here = held.getOrDefault(one, 0L);
        if (here + amount > mostOfOne) {
            return Answer.ONE_HAS_TOO_MUCH;
        }
        if (all + amount > most) {
            return Answer.ALL_HAVE_TOO_MUCH;
        }
        held.put(one, here + amount);
        all += amount;
        return Answer.TAKEN;
    }

    /** Gives back what was taken. */
    synchronized void give(String one, long amount) {
        held.computeIfPresent(one, (key, here) -> here <= amount ? null : here - amount);
        all -= amount;
    }
}
