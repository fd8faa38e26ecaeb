package dev.patchproof.catalog.importer;

import java.util.Set;

/**
 * One kind of published data that can become catalog files.
 *
 * <p>Pure but for reading the files named: what is written, and whether the reader takes it, is decided in one place
 * ({@link CatalogFolder}). The same request gives the same answer, byte for byte.
 */
public interface Importer {
    /** Value of {@code --from}, such as {@code msrc-cvrf}. */
    String name();

    /** What is imported, in one line for the command's help. */
    String description();

    /** Options beyond the files that it reads; any other that is given is wrong use. */
    Set<ImportOption> options();

    /**
     * Reads the files; a defect in one entry goes into the quarantine, a file that is not of this kind ends the import.
     *
     * @throws ImportException with {@code WRONG_OPTION} where an option is missing or malformed
     */
    Imported read(ImportRequest request) throws ImportException;
}
