package dev.patchproof.portal.check;

import dev.patchproof.portal.access.Digests;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A check as the database has it. */
record CheckRow(
        String id,
        Instant createdAt,
        Instant expiresAt,
        Optional<Carried> carried,
        String ticketDigest,
        Optional<String> ownerDigest,
        String nonce,
        Optional<String> planDigest,
        Optional<CheckState.Collecting> progress,
        Optional<String> resultId) {

    /** What the download carries; gone once the ticket is used, so that nobody gets the owner's proof from a link. */
    record Carried(String keySet, String ticket) {}

    static final String COLUMNS = "id, created_at, expires_at, ticket, key_set, ticket_digest, owner_digest, nonce,"
            + " plan_digest, steps_done, steps_total, result_id";

    static CheckRow read(ResultSet row) throws SQLException {
        String ticket = row.getString("ticket");
        String keySet = row.getString("key_set");
        long total = row.getLong("steps_total");
        boolean collecting = !row.wasNull();
        return new CheckRow(
                row.getString("id"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                ticket == null || keySet == null ? Optional.empty() : Optional.of(new Carried(keySet, ticket)),
                row.getString("ticket_digest"),
                Optional.ofNullable(row.getString("owner_digest")),
                row.getString("nonce"),
                Optional.ofNullable(row.getString("plan_digest")),
                collecting
                        ? Optional.of(new CheckState.Collecting(row.getInt("steps_done"), (int) total))
                        : Optional.empty(),
                Optional.ofNullable(row.getString("result_id")));
    }

    boolean expiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    boolean holds(String ticket) {
        return Digests.matches(ticket, ticketDigest);
    }

    CheckState stateAt(Instant now) {
        if (resultId.isPresent()) {
            return new CheckState.Appraised(resultId.get());
        }
        if (expiredAt(now)) {
            return new CheckState.Expired();
        }
        if (progress.isPresent()) {
            return progress.get();
        }
        return planDigest.isPresent() ? new CheckState.ProbeStarted() : new CheckState.Created();
    }
}
