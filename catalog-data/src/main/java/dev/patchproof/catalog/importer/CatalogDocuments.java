package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of a catalog directory while an import changes them: what was there, as the strict reader takes it, and what
 * becomes of it. Nothing is written here.
 */
final class CatalogDocuments {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;
    private final SortedMap<String, ObjectNode> documents = new TreeMap<>();
    private final SortedSet<String> changed = new TreeSet<>();

    private CatalogDocuments(Path directory) {
        this.directory = directory;
    }

    static CatalogDocuments in(Path directory) throws ImportException {
        CatalogDocuments documents = new CatalogDocuments(directory);
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.filter(file -> file.toString().endsWith(".json")).forEach(documents::load);
            } catch (IOException | UncheckedIOException notReadable) {
                throw new ImportException(
                        Reason.NOT_READABLE,
                        directory + ": expected readable catalog files, found " + notReadable,
                        notReadable);
            }
        }
        return documents;
    }

    /** The catalog as it is by now; of no updates where the directory holds none yet. */
    Optional<Catalog> catalog() throws ImportException {
        if (documents.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, byte[]> drafts = new TreeMap<>();
        texts().forEach((name, text) -> drafts.put(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            return Optional.of(CatalogReader.read(directory, drafts));
        } catch (CatalogException refused) {
            throw new ImportException(Reason.REFUSED_BY_READER, String.valueOf(refused.getMessage()), refused);
        }
    }

    /** Texts of the files that were changed or added. */
    SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        changed.forEach(name -> texts.put(name, CatalogText.of(document(name))));
        return texts;
    }

    /** The name of the file that has an update. */
    Optional<String> fileOf(String id) {
        return documents.entrySet().stream()
                .filter(document -> updates(document.getValue()).stream()
                        .anyMatch(update -> update.path("id").asText().equals(id)))
                .map(java.util.Map.Entry::getKey)
                .findFirst();
    }

    /** An update as it stands in its file. */
    Optional<ObjectNode> update(String id) {
        return documents.values().stream()
                .flatMap(document -> updates(document).stream())
                .filter(update -> update.path("id").asText().equals(id))
                .findFirst();
    }

    boolean has(String name) {
        return documents.containsKey(name);
    }

    ObjectNode document(String name) {
        ObjectNode document = documents.get(name);
        if (document == null) {
            throw new IllegalStateException("no such file: " + name);
        }
        return document;
    }

    void add(String name, ObjectNode document) {
        documents.put(name, document);
        changed.add(name);
    }

    void markChanged(String name) {
        changed.add(name);
    }

    private static List<ObjectNode> updates(ObjectNode document) {
        Stream.Builder<ObjectNode> updates = Stream.builder();
        for (JsonNode update : document.path("updates")) {
            if (update instanceof ObjectNode object) {
                updates.add(object);
            }
        }
        return updates.build().toList();
    }

    private void load(Path file) {
        try {
            if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode document) {
                String separator = directory.getFileSystem().getSeparator();
                documents.put(directory.relativize(file).toString().replace(separator, "/"), document);
            }
        } catch (IOException notReadable) {
            throw new UncheckedIOException(notReadable);
        }
    }
}
