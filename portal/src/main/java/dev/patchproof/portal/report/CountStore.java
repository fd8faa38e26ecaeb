package dev.patchproof.portal.report;

import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What the database counts: newest results in groups that differ in nothing the report tells apart. */
final class CountStore {
    private CountStore() {}

    static List<UpdateGroup> updates(Handle handle) {
        return handle.createQuery("SELECT u.update_id, r.product_id, u.claimed, u.verdict, COUNT(*) AS devices"
                        + " FROM result_updates u JOIN results r ON r.id = u.result_id WHERE r.latest = 1"
                        + " GROUP BY u.update_id, r.product_id, u.claimed, u.verdict")
                .map((row, context) -> new UpdateGroup(
                        row.getString("update_id"),
                        row.getString("product_id"),
                        LayerResult.valueOf(row.getString("claimed")),
                        UpdateVerdict.valueOf(row.getString("verdict")),
                        row.getLong("devices")))
                .list();
    }

    static List<ProductGroup> products(Handle handle, Instant now) {
        return handle.createQuery("SELECT product_id, claimed, found, COUNT(*) AS devices,"
                        + " SUM(CASE WHEN deleted_at IS NULL THEN 0 ELSE 1 END) AS deleted,"
                        + " SUM(CASE WHEN stale_from > :now THEN 0 ELSE 1 END) AS stale"
                        + " FROM results WHERE latest = 1 GROUP BY product_id, claimed, found")
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new ProductGroup(
                        row.getString("product_id"),
                        ClaimedVerdict.valueOf(row.getString("claimed")),
                        OverallVerdict.valueOf(row.getString("found")),
                        row.getLong("devices"),
                        row.getLong("deleted"),
                        row.getLong("stale")))
                .list();
    }

    /** Devices on which one update stands alike. */
    record UpdateGroup(String updateId, String productId, LayerResult claimed, UpdateVerdict verdict, long devices) {}

    /** Devices of a product that stand alike. */
    record ProductGroup(
            String productId, ClaimedVerdict claimed, OverallVerdict found, long devices, long deleted, long stale) {}
}
