package dev.patchproof.portal.report;

import java.time.Instant;
import java.util.List;

/**
 * A result in the list of results.
 *
 * @param hostName empty where the computer does not say it
 * @param productId empty where the catalog does not know it
 * @param latest the newest of its device
 */
public record ResultRow(
        String id,
        Instant receivedAt,
        String ueid,
        String hostName,
        String productId,
        String productName,
        String claimedVerdict,
        String verdict,
        Instant staleFrom,
        boolean stale,
        String catalogRelease,
        boolean keyChanged,
        boolean latest) {

    static final Csv<ResultRow> CSV = new Csv<>(List.of(
            new Csv.Column<>("id", ResultRow::id),
            new Csv.Column<>("received_at", ResultRow::receivedAt),
            new Csv.Column<>("ueid", ResultRow::ueid),
            new Csv.Column<>("host_name", ResultRow::hostName),
            new Csv.Column<>("product_id", ResultRow::productId),
            new Csv.Column<>("product_name", ResultRow::productName),
            new Csv.Column<>("claimed_verdict", ResultRow::claimedVerdict),
            new Csv.Column<>("verdict", ResultRow::verdict),
            new Csv.Column<>("stale_from", ResultRow::staleFrom),
            new Csv.Column<>("stale", ResultRow::stale),
            new Csv.Column<>("catalog_release", ResultRow::catalogRelease),
            new Csv.Column<>("key_changed", ResultRow::keyChanged),
            new Csv.Column<>("latest", ResultRow::latest)));

    Cursor cursor() {
        return new Cursor(List.of(Long.toString(receivedAt.toEpochMilli()), id));
    }
}
