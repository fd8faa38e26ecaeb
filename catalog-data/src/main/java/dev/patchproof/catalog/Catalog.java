package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * All updates and product releases in use, checked as a whole by the reader: ids are unique, no supersedence,
 * prerequisite or roll-back points nowhere, supersedence has no cycle.
 *
 * @param release name of this state of the catalog: digest of its files, lower-case hex
 */
public record Catalog(String release, List<ProductRelease> products, List<Update> updates) {
    public Catalog {
        requireNonNull(release, "release");
        products = List.copyOf(products);
        updates = List.copyOf(updates);
    }

    public Optional<Update> update(String id) {
        return updates.stream().filter(update -> update.id().equals(id)).findFirst();
    }
}
