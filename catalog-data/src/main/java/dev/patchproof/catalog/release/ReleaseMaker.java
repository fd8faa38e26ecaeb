package dev.patchproof.catalog.release;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes a release, not yet signed, of a catalog directory. */
public final class ReleaseMaker {
    private ReleaseMaker() {}

    /**
     * The release of a directory that the reader takes as it is.
     *
     * @param asOf the day up to which the directory holds the published facts; not before any fact in it
     * @param quarantine the report of its importers, JSON
     * @throws ReleaseException where the reader refuses the directory, or the day is before a fact in it
     */
    public static ReleaseFile make(Path directory, LocalDate asOf, long sequence, Optional<String> quarantine)
            throws ReleaseException {
        SortedMap<String, byte[]> files = files(directory);
        Catalog catalog;
        try {
            catalog = CatalogReader.read(files);
        } catch (CatalogException refused) {
            throw new ReleaseException(Reason.CATALOG_REFUSED, String.valueOf(refused.getMessage()), refused);
        }
        Optional<LocalDate> newest = newestFact(catalog);
        if (newest.isPresent() && newest.get().isAfter(asOf)) {
            throw new ReleaseException(
                    Reason.MALFORMED,
                    "expected --as-of not before the newest fact in " + directory + " (" + newest.get() + "), found "
                            + asOf);
        }
        ReleaseManifest manifest =
                new ReleaseManifest(asOf, sequence, catalog.release(), quarantine.map(ReleaseFile::sha256));
        return new ReleaseFile(manifest.toBytes(), manifest, Optional.empty(), files, quarantine);
    }

    /** The newest day of all facts of a catalog; empty where it has no update. */
    public static Optional<LocalDate> newestFact(Catalog catalog) {
        return catalog.updates().stream().map(update -> update.asOf()).max(LocalDate::compareTo);
    }

    private static SortedMap<String, byte[]> files(Path directory) throws ReleaseException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.filter(path -> !Files.isDirectory(path)).toList()) {
                String separator = directory.getFileSystem().getSeparator();
                String name = directory.relativize(file).toString().replace(separator, "/");
                if (name.equals("README.md") || name.endsWith("/README.md")) {
                    continue;
                }
                if (!ReleaseReader.isCatalogFile(name)) {
                    throw new ReleaseException(
                            Reason.MALFORMED,
                            directory + ": expected .json files of plain names and README.md, found '" + name + "'");
                }
                files.put(name, Files.readAllBytes(file));
            }
            return files;
        } catch (IOException notReadable) {
            throw new ReleaseException(
                    Reason.NOT_READABLE,
                    directory + ": expected a readable directory, found " + notReadable,
                    notReadable);
        }
    }
}
