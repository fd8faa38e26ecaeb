package dev.patchproof.portal.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.appraisal.FoldedUpdates;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import dev.patchproof.portal.result.StoredResult.DeviceTrace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Results in the database; each call is part of its caller's transaction. */
@Singleton
public final class ResultStore {
    private final ResultDocuments documents;

    @Inject
    ResultStore(ObjectMapper json) {
        documents = new ResultDocuments(json);
    }

    /** Stores a result, with what the report counts and what is remembered of the device. */
    public void insert(Handle handle, NewResult stored) {
        boolean keyChanged = DeviceStore.remember(
                handle,
                stored.evidence().ueid(),
                stored.evidence().deviceKeyThumbprint(),
                stored.receivedAt().toEpochMilli());
        if (stored.isOfTheDevice()) {
            handle.createUpdate("UPDATE results SET latest = 0 WHERE ueid = :ueid AND latest = 1")
                    .bind("ueid", stored.evidence().ueid())
                    .execute();
        }
        handle.createUpdate("INSERT INTO results (id, check_id, received_at, token, token_digest, document, ueid,"
                        + " key_thumbprint, key_changed, host_name, product_name, ticket_digest, owner_digest, product_id,"
                        + " claimed, found, catalog_release, stale_from, latest)"
                        + " VALUES (:id, :checkId, :receivedAt, :token, :tokenDigest, :document, :ueid,"
                        + " :keyThumbprint, :keyChanged, :hostName, :productName, :ticketDigest, :ownerDigest,"
                        + " :productId, :claimed, :found, :catalogRelease, :staleFrom, :latest)")
                .bind("id", stored.id())
                .bind("checkId", stored.checkId())
                .bind("receivedAt", stored.receivedAt().toEpochMilli())
                .bind("token", stored.token())
                .bind("tokenDigest", stored.evidence().tokenDigest())
                .bind("document", documents.write(stored.result()))
                .bind("ueid", stored.evidence().ueid())
                .bind("keyThumbprint", stored.evidence().deviceKeyThumbprint())
                .bind("keyChanged", keyChanged ? 1 : 0)
                .bind("hostName", stored.hostName())
                .bind("productName", stored.result().productName())
                .bind("ticketDigest", stored.ticketDigest())
                .bind("ownerDigest", stored.ownerDigest().orElse(null))
                .bind("productId", stored.result().productId().orElse(""))
                .bind("claimed", stored.result().claimed().name())
                .bind("found", stored.result().found().name())
                .bind("catalogRelease", stored.result().catalogRelease())
                .bind("staleFrom", stored.result().staleFrom().toEpochMilli())
                .bind("latest", stored.isOfTheDevice() ? 1 : 0)
                .execute();
        insertUpdates(handle, stored.id(), stored.result());
    }

    /** The token that was taken for the result; empty where it was deleted or never was. */
    static Optional<String> token(Handle handle, String resultId) {
        return handle.createQuery("SELECT token FROM results WHERE id = :id AND token IS NOT NULL")
                .bind("id", resultId)
                .mapTo(String.class)
                .findOne();
    }

    /** The result that this check already got from this very token. */
    public static Optional<Verdicts> find(Handle handle, String checkId, String tokenDigest) {
        return handle.createQuery(
                        "SELECT id, claimed, found FROM results WHERE check_id = :checkId AND token_digest = :digest")
                .bind("checkId", checkId)
                .bind("digest", tokenDigest)
                .map((row, context) ->
                        new Verdicts(row.getString("id"), row.getString("claimed"), row.getString("found")))
                .findOne();
    }

    ResultLookup find(Handle handle, String resultId) {
        return handle.createQuery("SELECT id, received_at, deleted_at, document, ueid, key_thumbprint, key_changed,"
                        + " host_name FROM results WHERE id = :id")
                .bind("id", resultId)
                .map((row, context) -> read(row))
                .findOne()
                .orElseGet(ResultLookup.Unknown::new);
    }

    static Optional<Owner> owner(Handle handle, String resultId) {
        return handle.createQuery("SELECT ticket_digest, owner_digest FROM results WHERE id = :id")
                .bind("id", resultId)
                .map((row, context) -> new Owner(
                        Optional.ofNullable(row.getString("ticket_digest")),
                        Optional.ofNullable(row.getString("owner_digest"))))
                .findOne();
    }

    /** Empties the personal columns. The digests of ownership stay, so that asking again gives the same answer. */
    static void strip(Handle handle, String resultId, Instant now) {
        Optional<String> ueid = handle.createQuery("SELECT ueid FROM results WHERE id = :id AND ueid IS NOT NULL")
                .bind("id", resultId)
                .mapTo(String.class)
                .findOne();
        ueid.ifPresent(device -> DeviceStore.lock(handle, device));
        handle.createUpdate("UPDATE results SET deleted_at = :now, token = NULL, token_digest = NULL, document = NULL,"
                        + " ueid = NULL, key_thumbprint = NULL, key_changed = NULL, host_name = NULL, product_name = NULL"
                        + " WHERE id = :id AND deleted_at IS NULL")
                .bind("id", resultId)
                .bind("now", now.toEpochMilli())
                .execute();
        ueid.ifPresent(device -> DeviceStore.forgetWithoutResults(handle, device));
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
                documents.read(row.getString("document"))));
    }

    /** What a report counts: mitigations that do not count here are no gap of the device. */
    /** Every update that counts, those that the answer folds as well: reports count by update. */
    private static void insertUpdates(Handle handle, String resultId, AttestationResult result) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO result_updates (result_id, update_id, claimed, verdict)"
                + " VALUES (:resultId, :updateId, :claimed, :verdict)");
        result.updates().stream()
                .filter(UpdateResult::counted)
                .forEach(update -> add(batch, resultId, update.updateId(), update.claimed(), update.verdict()));
        result.folded().stream().filter(FoldedUpdates::counted).forEach(folded -> folded.updateIds()
                .forEach(id -> add(batch, resultId, id, folded.claimed(), folded.verdict())));
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static void add(
            PreparedBatch batch, String resultId, String updateId, LayerResult claimed, UpdateVerdict verdict) {
        batch.bind("resultId", resultId)
                .bind("updateId", updateId)
                .bind("claimed", claimed.name())
                .bind("verdict", verdict.name())
                .add();
    }

    /** A result in short; the verdicts by name. */
    public record Verdicts(String id, String claimed, String found) {}

    /** Digests of what its owner can show. */
    record Owner(Optional<String> ticketDigest, Optional<String> ownerDigest) {
        boolean shownBy(OwnerProof proof) {
            return proof.fold(
                    browser -> Digests.matches(browser.secret().value(), ownerDigest.orElse(null)),
                    probe -> Digests.matches(probe.ticket(), ticketDigest.orElse(null)));
        }
    }
}
