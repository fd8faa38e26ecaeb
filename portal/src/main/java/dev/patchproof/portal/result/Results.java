package dev.patchproof.portal.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchproof.evidence.Observation;
import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.result.StoredResult.DeviceTrace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Finds results by their link and deletes them for their owners. */
@Singleton
public final class Results {
    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    Results(Jdbi jdbi, ObjectMapper json, Clock clock) {
        this.jdbi = jdbi;
        this.json = json;
        this.clock = clock;
    }

    /** What became of the result of this id. */
    public ResultLookup find(String resultId) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id, received_at, deleted_at, document, ueid,"
                        + " key_thumbprint, key_changed, host_name FROM results WHERE id = :id")
                .bind("id", resultId)
                .map((row, context) -> read(row))
                .findOne()
                .orElseGet(ResultLookup.Unknown::new));
    }

    /** All that the probe sent for this result; empty where it was deleted or never was. */
    public List<Observation<?>> observations(String resultId) {
        return jdbi.withHandle(
                        handle -> handle.createQuery("SELECT token FROM results WHERE id = :id AND token IS NOT NULL")
                                .bind("id", resultId)
                                .mapTo(String.class)
                                .findOne())
                .map(token -> new StoredToken(token).evidence().observations())
                .orElse(List.of());
    }

    /** Whether the proof is that of the owner of this result, so that a page may offer deletion. */
    public boolean owns(String resultId, OwnerProof proof) {
        return jdbi.withHandle(handle -> owner(handle, resultId))
                .map(owner -> owner.shownBy(proof))
                .orElse(false);
    }

    /** Takes token, observations and names away and leaves the anonymous count. */
    public Deletion delete(String resultId, OwnerProof proof) {
        return jdbi.inTransaction(handle -> {
            Optional<Owner> owner = owner(handle, resultId);
            if (owner.isEmpty()) {
                return Deletion.UNKNOWN;
            }
            if (!owner.get().shownBy(proof)) {
                return Deletion.NOT_OWNER;
            }
            strip(handle, resultId);
            return Deletion.DELETED;
        });
    }

    /** The digests of ownership stay with the empty row, so that asking again gives the same answer. */
    private void strip(Handle handle, String resultId) {
        Optional<String> ueid = handle.createQuery("SELECT ueid FROM results WHERE id = :id AND ueid IS NOT NULL")
                .bind("id", resultId)
                .mapTo(String.class)
                .findOne();
        handle.createUpdate("UPDATE results SET deleted_at = :now, token = NULL, token_digest = NULL, document = NULL,"
                        + " ueid = NULL, key_thumbprint = NULL, key_changed = NULL, host_name = NULL, product_name = NULL"
                        + " WHERE id = :id AND deleted_at IS NULL")
                .bind("id", resultId)
                .bind("now", clock.millis())
                .execute();
        DeviceStore.forgetWithoutResults(handle, ueid);
    }

    private static Optional<Owner> owner(Handle handle, String resultId) {
        return handle.createQuery("SELECT ticket_digest, owner_digest FROM results WHERE id = :id")
                .bind("id", resultId)
                .map((row, context) -> new Owner(
                        Optional.ofNullable(row.getString("ticket_digest")),
                        Optional.ofNullable(row.getString("owner_digest"))))
                .findOne();
    }

    private ResultLookup read(ResultSet row) throws SQLException {
        long deletedAt = row.getLong("deleted_at");
        if (!row.wasNull()) {
            return new ResultLookup.Deleted(Instant.ofEpochMilli(deletedAt));
        }
        return new ResultLookup.Found(new StoredResult(
                row.getString("id"),
                Instant.ofEpochMilli(row.getLong("received_at")),
                row.getString("host_name"),
                new DeviceTrace(row.getString("ueid"), row.getString("key_thumbprint"), row.getInt("key_changed") == 1),
                document(row.getString("document"))));
    }

    private AttestationResult document(String document) {
        try {
            return json.readValue(document, AttestationResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored result cannot be read", e);
        }
    }

    private record Owner(Optional<String> ticketDigest, Optional<String> ownerDigest) {
        boolean shownBy(OwnerProof proof) {
            return proof.fold(
                    browser -> Digests.matches(browser.secret().value(), ownerDigest.orElse(null)),
                    probe -> Digests.matches(probe.ticket(), ticketDigest.orElse(null)));
        }
    }
}
