package dev.patchproof.catalog.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Circles in a graph of ids, each once, beginning and ending with the same id. */
final class Cycles {
    private final Map<String, List<String>> graph;
    private final List<List<String>> found = new ArrayList<>();
    private final Set<String> done = new HashSet<>();

    private Cycles(Map<String, List<String>> graph) {
        this.graph = graph;
    }

    static List<List<String>> of(Map<String, List<String>> graph) {
        Cycles cycles = new Cycles(graph);
        new TreeSet<>(graph.keySet()).forEach(id -> cycles.follow(id, new ArrayList<>()));
        return cycles.found;
    }

    private void follow(String id, List<String> way) {
        int before = way.indexOf(id);
        if (before >= 0) {
            List<String> circle = new ArrayList<>(way.subList(before, way.size()));
            circle.add(id);
            found.add(circle);
        } else if (!done.contains(id)) {
            way.add(id);
            graph.getOrDefault(id, List.of()).forEach(next -> follow(next, way));
            way.remove(way.size() - 1);
            done.add(id);
        }
    }
}
