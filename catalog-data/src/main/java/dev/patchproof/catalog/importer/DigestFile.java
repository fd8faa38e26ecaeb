package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.importer.ImportException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The digests of one release as canonical JSON: sorted, one package per line. */
final class DigestFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Suite suite;
    private final SortedMap<String, SortedMap<DebianVersion, SortedMap<String, String>>> known = new TreeMap<>();
    private LocalDate asOf;

    private DigestFile(Suite suite, LocalDate asOf) {
        this.suite = suite;
        this.asOf = asOf;
    }

    /** What the catalog directory has of them already; nothing where the file is not there. */
    static DigestFile read(Path directory, Suite suite, LocalDate asOf) throws ImportException {
        DigestFile digests = new DigestFile(suite, asOf);
        Path file = directory.resolve(digests.name());
        if (Files.exists(file)) {
            try {
                digests.take(JSON.readTree(file.toFile()));
            } catch (IOException | IllegalArgumentException | DateTimeException notOurs) {
                throw new ImportException(
                        Reason.NOT_READABLE, file + ": expected digests as written here, found " + notOurs, notOurs);
            }
        }
        return digests;
    }

    String name() {
        return suite.codename() + "-digests.json";
    }

    /** False where another digest is recorded for this package already, which stays. */
    boolean add(DebPackage found) {
        return add(found.name(), found.version(), found.architecture(), found.recordDigest());
    }

    String text() {
        return "{\n"
                + "  \"$schema\": \"https://patchproof.dev/schema/catalog-1.json\",\n"
                + "  \"what\": \"Digests of the records of their files that Debian's packages for " + suite.codename()
                + " carry\",\n"
                + "  \"asOf\": \"" + asOf + "\",\n"
                + "  \"sources\": [\"https://www.debian.org/distrib/packages\"],\n"
                + "  \"packageDigests\": {\"family\": \"debian\", \"release\": \"" + suite.codename()
                + "\", \"sha256\": {\n"
                + known.entrySet().stream()
                        .map(entry -> "    \"" + entry.getKey() + "\":" + versions(entry.getValue()))
                        .collect(Collectors.joining(",\n"))
                + "\n  }}\n}\n";
    }

    private void take(JsonNode file) {
        LocalDate before = LocalDate.parse(file.path("asOf").asText());
        asOf = before.isAfter(asOf) ? before : asOf;
        for (Map.Entry<String, JsonNode> name :
                file.path("packageDigests").path("sha256").properties()) {
            for (Map.Entry<String, JsonNode> version : name.getValue().properties()) {
                for (Map.Entry<String, JsonNode> digest : version.getValue().properties()) {
                    add(
                            name.getKey(),
                            new DebianVersion(version.getKey()),
                            digest.getKey(),
                            digest.getValue().asText());
                }
            }
        }
    }

    private boolean add(String name, DebianVersion version, String architecture, String digest) {
        String before = known.computeIfAbsent(name, ignored -> new TreeMap<>(SourceVersions.ORDER))
                .computeIfAbsent(version, ignored -> new TreeMap<>(Comparator.naturalOrder()))
                .putIfAbsent(architecture, digest);
        return before == null || before.equals(digest);
    }

    private static ObjectNode versions(SortedMap<DebianVersion, SortedMap<String, String>> versions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        versions.forEach((version, digests) -> digests.forEach((architecture, digest) ->
                json.withObjectProperty(version.text()).put(architecture, digest)));
        return json;
    }
}
