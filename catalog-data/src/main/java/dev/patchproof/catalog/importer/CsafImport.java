package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.importer.ImportException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Imports CSAF 2.0 documents, one catalog file each, where they name fixed versions of packages that the probe can look
 * for: packages of Debian and Ubuntu by package URL. Advisories about rpm packages are left out, since no evidence of
 * those is collected; a document of which nothing is left is in the quarantine alone.
 */
public final class CsafImport implements Importer {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    /** Of one document, unpacked, in bytes. */
    private static final long MOST = 256L << 20;

    @Override
    public String name() {
        return "csaf";
    }

    @Override
    public String description() {
        return "CSAF 2.0 documents that name fixed versions of deb packages; rpm packages are rejected";
    }

    @Override
    public Set<ImportOption> options() {
        return Set.of();
    }

    @Override
    public Imported read(ImportRequest request) throws ImportException {
        List<QuarantineEntry> doubts = new ArrayList<>();
        Map<String, String> files = new HashMap<>();
        for (Path file : request.someFiles()) {
            CsafDocument document = new CsafDocument(String.valueOf(file.getFileName()), json(file), doubts);
            List<ObjectNode> updates = document.updates();
            if (!updates.isEmpty()) {
                String name = "csaf/" + document.id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-") + ".json";
                String text = document.file(updates).text();
                if (!text.equals(files.getOrDefault(name, text))) {
                    throw new ImportException(
                            Reason.MALFORMED_DOCUMENT,
                            file + ": expected each advisory once, found " + document.id() + " again, and another");
                }
                files.put(name, text);
            }
        }
        return new Imported(files, Quarantine.of(doubts));
    }

    private static JsonNode json(Path file) throws ImportException {
        try (InputStream unpacked = new Bounded(IndexFile.open(file), MOST)) {
            JsonNode json = JSON.readTree(unpacked);
            String version = json.path("document").path("csaf_version").asText();
            if (!version.equals("2.0")) {
                throw new ImportException(
                        Reason.MALFORMED_DOCUMENT,
                        file + ": expected a CSAF document with csaf_version 2.0, found '" + version + "'");
            }
            return json;
        } catch (IOException notReadable) {
            throw new ImportException(
                    Reason.MALFORMED_DOCUMENT,
                    file + ": expected a CSAF document, found " + notReadable.getMessage(),
                    notReadable);
        }
    }
}
