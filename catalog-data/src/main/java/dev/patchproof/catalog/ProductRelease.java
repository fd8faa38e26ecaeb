package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;

/**
 * A release of a product that the catalog knows, and until when it gets security updates.
 *
 * @param id such as {@code windows-10-22h2}, {@code debian-12}
 * @param name as its vendor writes it
 * @param scope what a verdict about it covers, in words
 * @param supportEnds by edition; the first whose editions hold the computer's own counts, an empty edition list holds
 *     all; empty where no end date is known
 */
public record ProductRelease(
        String id, String name, ProductCondition product, String scope, List<SupportEnd> supportEnds) {
    public ProductRelease {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(product, "product");
        requireNonNull(scope, "scope");
        supportEnds = List.copyOf(supportEnds);
    }

    /**
     * The last day on which the editions get security updates without a contract of their own.
     *
     * @param note what else there is after it (ESU, LTS), in our own words; empty where nothing
     */
    public record SupportEnd(List<String> editions, LocalDate lastDay, String note, URI source) {
        public SupportEnd {
            editions = List.copyOf(editions);
            requireNonNull(lastDay, "lastDay");
            requireNonNull(note, "note");
            requireNonNull(source, "source");
        }
    }
}
