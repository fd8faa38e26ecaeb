package dev.patchproof.portal.fuzz;

import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;

/** Any bytes as a file of the catalog: a catalog, or an exception that lists what is wrong. */
public final class CatalogFuzz {
    private CatalogFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            CatalogReader.read("fuzz.json", input);
        } catch (CatalogException e) {
            if (e.getMessage() == null || !e.getMessage().contains("fuzz.json")) {
                throw new IllegalStateException("a refusal that does not name the file", e);
            }
        }
    }
}
