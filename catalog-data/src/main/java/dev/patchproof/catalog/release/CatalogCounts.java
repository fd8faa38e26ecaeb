package dev.patchproof.catalog.release;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductRelease;
import dev.patchproof.catalog.Update;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many updates a catalog has for each product release, by the year of their publication.
 *
 * @param products in the catalog's order; those without any update too
 */
public record CatalogCounts(List<ProductCount> products) {
    public CatalogCounts {
        products = List.copyOf(products);
    }

    public static CatalogCounts of(Catalog catalog) {
        return new CatalogCounts(catalog.products().stream()
                .map(product -> count(product, catalog.updates()))
                .toList());
    }

    private static ProductCount count(ProductRelease product, List<Update> updates) {
        SortedMap<Integer, Integer> years = new TreeMap<>();
        int undated = 0;
        for (Update update : updates) {
            if (update.fixes().stream().noneMatch(fix -> meet(fix.product(), product.product()))) {
                continue;
            }
            Optional<Integer> year = update.released().map(LocalDate::getYear);
            year.ifPresent(each -> years.merge(each, 1, Integer::sum));
            undated += year.isEmpty() ? 1 : 0;
        }
        return new ProductCount(product.id(), product.name(), years, undated);
    }

    /** Whether there can be a computer that both conditions hold. */
    private static boolean meet(ProductCondition one, ProductCondition other) {
        return one.family() == other.family()
                && agree(one.version(), other.version())
                && agree(one.build(), other.build())
                && agree(one.release(), other.release())
                && overlap(one.servicePacks(), other.servicePacks())
                && overlap(one.productTypes(), other.productTypes())
                && overlap(one.architectures(), other.architectures())
                && overlap(one.editions(), other.editions())
                && overlap(one.installationTypes(), other.installationTypes());
    }

    private static <T> boolean agree(Optional<T> one, Optional<T> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static <T> boolean overlap(Set<T> one, Set<T> other) {
        return one.isEmpty() || other.isEmpty() || !Collections.disjoint(one, other);
    }

    /**
     * The updates of one product release.
     *
     * @param byYear year of publication to number of updates
     * @param undated those whose day of publication is not known
     */
    public record ProductCount(String id, String name, SortedMap<Integer, Integer> byYear, int undated) {
        public ProductCount {
            byYear = Collections.unmodifiableSortedMap(new TreeMap<>(byYear));
        }

        /** All of them. */
        public int total() {
            return undated
                    + byYear.values().stream().mapToInt(Integer::intValue).sum();
        }
    }
}
