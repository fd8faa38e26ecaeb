package dev.patchproof.portal.release;

import dev.patchproof.catalog.Catalog;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What the portal imports itself, over the catalog that came from elsewhere. */
public interface Overlay {
    /**
     * The catalog to use over this one; empty where there is nothing to add. What cannot be added is left out and
     * reported: this does not fail.
     */
    Optional<CatalogSnapshot> over(Underlying underlying);

    /** Catalogs that were made so and are kept, the newest first. */
    List<Built> kept();

    /** One of them by its digest. */
    Optional<Catalog> kept(String digest);

    /** Takes the place of the one in use, or fails and changes nothing. */
    interface Change<E extends Exception> {
        CatalogSnapshot over(Underlying underlying) throws E;
    }

    /** A catalog that is kept. */
    record Built(String digest, LocalDate asOf) {}

    /** Nothing is imported. */
    static Overlay none() {
        return new Overlay() {
            @Override
            public Optional<CatalogSnapshot> over(Underlying underlying) {
                return Optional.empty();
            }

            @Override
            public List<Built> kept() {
                return List.of();
            }

            @Override
            public Optional<Catalog> kept(String digest) {
                return Optional.empty();
            }
        };
    }
}
