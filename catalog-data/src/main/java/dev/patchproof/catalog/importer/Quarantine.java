package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that an import did not believe, or not wholly; sorted, each thing once.
 *
 * @param entries in the order of {@link QuarantineEntry#compareTo}
 */
public record Quarantine(List<QuarantineEntry> entries) {
    /** Nothing to report. */
    public static final Quarantine EMPTY = new Quarantine(List.of());

    public Quarantine {
        entries = entries.stream().sorted().distinct().toList();
    }

    public static Quarantine of(Collection<QuarantineEntry> entries) {
        return new Quarantine(List.copyOf(entries));
    }

    public Quarantine plus(Quarantine other) {
        return new Quarantine(
                Stream.concat(entries.stream(), other.entries.stream()).toList());
    }

    /** One line per document, defect and outcome with a count and an example; then one in all. */
    public String summary() {
        SortedMap<String, List<QuarantineEntry>> kinds = new TreeMap<>(entries.stream()
                .collect(Collectors.groupingBy(entry -> entry.document() + ": " + name(entry.outcome()) + ": "
                        + entry.defect().words())));
        String lines = kinds.entrySet().stream()
                .map(kind -> kind.getKey() + ": " + kind.getValue().size() + ", such as "
                        + example(kind.getValue().get(0)) + "\n")
                .collect(Collectors.joining());
        return lines + entries.size() + (entries.size() == 1 ? " entry" : " entries") + " in quarantine\n";
    }

    /** Canonical JSON: one entry per line. */
    public String json() {
        return entries.stream()
                .map(entry -> "    " + node(entry))
                .collect(Collectors.joining(
                        ",\n", "{\n  \"entries\": [\n", entries.isEmpty() ? "  ]\n}\n" : "\n  ]\n}\n"));
    }

    private static String example(QuarantineEntry entry) {
        return (entry.subject().isEmpty() ? "(no name)" : entry.subject()) + ": found '" + entry.found()
                + "', expected " + entry.expected();
    }

    private static ObjectNode node(QuarantineEntry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("document", entry.document());
        json.put("subject", entry.subject());
        json.put("defect", name(entry.defect()));
        json.put("found", entry.found());
        json.put("expected", entry.expected());
        json.put("outcome", name(entry.outcome()));
        return json;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
