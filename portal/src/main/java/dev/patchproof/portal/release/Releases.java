package dev.patchproof.portal.release;

import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseReader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Release files that somebody brings, in whatever way. */
@Singleton
public final class Releases {
    private final CatalogInUse catalog;

    /** Offered to this catalog. */
    @Inject
    public Releases(CatalogInUse catalog) {
        this.catalog = catalog;
    }

    /** Offers the release in these bytes. */
    public ImportOutcome take(byte[] bytes) {
        try {
            return catalog.offer(ReleaseReader.read(bytes));
        } catch (ReleaseException notARelease) {
            return refused(notARelease);
        }
    }

    /** Offers the release in a file. */
    public ImportOutcome take(Path file) {
        try {
            return catalog.offer(ReleaseReader.read(file));
        } catch (ReleaseException notARelease) {
            return refused(notARelease);
        }
    }

    private static ImportOutcome refused(ReleaseException why) {
        return new ImportOutcome(ImportOutcome.Kind.REFUSED, why.reason() + ": " + why.getMessage());
    }
}
