package dev.patchproof.portal.release;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.portal.home.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The one catalog that this process plans and judges by. Read once, at start. */
@Singleton
public final class CatalogInUse {
    private final Catalog catalog;

    @Inject
    CatalogInUse(Settings settings) {
        String source = settings.catalog().dir().map(Object::toString).orElse("the shipped catalog");
        try {
            catalog = settings.catalog().dir().map(CatalogReader::read).orElseGet(CatalogReader::shipped);
        } catch (CatalogException e) {
            throw new ConfigurationException(
                    "Patchproof refuses " + source + " (patchproof.catalog.dir): " + e.getMessage());
        }
    }

    public Catalog catalog() {
        return catalog;
    }
}
