package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * All updates and product releases in use, checked as a whole by the reader: ids are unique, no supersedence,
 * prerequisite or roll-back points nowhere, supersedence has no cycle.
 *
 * @param release name of this state of the catalog: digest of its files, lower-case hex
 * @param index the updates, and the ways to find them
 */
public record Catalog(String release, List<ProductRelease> products, CatalogIndex index) {
    public Catalog {
        requireNonNull(release, "release");
        products = List.copyOf(products);
        requireNonNull(index, "index");
    }

    public Catalog(String release, List<ProductRelease> products, List<Update> updates) {
        this(release, products, new CatalogIndex(updates));
    }

    public List<Update> updates() {
        return index.updates();
    }

    public Optional<Update> update(String id) {
        return index.update(id);
    }
}
