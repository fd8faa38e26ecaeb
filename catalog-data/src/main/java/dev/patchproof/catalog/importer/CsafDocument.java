package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.importer.QuarantineEntry.Outcome;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One CSAF document: the update that it describes, and what of it was not believed. */
final class CsafDocument {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+:_-]*");
    private static final Pattern LINE = Pattern.compile("\\S(?:[^\\p{Cntrl}]*\\S)?");
    private static final Pattern LINK = Pattern.compile("https://[a-z0-9.-]+/\\S*");
    private static final Pattern CVE = Pattern.compile("CVE-\\d{4}-\\d{4,}");
    private static final Map<String, String> SEVERITIES = Map.of(
            "critical", "critical",
            "high", "important",
            "important", "important",
            "medium", "moderate",
            "moderate", "moderate",
            "low", "low");
    /** Statuses that say of a product that it has no hole, or has it still; none goes with "fixed". */
    private static final List<String> AGAINST_FIXED =
            List.of("known_affected", "known_not_affected", "under_investigation");

    private final String name;
    private final JsonNode json;
    private final List<QuarantineEntry> doubts;
    private final JsonNode tracking;
    private final CsafProducts products;

    CsafDocument(String name, JsonNode json, List<QuarantineEntry> doubts) {
        this.name = name;
        this.json = json;
        this.doubts = doubts;
        this.tracking = json.path("document").path("tracking");
        this.products = new CsafProducts(json.path("product_tree"));
    }

    String id() {
        return tracking.path("id").asText();
    }

    /** None where nothing of it could be used. */
    List<ObjectNode> updates() {
        Optional<String> source = source();
        if (!ID.matcher(id()).matches()) {
            reject(Defect.FIELD_MALFORMED, "tracking id '" + id() + "'", "an id of letters, digits and . + : _ -");
        } else if (source.isEmpty()) {
            reject(Defect.FIELD_MISSING, "no https address", "a reference to itself, or the publisher's namespace");
        } else if (!LINE.matcher(publisher()).matches()) {
            reject(Defect.FIELD_MISSING, "publisher '" + publisher() + "'", "the name of the publisher");
        } else if (tracking.path("status").asText().equals("draft")) {
            reject(Defect.FIELD_MALFORMED, "status draft", "final or interim");
        } else if (day("initial_release_date").isEmpty()
                || day("current_release_date").isEmpty()) {
            reject(Defect.FIELD_MALFORMED, "release dates of " + tracking.path("current_release_date"), "dates");
        } else {
            return updates(source.get());
        }
        return List.of();
    }

    /** The file that holds its update; the facts are as old as the document. */
    SnapshotFile file(List<ObjectNode> updates) {
        return new SnapshotFile(
                "Fixes of advisory " + id() + " by " + publisher(),
                day("current_release_date").orElseThrow().toString(),
                SnapshotFile.texts(updates.get(0).path("sources")),
                updates);
    }

    private List<ObjectNode> updates(String source) {
        CsafFixes fixes = new CsafFixes(products);
        SortedSet<String> cves = new TreeSet<>(TrackedSource.numbersByValue());
        for (JsonNode vulnerability : json.path("vulnerabilities")) {
            String cve = vulnerability.path("cve").asText();
            if (fixed(vulnerability, fixes) && CVE.matcher(cve).matches()) {
                cves.add(cve);
            }
        }
        fixes.rejected()
                .forEach((defect, found) -> reject(
                        defect, found.size() + " products, such as " + found.first(), CsafFixes.expected(defect)));
        if (fixes.lines().isEmpty()) {
            if (fixes.rejected().isEmpty()) {
                reject(Defect.FIX_NOT_SAID, "no product with status fixed", "fixed versions");
            }
            return List.of();
        }
        String restart = restart();
        return fixes.lines().stream()
                .map(line -> update(line, source, cves, restart, fixes.json(line)))
                .toList();
    }

    private ObjectNode update(String line, String source, SortedSet<String> cves, String restart, ArrayNode fixes) {
        ObjectNode update = NODES.objectNode();
        update.put("id", Update.ADVISORY + id() + (line.isEmpty() ? "" : ":" + line));
        update.set("aliases", SnapshotFile.array(List.of(id())));
        update.put("vendor", publisher());
        update.put("description", "Fixes of advisory " + id() + " by " + publisher());
        String severity = SEVERITIES.getOrDefault(
                json.path("document")
                        .path("aggregate_severity")
                        .path("text")
                        .asText()
                        .toLowerCase(Locale.ROOT),
                "");
        if (!severity.isEmpty()) {
            update.put("severity", severity);
        }
        if (!cves.isEmpty()) {
            update.set("cves", SnapshotFile.array(cves));
        }
        update.put("released", day("initial_release_date").orElseThrow().toString());
        update.put("restart", restart);
        update.putArray("sources").add(source);
        update.set("fixes", fixes);
        return update;
    }

    /** Whether anything that can be used fixes this vulnerability. */
    private boolean fixed(JsonNode vulnerability, CsafFixes fixes) {
        JsonNode status = vulnerability.path("product_status");
        SortedMap<String, String> against = new TreeMap<>();
        AGAINST_FIXED.forEach(other -> status.path(other).forEach(id -> against.put(id.asText(), other)));
        boolean any = false;
        for (String id : ids(status.path("fixed"), status.path("first_fixed"))) {
            any |= against.containsKey(id)
                    ? fixes.reject(Defect.CONTRADICTS_ITSELF, id + ", fixed and " + against.get(id))
                    : fixes.add(id);
        }
        return any;
    }

    private static SortedSet<String> ids(JsonNode... lists) {
        SortedSet<String> ids = new TreeSet<>();
        Stream.of(lists).forEach(list -> list.forEach(id -> ids.add(id.asText())));
        return ids;
    }

    private String publisher() {
        return json.path("document").path("publisher").path("name").asText();
    }

    private Optional<String> source() {
        Stream<String> itself = StreamSupport.stream(
                        json.path("document").path("references").spliterator(), false)
                .filter(reference -> reference.path("category").asText().equals("self"))
                .map(reference -> reference.path("url").asText());
        String namespace =
                json.path("document").path("publisher").path("namespace").asText();
        return Stream.concat(itself, Stream.of(namespace, namespace + "/"))
                .filter(link -> LINK.matcher(link).matches())
                .findFirst();
    }

    private String restart() {
        boolean said = false;
        for (JsonNode vulnerability : json.path("vulnerabilities")) {
            for (JsonNode remediation : vulnerability.path("remediations")) {
                String category =
                        remediation.path("restart_required").path("category").asText();
                said |= !category.isEmpty();
                if (category.equals("system") || category.equals("machine")) {
                    return "yes";
                }
            }
        }
        if (!said) {
            doubts.add(new QuarantineEntry(
                    name,
                    id(),
                    Defect.RESTART_NOT_SAID,
                    "no restart_required",
                    "whether a restart is needed; taken for maybe",
                    Outcome.IMPORTED_WITH_DOUBT));
        }
        return said ? "no" : "maybe";
    }

    private Optional<LocalDate> day(String field) {
        String text = tracking.path(field).asText();
        try {
            return Optional.of(LocalDate.parse(text.length() < 10 ? text : text.substring(0, 10)));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    private void reject(Defect defect, String found, String expected) {
        doubts.add(new QuarantineEntry(name, id(), defect, found, expected, Outcome.REJECTED));
    }
}
