package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.importer.ImportException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A generated catalog file as canonical JSON: one update per line, so that a difference reads as one, and fields in one
 * order.
 *
 * @param updates in the order of the file; not to be changed
 */
record SnapshotFile(String what, String asOf, List<String> sources, List<ObjectNode> updates) {
    private static final List<String> FIELDS = List.of(
            "id",
            "aliases",
            "vendor",
            "description",
            "severity",
            "cves",
            "released",
            "restart",
            "sources",
            "supersedes",
            "fixes");
    private static final List<String> FROM_ELSEWHERE = List.of("aliases", "severity", "cves", "released");
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    SnapshotFile {
        sources = List.copyOf(sources);
        updates = List.copyOf(updates);
    }

    /** Empty where there is no such file. */
    static Optional<SnapshotFile> read(Path file) throws ImportException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(file.toFile());
            List<ObjectNode> updates = new ArrayList<>();
            for (JsonNode update : json.path("updates")) {
                if (!update.isObject()) {
                    throw new IOException("an update that is not an object: " + update);
                }
                updates.add((ObjectNode) update);
            }
            return Optional.of(new SnapshotFile(
                    json.path("what").asText(), json.path("asOf").asText(), texts(json.path("sources")), updates));
        } catch (IOException notOurs) {
            throw new ImportException(
                    Reason.NOT_READABLE, file + ": expected a catalog file as written here, found " + notOurs, notOurs);
        }
    }

    SnapshotFile with(List<ObjectNode> others) {
        return new SnapshotFile(what, asOf, sources, others);
    }

    /**
     * With what another source said of the updates in an earlier file, where an update fixes the same in both: a new
     * index does not take back advisories and CVEs, and those of an older version are not those of a newer one.
     */
    SnapshotFile keepingWhatIsKnownFrom(Optional<SnapshotFile> earlier) {
        Map<String, ObjectNode> known = new HashMap<>();
        earlier.ifPresent(file -> file.updates().forEach(update -> known.put(identity(update), update)));
        return with(updates.stream()
                .map(update -> kept(update, known.getOrDefault(identity(update), update)))
                .toList());
    }

    private static ObjectNode kept(ObjectNode update, ObjectNode same) {
        ObjectNode kept = update.deepCopy();
        FROM_ELSEWHERE.stream().filter(same::has).forEach(field -> kept.set(field, same.get(field)));
        return kept;
    }

    private static String identity(ObjectNode update) {
        return update.path("id") + " " + update.path("description") + " " + update.path("fixes");
    }

    String text() {
        return "{\n"
                + "  \"$schema\": \"https://patchproof.dev/schema/catalog-1.json\",\n"
                + "  \"what\": " + quoted(what) + ",\n"
                + "  \"asOf\": " + quoted(asOf) + ",\n"
                + "  \"sources\": ["
                + sources.stream().map(SnapshotFile::quoted).collect(Collectors.joining(", "))
                + "],\n"
                + "  \"updates\": [\n"
                + updates.stream().map(update -> "    " + inOrder(update)).collect(Collectors.joining(",\n"))
                + "\n  ]\n}\n";
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static ArrayNode array(Iterable<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ObjectNode inOrder(ObjectNode update) {
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        FIELDS.stream().filter(update::has).forEach(field -> sorted.set(field, update.get(field)));
        update.properties().forEach(field -> sorted.putIfAbsent(field.getKey(), field.getValue()));
        return sorted;
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
