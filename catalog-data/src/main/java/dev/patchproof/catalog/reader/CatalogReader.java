package dev.patchproof.catalog.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.CatalogFiles.CatalogFile;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * Reads a directory of catalog files, below it too, as one catalog.
 *
 * <p>The order of files and of their entries is kept and does not depend on the file system. The same files give an
 * equal catalog with the same {@link Catalog#release}.
 */
public final class CatalogReader {
    private CatalogReader() {}

    /**
     * The catalog in a directory.
     *
     * @param directory on any file system, that of a jar too
     * @throws CatalogException where anything is wrong with any file, or with all of them together
     */
    public static Catalog read(Path directory) {
        return read(CatalogFiles.of(directory));
    }

    /**
     * The catalog that a directory would hold with some files added or replaced; nothing is written.
     *
     * @param directory need not be there
     * @param drafts name below the directory, with {@code /}, to content
     * @throws CatalogException where anything is wrong with any file, or with all of them together
     */
    public static Catalog read(Path directory, SortedMap<String, byte[]> drafts) {
        return read(CatalogFiles.of(directory, drafts));
    }

    /**
     * The catalog that comes with this module.
     *
     * @throws CatalogException where its files were damaged
     */
    public static Catalog shipped() {
        return read(ShippedFiles.load());
    }

    /**
     * The catalog in one file, which need not lie on a disk: one that is a part of another document.
     *
     * @param name stands in the problems
     * @throws CatalogException where anything is wrong with it
     */
    public static Catalog read(String name, byte[] content) {
        return read(new CatalogFiles(List.of(new CatalogFile(name, content)), List.of()));
    }

    /**
     * The catalog in files that need not lie on a disk: those of a release.
     *
     * @param files name below a catalog directory, with {@code /}, to content
     * @throws CatalogException where anything is wrong with any file, or with all of them together
     */
    public static Catalog read(SortedMap<String, byte[]> files) {
        return read(CatalogFiles.of(files));
    }

    /**
     * The files of a catalog directory, by their names below it with {@code /}; nothing in them is checked.
     *
     * @throws CatalogException where one cannot be read
     */
    public static SortedMap<String, byte[]> files(Path directory) {
        return contents(CatalogFiles.of(directory));
    }

    /**
     * The files of the catalog that comes with this module.
     *
     * @throws CatalogException where one cannot be read
     */
    public static SortedMap<String, byte[]> shippedFiles() {
        return contents(ShippedFiles.load());
    }

    /** {@link Catalog#release} of the catalog in these files, whether or not the reader would take it. */
    public static String digest(SortedMap<String, byte[]> files) {
        return CatalogFiles.of(files).digest();
    }

    private static SortedMap<String, byte[]> contents(CatalogFiles files) {
        Problems problems = new Problems();
        files.problems().forEach(problems::add);
        problems.throwIfAny();
        return files.contents();
    }

    private static Catalog read(CatalogFiles files) {
        Problems problems = new Problems();
        files.problems().forEach(problems::add);
        WholeCatalog whole = new WholeCatalog();
        for (CatalogFile file : files.files()) {
            StrictJson.parse(file, problems).ifPresent(json -> bind(file.name(), json, problems, whole));
        }
        whole.check();
        problems.throwIfAny();
        return whole.catalog(files.digest());
    }

    private static void bind(String file, JsonNode json, Problems problems, WholeCatalog whole) {
        whole.mention(json.path("updates"));
        List<Problem> notInSchema = CatalogSchema.check(file, json);
        notInSchema.forEach(problems::add);
        if (notInSchema.isEmpty()) {
            FileBinding.bind(Cursor.root(file, json, problems), whole);
        }
    }
}
