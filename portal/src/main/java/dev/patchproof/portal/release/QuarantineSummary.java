package dev.patchproof.portal.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The importers' quarantine report in short.
 *
 * @param entries how many things were not believed, or not wholly; -1 where the report is in no known form
 * @param lines by document, defect and outcome, the most frequent first
 */
public record QuarantineSummary(int entries, List<Line> lines) {
    private static final int UNKNOWN_FORM = -1;

    public QuarantineSummary {
        lines = List.copyOf(lines);
    }

    static QuarantineSummary of(String report) {
        JsonNode entries;
        try {
            entries = JsonMapper.builder().build().readTree(report).path("entries");
        } catch (JsonProcessingException notJson) {
            return new QuarantineSummary(UNKNOWN_FORM, List.of());
        }
        if (!entries.isArray()) {
            return new QuarantineSummary(UNKNOWN_FORM, List.of());
        }
        Map<Line, Long> counts = StreamSupport.stream(entries.spliterator(), false)
                .collect(Collectors.groupingBy(
                        entry -> new Line(
                                entry.path("document").asText("?"),
                                entry.path("defect").asText("?"),
                                entry.path("outcome").asText("?"),
                                0),
                        Collectors.counting()));
        return new QuarantineSummary(
                entries.size(),
                counts.entrySet().stream()
                        .map(entry -> entry.getKey().times(Math.toIntExact(entry.getValue())))
                        .sorted(Comparator.comparing((Line line) -> -line.count())
                                .thenComparing(Line::document)
                                .thenComparing(Line::defect))
                        .toList());
    }

    /** Whether the report could be read. */
    public boolean isReadable() {
        return entries != UNKNOWN_FORM;
    }

    /** Entries that are alike. */
    public record Line(String document, String defect, String outcome, int count) {
        Line times(int many) {
            return new Line(document, defect, outcome, many);
        }
    }
}
