package dev.patchproof.catalog.tool;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import dev.patchproof.catalog.release.ReleaseReader;
import dev.patchproof.catalog.release.TrustedRelease;
import java.nio.file.Files;
import java.nio.file.Path;

/** A catalog to look at: a directory, or a release file whose signature nobody asks for. */
final class CatalogSource {
    private CatalogSource() {}

    static Catalog read(Path place) throws ReleaseException {
        if (!Files.isDirectory(place)) {
            return TrustedRelease.withoutSignature(ReleaseReader.read(place)).catalog();
        }
        try {
            return CatalogReader.read(place);
        } catch (CatalogException refused) {
            throw new ReleaseException(Reason.CATALOG_REFUSED, place + ": " + refused.getMessage(), refused);
        }
    }
}
