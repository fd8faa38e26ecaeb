package dev.patchproof.portal.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device in the list of devices, with its newest result that is still there.
 *
 * @param keyChangedAt when it last signed with another key than before
 */
public record DeviceRow(
        String ueid,
        String keyThumbprint,
        Optional<Instant> keyChangedAt,
        Instant firstSeenAt,
        Instant lastSeenAt,
        String hostName,
        String productId,
        String productName,
        String resultId,
        String claimedVerdict,
        String verdict,
        Instant staleFrom,
        boolean stale) {

    static final Csv<DeviceRow> CSV = new Csv<>(List.of(
            new Csv.Column<>("ueid", DeviceRow::ueid),
            new Csv.Column<>("key_thumbprint", DeviceRow::keyThumbprint),
            new Csv.Column<>(
                    "key_changed_at",
                    row -> row.keyChangedAt().map(Instant::toString).orElse("")),
            new Csv.Column<>("first_seen_at", DeviceRow::firstSeenAt),
            new Csv.Column<>("last_seen_at", DeviceRow::lastSeenAt),
            new Csv.Column<>("host_name", DeviceRow::hostName),
            new Csv.Column<>("product_id", DeviceRow::productId),
            new Csv.Column<>("product_name", DeviceRow::productName),
            new Csv.Column<>("result_id", DeviceRow::resultId),
            new Csv.Column<>("claimed_verdict", DeviceRow::claimedVerdict),
            new Csv.Column<>("verdict", DeviceRow::verdict),
            new Csv.Column<>("stale_from", DeviceRow::staleFrom),
            new Csv.Column<>("stale", DeviceRow::stale)));

    Cursor cursor() {
        return new Cursor(List.of(ueid));
    }
}
