package dev.patchproof.portal.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * How all devices stand, by their newest results.
 *
 * @param products one row per product
 * @param updates one row per update, over all products
 * @param updatesByProduct one row per update and product
 */
public record ComplianceReport(
        Instant madeAt,
        String catalogRelease,
        long devices,
        List<ProductCounts> products,
        List<UpdateCounts> updates,
        List<UpdateCounts> updatesByProduct) {
    public ComplianceReport {
        requireNonNull(madeAt, "madeAt");
        requireNonNull(catalogRelease, "catalogRelease");
        products = List.copyOf(products);
        updates = List.copyOf(updates);
        updatesByProduct = List.copyOf(updatesByProduct);
    }
}
