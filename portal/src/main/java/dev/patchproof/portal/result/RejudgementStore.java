package dev.patchproof.portal.result;

import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.result.VerdictChange.Overall;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is to be judged again, or has become too old, and the evidence for it. */
final class RejudgementStore {
    private RejudgementStore() {}

    /** Ids of results, each the newest of its device, that another catalog judged and this one has not failed to. */
    static List<String> pending(Handle handle, String release, String afterId, int rows) {
        return handle.createQuery("SELECT id FROM results WHERE latest = 1 AND deleted_at IS NULL AND id > :after"
                        + " AND catalog_release <> :release AND (not_judged_by IS NULL OR not_judged_by <> :release)"
                        + " ORDER BY id LIMIT :rows")
                .bind("after", afterId)
                .bind("release", release)
                .bind("rows", rows)
                .mapTo(String.class)
                .list();
    }

    /** The stored evidence and what its check expected of it; empty where the result was deleted meanwhile. */
    static Optional<Evidence> evidence(Handle handle, String resultId) {
        return handle.createQuery("SELECT r.token, r.token_digest, r.ueid, r.key_thumbprint, r.audience, r.received_at,"
                        + " r.catalog_release, c.nonce, c.plan_digest FROM results r"
                        + " JOIN checks c ON c.id = r.check_id WHERE r.id = :id AND r.deleted_at IS NULL")
                .bind("id", resultId)
                .map((row, context) -> evidence(row))
                .findOne();
    }

    /** Notes that this catalog could not judge the result; it keeps the judgement it has. */
    static void fail(Handle handle, String resultId, String release) {
        handle.createUpdate("UPDATE results SET not_judged_by = :release WHERE id = :id AND deleted_at IS NULL")
                .bind("id", resultId)
                .bind("release", release)
                .execute();
    }

    /** Newest results that are too old to rely on and whose history does not say so. */
    static List<Expired> expired(Handle handle, Instant now, int rows) {
        return handle.createQuery("SELECT id, claimed, found, stale_from, catalog_release FROM results"
                        + " WHERE latest = 1 AND deleted_at IS NULL AND expiry_noted = 0 AND stale_from <= :now"
                        + " ORDER BY id LIMIT :rows")
                .bind("now", now.toEpochMilli())
                .bind("rows", rows)
                .map((row, context) -> new Expired(
                        row.getString("id"),
                        Instant.ofEpochMilli(row.getLong("stale_from")),
                        row.getString("catalog_release"),
                        new Overall(
                                ClaimedVerdict.valueOf(row.getString("claimed")),
                                OverallVerdict.valueOf(row.getString("found")))))
                .list();
    }

    /** Whether nobody noted it before, nor judged it again meanwhile. */
    static boolean noteExpiry(Handle handle, Expired expired) {
        return handle.createUpdate("UPDATE results SET expiry_noted = 1 WHERE id = :id AND deleted_at IS NULL"
                                + " AND expiry_noted = 0 AND stale_from = :staleFrom")
                        .bind("id", expired.resultId())
                        .bind("staleFrom", expired.at().toEpochMilli())
                        .execute()
                == 1;
    }

    private static Evidence evidence(ResultSet row) throws SQLException {
        return new Evidence(
                row.getString("token"),
                row.getString("token_digest"),
                row.getString("ueid"),
                row.getString("key_thumbprint"),
                Optional.ofNullable(row.getString("audience")),
                Instant.ofEpochMilli(row.getLong("received_at")),
                row.getString("catalog_release"),
                row.getString("nonce"),
                row.getString("plan_digest"));
    }

    /** A stored token and everything to verify it by, as on the day of the upload. */
    record Evidence(
            String token,
            String tokenDigest,
            String ueid,
            String keyThumbprint,
            Optional<String> audience,
            Instant receivedAt,
            String catalogRelease,
            String nonce,
            String planDigest) {}

    /** A result whose verdict does not hold any more, since when. */
    record Expired(String resultId, Instant at, String catalogRelease, Overall before) {}
}
