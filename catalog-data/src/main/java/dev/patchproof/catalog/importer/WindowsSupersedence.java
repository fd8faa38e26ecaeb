package dev.patchproof.catalog.importer;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which updates replace which, as far as it can be believed: an edge to nothing known, to an update of other releases, or
 * that closes a circle is left out and recorded. Updates that no revision tells are followed through: what replaces them
 * is named with them, so that a chain has no gap where the documents had none.
 */
final class WindowsSupersedence {
    private final Map<String, SortedSet<String>> named = new TreeMap<>();
    private final Map<String, SortedSet<WindowsTarget>> targets = new HashMap<>();
    private final KnownUpdates known;
    private final QuarantineLog log;
    private final SortedMap<String, SortedSet<String>> supersedes = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> replaces = new TreeMap<>();
    private final Map<String, Set<String>> graph = new HashMap<>();

    WindowsSupersedence(List<WindowsRow> rows, KnownUpdates known, QuarantineLog log) {
        this.known = known;
        this.log = log;
        for (WindowsRow row : rows) {
            named.computeIfAbsent(row.id(), none -> new TreeSet<>()).addAll(row.supersedes());
            targets.computeIfAbsent(row.id(), none -> new TreeSet<>()).add(row.target());
        }
        known.ids().forEach(id -> graph.put(id, new HashSet<>(known.supersededBy(id))));
    }

    /**
     * Draws the edges of some updates.
     *
     * @param updates ids that the catalog will have, those that came last first: where a circle must be cut, the edge of
     *     the older update goes
     */
    void connect(Collection<String> updates, Hotpatches hotpatches) {
        Set<String> ids = Set.copyOf(updates);
        updates.forEach(id -> connect(id, ids, hotpatches));
    }

    SortedSet<String> supersedes(String id) {
        return supersedes.getOrDefault(id, Collections.emptySortedSet());
    }

    SortedSet<String> replaces(String id) {
        return replaces.getOrDefault(id, Collections.emptySortedSet());
    }

    private void connect(String id, Set<String> updates, Hotpatches hotpatches) {
        Deque<String> open = new ArrayDeque<>(named.getOrDefault(id, Collections.emptySortedSet()));
        hotpatches.of(id).forEach(hotpatch -> open.addAll(named.getOrDefault(hotpatch, Collections.emptySortedSet())));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String older = open.remove();
            if (seen.add(older)) {
                String inCatalog = hotpatches.hostOf(older).orElse(older);
                if (updates.contains(inCatalog) || known.has(inCatalog)) {
                    edge(id, inCatalog, older);
                } else if (!named.containsKey(older)) {
                    log.reject(id, Defect.SUPERSEDENCE_DANGLING, older, "an update that some document lists");
                } else if (sharesTarget(id, older)) {
                    replaces.computeIfAbsent(id, none -> new TreeSet<>()).add(older);
                    open.addAll(named.getOrDefault(older, Collections.emptySortedSet()));
                } else {
                    log.reject(id, Defect.SUPERSEDENCE_ACROSS_PRODUCTS, older, "an update of the same release");
                }
            }
        }
    }

    private void edge(String id, String older, String asNamed) {
        if (id.equals(older) && !asNamed.equals(older)) {
            return; // a hotpatch that follows another of the same update
        }
        if (id.equals(older) || reaches(older, id)) {
            log.reject(id, Defect.SUPERSEDENCE_CYCLE, asNamed, "an update that does not supersede this one");
        } else if (!sharesTarget(id, older)) {
            log.reject(id, Defect.SUPERSEDENCE_ACROSS_PRODUCTS, asNamed, "an update of the same release");
        } else {
            supersedes.computeIfAbsent(id, none -> new TreeSet<>()).add(older);
            graph.computeIfAbsent(id, none -> new HashSet<>()).add(older);
        }
    }

    private boolean reaches(String from, String to) {
        Deque<String> open = new ArrayDeque<>(List.of(from));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String next = open.remove();
            if (next.equals(to)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(graph.getOrDefault(next, Set.of()));
            }
        }
        return false;
    }

    private boolean sharesTarget(String left, String right) {
        return !Collections.disjoint(targets(left), targets(right));
    }

    private SortedSet<WindowsTarget> targets(String id) {
        SortedSet<WindowsTarget> all = new TreeSet<>(known.targets(id));
        all.addAll(targets.getOrDefault(id, Collections.emptySortedSet()));
        return all;
    }
}
