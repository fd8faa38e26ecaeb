package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The directory of catalog files that an import writes into. What is written, together with what stays, is a catalog
 * that the reader takes; else nothing is written.
 */
public final class CatalogFolder {
    private final Path directory;

    public CatalogFolder(Path directory) {
        this.directory = requireNonNull(directory, "directory");
    }

    /**
     * Writes files, each atomically, after all of them were checked together with those that they do not replace.
     *
     * @param files name below the directory, with {@code /}, to text
     * @return the files written, by name
     */
    public List<Path> place(SortedMap<String, String> files) throws ImportException {
        if (files.isEmpty()) {
            return List.of(); // everything is in quarantine, which is for the caller to tell
        }
        SortedMap<String, byte[]> drafts = new TreeMap<>();
        files.forEach((name, text) -> drafts.put(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            CatalogReader.read(directory, drafts);
            return write(drafts);
        } catch (CatalogException refused) {
            throw new ImportException(Reason.REFUSED_BY_READER, String.valueOf(refused.getMessage()), refused);
        } catch (IOException notWritable) {
            throw new ImportException(
                    Reason.NOT_WRITABLE, directory + ": expected to write here, found " + notWritable, notWritable);
        }
    }

    private List<Path> write(SortedMap<String, byte[]> drafts) throws IOException {
        Path aside = Files.createTempDirectory(Files.createDirectories(directory), ".import-");
        try {
            for (Map.Entry<String, byte[]> draft : drafts.entrySet()) {
                Path file = aside.resolve(draft.getKey());
                Files.createDirectories(requireNonNull(file.getParent()));
                Files.write(file, draft.getValue());
            }
            List<Path> written = new ArrayList<>();
            for (String name : drafts.keySet()) {
                Path target = directory.resolve(name);
                Files.createDirectories(requireNonNull(target.getParent()));
                written.add(Files.move(
                        aside.resolve(name),
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING));
            }
            return written;
        } finally {
            remove(aside);
        }
    }

    private static void remove(Path aside) throws IOException {
        try (Stream<Path> walk = Files.walk(aside)) {
            walk.sorted((left, right) -> right.compareTo(left)).forEach(CatalogFolder::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }
}
