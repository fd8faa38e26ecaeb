package dev.patchproof.portal.check;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which address has how many checks that are neither used nor expired; of this process, in memory alone. */
final class OpenChecks {
    // All live equally long, so the oldest is the first to expire.
    private final Map<String, Opening> byId = new LinkedHashMap<>();
    private final Map<String, Integer> byCaller = new HashMap<>();

    synchronized int of(String caller, Instant now) {
        Iterator<Map.Entry<String, Opening>> oldest = byId.entrySet().iterator();
        while (oldest.hasNext()) {
            Opening opening = oldest.next().getValue();
            if (now.isBefore(opening.expiresAt())) {
                break;
            }
            oldest.remove();
            forget(opening);
        }
        return byCaller.getOrDefault(caller, 0);
    }

    synchronized void opened(String checkId, String caller, Instant expiresAt) {
        byId.put(checkId, new Opening(caller, expiresAt));
        byCaller.merge(caller, 1, Integer::sum);
    }

    synchronized void used(String checkId) {
        Opening opening = byId.remove(checkId);
        if (opening != null) {
            forget(opening);
        }
    }

    private void forget(Opening opening) {
        byCaller.computeIfPresent(opening.caller(), (caller, open) -> open == 1 ? null : open - 1);
    }

    private record Opening(String caller, Instant expiresAt) {}
}
