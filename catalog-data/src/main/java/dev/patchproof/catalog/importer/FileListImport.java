package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.catalog.importer.ImportException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Imports the list of files of one update as reference values of its cumulative fixes. Where it names every file that the
 * fix is proven by, each with a floor of its own, the list takes the place of the signed catalogs; where it names only
 * some, it joins them, since one new file proves nothing. A file of the catalog that people keep is not touched.
 */
final class FileListImport implements Importer {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public String name() {
        return "ms-file-csv";
    }

    @Override
    public String description() {
        return "Microsoft's list of the files of one update (CSV), into that update (--kb)";
    }

    @Override
    public Set<ImportOption> options() {
        return Set.of(ImportOption.KB);
    }

    @Override
    public Imported read(ImportRequest request) throws ImportException {
        List<Path> files = request.someFiles();
        String kb = request.one(ImportOption.KB);
        CatalogDocuments documents = CatalogDocuments.in(request.catalog());
        ObjectNode update = documents
                .update(kb)
                .orElseThrow(() -> new ImportException(
                        Reason.WRONG_OPTION,
                        "expected --kb with an update in " + request.catalog() + ", found '" + kb + "'"));
        String home = documents.fileOf(kb).orElseThrow();
        if (!WindowsMerge.isGenerated(home)) {
            throw new ImportException(
                    Reason.WRONG_OPTION,
                    "expected --kb with an update of a file that an importer wrote (msrc-YEAR-MONTH.json), found '" + kb
                            + "' in " + home + ", which people keep: nothing is written there; add the files by hand");
        }
        List<ObjectNode> fixes = cumulative(update);
        int line = line(kb, fixes);
        QuarantineLog log = new QuarantineLog(String.valueOf(files.get(0).getFileName()));
        SortedMap<String, WindowsVersion> floors = new TreeMap<>();
        for (Path file : files) {
            FileVersionLists.read(file, line, kb, log).forEach((path, version) -> {
                WindowsVersion other = floors.putIfAbsent(path, version);
                if (other != null && !other.equals(version)) {
                    log.reject(kb, Defect.CONTRADICTS_ITSELF, path + " at " + version, other.toString());
                }
            });
        }
        boolean changed = false;
        if (!floors.isEmpty()) {
            for (ObjectNode fix : fixes) {
                changed |= merge(fix, floors);
            }
        }
        if (changed) {
            documents.markChanged(home);
        }
        return new Imported(documents.texts(), log.quarantine());
    }

    private static List<ObjectNode> cumulative(ObjectNode update) {
        List<ObjectNode> fixes = new ArrayList<>();
        for (JsonNode fix : update.path("fixes")) {
            if (fix instanceof ObjectNode object && fix.path("line").asText().equals("cumulative")) {
                fixes.add(object);
            }
        }
        return fixes;
    }

    private static int line(String kb, List<ObjectNode> fixes) throws ImportException {
        Set<Integer> lines = new TreeSet<>();
        fixes.forEach(fix ->
                lines.add(WindowsReleases.line(fix.path("product").path("build").asInt())));
        if (lines.size() != 1) {
            throw new ImportException(
                    Reason.WRONG_OPTION,
                    "expected --kb with a cumulative update of one servicing line, found '" + kb + "' of " + lines);
        }
        return lines.iterator().next();
    }

    /** Whether anything is new. */
    private static boolean merge(ObjectNode fix, SortedMap<String, WindowsVersion> floors) {
        ObjectNode versions = NODES.objectNode();
        floors.forEach((path, version) -> versions.put(path, version.toString()));
        ArrayNode references = NODES.arrayNode();
        references.addObject().set("fileVersions", versions);
        boolean proven = floors.keySet().containsAll(WindowsUpdateNodes.PROVEN_FILES);
        for (JsonNode reference : fix.path("references")) {
            if (reference.path("fileVersions") instanceof ObjectNode before) {
                before.properties().stream()
                        .filter(file -> !versions.has(file.getKey()))
                        .toList()
                        .forEach(file -> versions.set(file.getKey(), file.getValue()));
            } else if (!proven || !reference.has("signedBuild")) {
                references.add(reference);
            }
        }
        if (references.equals(fix.path("references"))) {
            return false;
        }
        fix.set("references", references);
        return true;
    }
}
