package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.importer.MsrcFacts.Dates;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Updates into the files of a catalog directory. One that is new goes into its month's file; one that is there gains what
 * a later document adds (vulnerabilities, a rating, edges, hotpatches, releases), and keeps what the two disagree on. What
 * people curate is never changed.
 */
final class WindowsMerge {
    private static final String GENERATED = "msrc-";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final CatalogDocuments documents;
    private final KnownUpdates known;
    private final MsrcFacts facts;
    private final QuarantineLog log;

    WindowsMerge(CatalogDocuments documents, KnownUpdates known, MsrcFacts facts, QuarantineLog log) {
        this.documents = documents;
        this.known = known;
        this.facts = facts;
        this.log = log;
    }

    /** Whether an importer wrote the file of this name, in whatever folder of the catalog. */
    static boolean isGenerated(String file) {
        return lastName(file).startsWith(GENERATED);
    }

    private static String lastName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    void merge(List<WindowsUpdate> updates) {
        updates.forEach(
                update -> documents.fileOf(update.id()).ifPresentOrElse(file -> into(file, update), () -> add(update)));
    }

    private void add(WindowsUpdate update) {
        String file = GENERATED + update.month() + ".json";
        if (!documents.has(file)) {
            documents.add(file, emptyMonth(update.month()));
        }
        ObjectNode document = documents.document(file);
        List<JsonNode> updates = new ArrayList<>();
        document.path("updates").forEach(updates::add);
        updates.add(WindowsUpdateNodes.of(update));
        updates.sort(Comparator.comparing(each -> each.path("id").asText()));
        document.putArray("updates").addAll(updates);
        changed(file, update.month());
    }

    private void into(String file, WindowsUpdate update) {
        update.fixes().forEach((target, fix) -> known.revision(update.id(), target)
                .filter(revision -> revision != fix.revision())
                .ifPresent(revision -> log.reject(
                        update.id(),
                        Defect.ALREADY_IN_CATALOG,
                        target.build() + "." + fix.revision(),
                        target.build() + "." + revision + ", which is kept")));
        if (!isGenerated(file)) {
            return;
        }
        ObjectNode existing = documents
                .update(update.id())
                .orElseThrow(() -> new IllegalStateException("no update " + update.id() + " in " + file));
        ObjectNode merged = merged(existing, WindowsUpdateNodes.of(update), update);
        if (!merged.equals(existing)) {
            existing.removeAll();
            existing.setAll(merged);
            String name = lastName(file);
            changed(file, YearMonth.parse(name.substring(GENERATED.length(), GENERATED.length() + 7)));
        }
    }

    private ObjectNode merged(ObjectNode existing, ObjectNode found, WindowsUpdate update) {
        ObjectNode merged = NODES.objectNode();
        // in the order in which a new one is written, so that the order of imports leaves no trace
        for (String field : List.of("id", "vendor", "description")) {
            merged.set(field, existing.get(field));
        }
        String severity = MsrcSeverity.worse(existing.path("severity").asText(MsrcSeverity.UNRATED), update.severity());
        if (!severity.equals(MsrcSeverity.UNRATED)) {
            merged.put("severity", severity);
        }
        union(merged, "cves", existing, found);
        for (String field : List.of("released", "sources", "restart")) {
            if (existing.has(field)) {
                merged.set(field, existing.get(field));
            }
        }
        union(merged, "supersedes", existing, found);
        union(merged, "replaces", existing, found);
        merged.set("fixes", fixes(existing, found, update));
        return merged;
    }

    private static void union(ObjectNode merged, String field, ObjectNode existing, ObjectNode found) {
        SortedSet<String> texts = new TreeSet<>();
        existing.path(field).forEach(text -> texts.add(text.asText()));
        found.path(field).forEach(text -> texts.add(text.asText()));
        WindowsUpdateNodes.texts(merged, field, texts);
    }

    /** Those that are there, with hotpatches that are new; and those for releases that are not there yet. */
    private ArrayNode fixes(ObjectNode existing, ObjectNode found, WindowsUpdate update) {
        ArrayNode fixes = NODES.arrayNode();
        existing.path("fixes").forEach(fix -> fixes.add(fix.deepCopy()));
        for (JsonNode fix : found.path("fixes")) {
            int build = fix.path("product").path("build").asInt();
            boolean covered = update.fixes().keySet().stream()
                    .filter(target -> target.build() == build)
                    .allMatch(target -> known.revision(update.id(), target).isPresent());
            fixes.forEach(there -> widen(there, fix));
            if (!covered) {
                fixes.add(fix);
            } else if (fix.path("line").asText().equals("hotpatch")) {
                hotpatch(fixes, fix);
            }
        }
        return fixes;
    }

    /** What two documents list for one type of installation each, or one of them for both, is for both. */
    private static void widen(JsonNode there, JsonNode found) {
        if (there.path("line").equals(found.path("line"))
                && there.path("product") instanceof ObjectNode product
                && product.has(WindowsUpdateNodes.INSTALLATIONS)
                && found.path("product") instanceof ObjectNode other
                && !product.equals(other)
                && unlimited(product).equals(unlimited(other))) {
            product.remove(WindowsUpdateNodes.INSTALLATIONS);
        }
    }

    private static ObjectNode unlimited(ObjectNode product) {
        ObjectNode copy = product.deepCopy();
        copy.remove(WindowsUpdateNodes.INSTALLATIONS);
        return copy;
    }

    private static void hotpatch(ArrayNode fixes, JsonNode found) {
        for (JsonNode fix : fixes) {
            if (fix.path("line").asText().equals("hotpatch")
                    && fix.path("product").equals(found.path("product"))
                    && fix instanceof ObjectNode there) {
                List<JsonNode> claims = new ArrayList<>();
                there.path("claims").forEach(claims::add);
                found.path("claims").forEach(claim -> {
                    if (!claims.contains(claim)) {
                        claims.add(claim);
                    }
                });
                claims.sort(Comparator.comparingInt(
                        claim -> claim.path("windowsRevision").path("revision").asInt()));
                there.putArray("claims").addAll(claims);
                return;
            }
        }
        fixes.add(found);
    }

    private ObjectNode emptyMonth(YearMonth month) {
        ObjectNode document = NODES.objectNode();
        document.put("$schema", "https://patchproof.dev/schema/catalog-1.json");
        document.put(
                "what", "Windows updates that MSRC's document of " + MsrcMonth.name(month) + " is the first to list");
        document.put("asOf", dates(month).asOf().toString());
        document.putArray("sources")
                .add("https://msrc.microsoft.com/update-guide/releaseNote/" + MsrcMonth.name(month));
        document.putArray("updates");
        return document;
    }

    /** A document of that month that is newer than the file makes it newer. */
    private void changed(String file, YearMonth month) {
        ObjectNode document = documents.document(file);
        LocalDate asOf = LocalDate.parse(document.path("asOf").asText());
        if (facts.dates().containsKey(month) && dates(month).asOf().isAfter(asOf)) {
            document.put("asOf", dates(month).asOf().toString());
        }
        documents.markChanged(file);
    }

    private Dates dates(YearMonth month) {
        return Objects.requireNonNull(facts.dates().get(month), month.toString());
    }
}
