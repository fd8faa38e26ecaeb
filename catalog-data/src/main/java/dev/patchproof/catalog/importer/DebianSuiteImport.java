package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Imports the Packages indexes of one Debian security suite as one catalog file. */
public final class DebianSuiteImport {
    private DebianSuiteImport() {}

    /**
     * Writes {@code <suite>.json} into a directory, or nothing at all.
     *
     * @param asOf the day on which the indexes were fetched
     * @param indexes index file of each architecture; plain, xz, gz or lz4
     * @return the file written
     */
    public static Path run(Suite suite, LocalDate asOf, Map<DebianArchitecture, Path> indexes, Path directory)
            throws ImportException {
        SortedMap<DebianArchitecture, List<PackageEntry>> read = new TreeMap<>();
        for (Map.Entry<DebianArchitecture, Path> index : new TreeMap<>(indexes).entrySet()) {
            read.put(index.getKey(), PackagesIndex.read(index.getValue(), index.getKey()));
        }
        String snapshot = new SnapshotWriter(suite).write(asOf, new SuiteUpdates(read).all());
        return place(snapshot, directory, suite.name() + ".json");
    }

    private static Path place(String snapshot, Path directory, String name) throws ImportException {
        try {
            Path aside = Files.createTempDirectory(Files.createDirectories(directory), ".import-");
            Path draft = aside.resolve(name);
            try {
                Files.writeString(draft, snapshot);
                CatalogReader.read(aside);
                return Files.move(
                        draft,
                        directory.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
                Files.deleteIfExists(aside);
            }
        } catch (CatalogException refused) {
            throw new ImportException(Reason.REFUSED_BY_READER, String.valueOf(refused.getMessage()), refused);
        } catch (IOException notWritable) {
            throw new ImportException(
                    Reason.NOT_WRITABLE,
                    directory.resolve(name) + ": expected to write here, found " + notWritable,
                    notWritable);
        }
    }
}
