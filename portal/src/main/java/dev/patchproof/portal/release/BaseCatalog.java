package dev.patchproof.portal.release;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.portal.home.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;

/** The catalog that needs no release: an administrator's directory, or what the portal was built with. */
final class BaseCatalog {
    private BaseCatalog() {}

    static Underlying read(Settings.Catalog settings) {
        String source =
                settings.dir().map(dir -> "the directory " + dir).orElse("the catalog that this portal was built with");
        try {
            Catalog catalog = settings.dir().map(CatalogReader::read).orElseGet(CatalogReader::shipped);
            return new Underlying(
                    new CatalogSnapshot(
                            catalog, source, Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
                    () -> settings.dir().map(CatalogReader::files).orElseGet(CatalogReader::shippedFiles));
        } catch (CatalogException e) {
            throw new ConfigurationException(
                    "Patchproof refuses " + source + " (patchproof.catalog.dir): " + e.getMessage());
        }
    }
}
