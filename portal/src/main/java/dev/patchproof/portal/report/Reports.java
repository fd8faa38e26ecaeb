package dev.patchproof.portal.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ProductRelease;
import dev.patchproof.catalog.Update;
import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import dev.patchproof.portal.release.CatalogInUse;
import dev.patchproof.portal.report.CountStore.ProductGroup;
import dev.patchproof.portal.report.CountStore.UpdateGroup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Makes the compliance report. */
@Singleton
final class Reports {
    private static final String ALL_PRODUCTS = "";

    private final Jdbi jdbi;
    private final Clock clock;
    private final CatalogInUse catalog;

    @Inject
    Reports(Jdbi jdbi, Clock clock, CatalogInUse catalog) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.catalog = catalog;
    }

    ComplianceReport compliance() {
        Instant now = clock.instant();
        Catalog inUse = catalog.catalog();
        Map<String, String> names =
                inUse.products().stream().collect(Collectors.toMap(ProductRelease::id, ProductRelease::name));
        Map<String, String> descriptions =
                inUse.updates().stream().collect(Collectors.toMap(Update::id, Update::description));
        List<ProductGroup> products = jdbi.withHandle(handle -> CountStore.products(handle, now));
        List<UpdateGroup> updates = jdbi.withHandle(CountStore::updates);
        return new ComplianceReport(
                now,
                inUse.release(),
                products.stream().mapToLong(ProductGroup::devices).sum(),
                products(products, names),
                updates(updates, group -> ALL_PRODUCTS, descriptions),
                updates(updates, UpdateGroup::productId, descriptions));
    }

    private List<ProductCounts> products(List<ProductGroup> groups, Map<String, String> names) {
        return groups.stream().collect(groupingBy(ProductGroup::productId)).entrySet().stream()
                .map(entry -> product(entry.getKey(), names, entry.getValue()))
                .sorted(Comparator.comparing(ProductCounts::productId))
                .toList();
    }

    private ProductCounts product(String productId, Map<String, String> names, List<ProductGroup> groups) {
        return new ProductCounts(
                productId,
                names.getOrDefault(productId, ""),
                groups.stream().mapToLong(ProductGroup::devices).sum(),
                groups.stream().mapToLong(ProductGroup::deleted).sum(),
                groups.stream().mapToLong(ProductGroup::stale).sum(),
                groups.stream()
                        .filter(group -> group.claimed() == ClaimedVerdict.UP_TO_DATE
                                && group.found() == OverallVerdict.NOT_UP_TO_DATE)
                        .mapToLong(ProductGroup::devices)
                        .sum(),
                groups.stream().collect(groupingBy(ProductGroup::claimed, summingLong(ProductGroup::devices))),
                groups.stream().collect(groupingBy(ProductGroup::found, summingLong(ProductGroup::devices))));
    }

    private List<UpdateCounts> updates(
            List<UpdateGroup> groups, Function<UpdateGroup, String> product, Map<String, String> descriptions) {
        return groups.stream()
                .collect(groupingBy(group -> new Row(group.updateId(), product.apply(group))))
                .entrySet()
                .stream()
                .map(entry -> update(entry.getKey(), descriptions, entry.getValue()))
                .sorted(Comparator.comparing(UpdateCounts::updateId).thenComparing(UpdateCounts::productId))
                .toList();
    }

    private UpdateCounts update(Row row, Map<String, String> descriptions, List<UpdateGroup> groups) {
        Map<UpdateVerdict, Long> verdicts =
                groups.stream().collect(groupingBy(UpdateGroup::verdict, summingLong(UpdateGroup::devices)));
        return UpdateCounts.of(
                row.updateId(),
                descriptions.getOrDefault(row.updateId(), ""),
                row.productId(),
                groups.stream()
                        .filter(group -> group.claimed() == LayerResult.TRUE)
                        .mapToLong(UpdateGroup::devices)
                        .sum(),
                verdicts);
    }

    private record Row(String updateId, String productId) {}
}
