package dev.patchproof.portal.check;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Checks in the database. */
final class CheckStore {
    private CheckStore() {}

    static void insert(Handle handle, CheckRow check, CheckRow.Carried carried) {
        handle.createUpdate("INSERT INTO checks (id, created_at, expires_at, ticket, key_set, ticket_digest,"
                        + " owner_digest, nonce) VALUES (:id, :createdAt, :expiresAt, :ticket, :keySet, :ticketDigest,"
                        + " :ownerDigest, :nonce)")
                .bind("id", check.id())
                .bind("createdAt", check.createdAt().toEpochMilli())
                .bind("expiresAt", check.expiresAt().toEpochMilli())
                .bind("ticket", carried.ticket())
                .bind("keySet", carried.keySet())
                .bind("ticketDigest", check.ticketDigest())
                .bind("ownerDigest", check.ownerDigest().orElse(null))
                .bind("nonce", check.nonce())
                .execute();
    }

    static Optional<CheckRow> find(Handle handle, String checkId) {
        return handle.createQuery("SELECT " + CheckRow.COLUMNS + " FROM checks WHERE id = :id")
                .bind("id", checkId)
                .map((row, context) -> CheckRow.read(row))
                .findOne();
    }

    /** Keeps the plan that was handed out last; whether the ticket was still unused. */
    static boolean plan(Handle handle, String checkId, String plan, String planDigest) {
        return handle.createUpdate("UPDATE checks SET plan = :plan, plan_digest = :planDigest, steps_done = NULL,"
                                + " steps_total = NULL WHERE id = :id AND result_id IS NULL")
                        .bind("id", checkId)
                        .bind("plan", plan)
                        .bind("planDigest", planDigest)
                        .execute()
                == 1;
    }

    static boolean progress(Handle handle, String checkId, CheckState.Collecting progress) {
        return handle.createUpdate("UPDATE checks SET steps_done = :done, steps_total = :total"
                                + " WHERE id = :id AND plan_digest IS NOT NULL AND result_id IS NULL")
                        .bind("id", checkId)
                        .bind("done", progress.done())
                        .bind("total", progress.total())
                        .execute()
                == 1;
    }

    /** Uses the ticket up, for this plan; false where somebody else was first, or asked for another plan meanwhile. */
    static boolean use(Handle handle, String checkId, String planDigest, String resultId) {
        return handle.createUpdate("UPDATE checks SET result_id = :resultId, ticket = NULL, key_set = NULL, plan = NULL"
                                + " WHERE id = :id AND plan_digest = :planDigest AND result_id IS NULL")
                        .bind("id", checkId)
                        .bind("planDigest", planDigest)
                        .bind("resultId", resultId)
                        .execute()
                == 1;
    }

    /** How many are neither used nor expired. */
    static int open(Handle handle, Instant now) {
        return handle.createQuery("SELECT COUNT(*) FROM checks WHERE expires_at > :now AND result_id IS NULL")
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .one();
    }

    /** Removes checks that ran out unused before this time. */
    static int clean(Handle handle, Instant before) {
        return handle.createUpdate("DELETE FROM checks WHERE expires_at < :before AND result_id IS NULL")
                .bind("before", before.toEpochMilli())
                .execute();
    }
}
