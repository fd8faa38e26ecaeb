package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.importer.QuarantineEntry.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Imports Ubuntu's security notices (USN database) as one catalog file per release: an update per source package, and
 * one more of the fix line {@code pro} where Ubuntu Pro has a newer version than everybody gets.
 *
 * <p>One notice is in memory at a time. The database holds every notice there ever was, so a file is written anew and
 * not added to.
 */
public final class UbuntuUsnImport implements Importer {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Pattern NUMBER = Pattern.compile("(?:USN-)?\\d+-\\d+");

    @Override
    public String name() {
        return "ubuntu-usn";
    }

    @Override
    public String description() {
        return "Ubuntu's USN database (JSON), one catalog file for each --suite such as jammy-security";
    }

    @Override
    public Set<ImportOption> options() {
        return Set.of(ImportOption.SUITE, ImportOption.AS_OF);
    }

    @Override
    public Imported read(ImportRequest request) throws ImportException {
        String asOf = request.asOf().toString();
        List<QuarantineEntry> doubts = new ArrayList<>();
        SortedMap<String, UsnRelease> releases = new TreeMap<>();
        for (Suite suite : Suite.allOf(request)) {
            releases.put(suite.name(), new UsnRelease(suite.codename()));
        }
        for (Path file : request.someFiles()) {
            read(file, releases.values(), doubts);
        }
        Map<String, String> files = new HashMap<>();
        for (Map.Entry<String, UsnRelease> release : releases.entrySet()) {
            List<ObjectNode> updates = new UsnUpdates(release.getValue()).all();
            if (updates.isEmpty()) {
                throw new ImportException(
                        Reason.EMPTY,
                        request.files() + ": expected at least one notice for " + release.getKey() + ", found none");
            }
            files.put(
                    release.getKey() + ".json",
                    new SnapshotFile(
                                    "Ubuntu Security Notices for "
                                            + release.getValue().codename(),
                                    asOf,
                                    List.of("https://ubuntu.com/security/notices"),
                                    updates)
                            .text());
        }
        return new Imported(files, Quarantine.of(doubts));
    }

    private static void read(Path file, Collection<UsnRelease> releases, List<QuarantineEntry> doubts)
            throws ImportException {
        try (InputStream unpacked = IndexFile.open(file);
                JsonParser json = JSON.createParser(unpacked)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(file, "an object of notices", String.valueOf(json.currentToken()));
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String id = json.currentName();
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw malformed(file, "an object at " + id, String.valueOf(json.currentToken()));
                }
                JsonNode notice = json.readValueAsTree();
                if (NUMBER.matcher(id).matches()) {
                    UsnNotice read = new UsnNotice(String.valueOf(file.getFileName()), id, notice, doubts);
                    releases.forEach(read::addTo);
                } else {
                    doubts.add(new QuarantineEntry(
                            String.valueOf(file.getFileName()),
                            id,
                            id.startsWith("LSN") ? Defect.LIVE_PATCH : Defect.FIELD_MALFORMED,
                            id,
                            "the number of a security notice such as 4011-1",
                            Outcome.REJECTED));
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw malformed(file, "one object of notices", String.valueOf(json.currentToken()));
            }
        } catch (IOException notReadable) {
            throw new ImportException(
                    Reason.MALFORMED_DOCUMENT,
                    file + ": expected the USN database's JSON, found " + notReadable.getMessage(),
                    notReadable);
        }
    }

    private static ImportException malformed(Path file, String expected, String found) {
        return new ImportException(Reason.MALFORMED_DOCUMENT, file + ": expected " + expected + ", found " + found);
    }
}
