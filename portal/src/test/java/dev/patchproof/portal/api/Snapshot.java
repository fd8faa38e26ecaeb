package dev.patchproof.portal.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** Everything that the database holds of checks, results and devices: every column of every row. */
record Snapshot(Map<String, List<String>> tables) {
    static Snapshot take(Jdbi jdbi) {
        return jdbi.withHandle(handle -> {
            Map<String, List<String>> tables = new TreeMap<>();
            for (String table : List.of("checks", "results", "result_updates", "devices")) {
                tables.put(
                        table,
                        handle.createQuery("SELECT * FROM " + table).mapToMap().stream()
                                .map(row -> new TreeMap<>(row).toString())
                                .sorted()
                                .toList());
            }
            return new Snapshot(tables);
        });
    }
}
