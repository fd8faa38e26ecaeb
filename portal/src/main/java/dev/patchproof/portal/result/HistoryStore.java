package dev.patchproof.portal.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.result.VerdictChange.Cause;
import dev.patchproof.portal.result.VerdictChange.Overall;
import dev.patchproof.portal.result.VerdictChange.UpdateChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes of verdicts in the database; each call is part of its caller's transaction, which holds the result's row. */
final class HistoryStore {
    private static final TypeReference<List<UpdateChange>> UPDATES = new TypeReference<>() {};

    private final ObjectMapper json;

    HistoryStore(ObjectMapper json) {
        this.json = json;
    }

    void insert(Handle handle, String resultId, VerdictChange change) {
        handle.createUpdate("INSERT INTO verdict_changes (result_id, number, changed_at, cause, catalog_release,"
                        + " claimed_before, found_before, claimed_after, found_after, updates_changed, updates)"
                        + " VALUES (:id, (SELECT COALESCE(MAX(number), 0) + 1 FROM verdict_changes"
                        + " WHERE result_id = :id), :at, :cause, :release, :claimedBefore, :foundBefore,"
                        + " :claimedAfter, :foundAfter, :changed, :updates)")
                .bind("id", resultId)
                .bind("at", change.at().toEpochMilli())
                .bind("cause", change.cause().name())
                .bind("release", change.catalogRelease())
                .bind(
                        "claimedBefore",
                        change.before().map(each -> each.claimed().name()).orElse(null))
                .bind(
                        "foundBefore",
                        change.before().map(each -> each.found().name()).orElse(null))
                .bind(
                        "claimedAfter",
                        change.after().map(each -> each.claimed().name()).orElse(null))
                .bind(
                        "foundAfter",
                        change.after().map(each -> each.found().name()).orElse(null))
                .bind("changed", change.updatesChanged())
                .bind("updates", write(change.updates()))
                .execute();
    }

    /** The newest first. */
    List<VerdictChange> find(Handle handle, String resultId) {
        return handle.createQuery("SELECT changed_at, cause, catalog_release, claimed_before, found_before,"
                        + " claimed_after, found_after, updates_changed, updates FROM verdict_changes"
                        + " WHERE result_id = :id ORDER BY number DESC")
                .bind("id", resultId)
                .map((row, context) -> read(row))
                .list();
    }

    static void delete(Handle handle, String resultId) {
        handle.createUpdate("DELETE FROM verdict_changes WHERE result_id = :id")
                .bind("id", resultId)
                .execute();
    }

    private VerdictChange read(ResultSet row) throws SQLException {
        return new VerdictChange(
                Instant.ofEpochMilli(row.getLong("changed_at")),
                Cause.valueOf(row.getString("cause")),
                row.getString("catalog_release"),
                overall(row.getString("claimed_before"), row.getString("found_before")),
                overall(row.getString("claimed_after"), row.getString("found_after")),
                row.getInt("updates_changed"),
                updates(row.getString("updates")));
    }

    private static Optional<Overall> overall(@Nullable String claimed, @Nullable String found) {
        return claimed == null || found == null
                ? Optional.empty()
                : Optional.of(new Overall(ClaimedVerdict.valueOf(claimed), OverallVerdict.valueOf(found)));
    }

    private String write(List<UpdateChange> updates) {
        try {
            return json.writeValueAsString(updates);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("changes are plain data", e);
        }
    }

    private List<UpdateChange> updates(String stored) {
        try {
            return json.readValue(stored, UPDATES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored changes cannot be read", e);
        }
    }
}
