package dev.patchproof.portal.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.UpdateResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes results; each call is part of its caller's transaction. */
@Singleton
public final class ResultStore {
    private final ObjectMapper json;

    @Inject
    ResultStore(ObjectMapper json) {
        this.json = json;
    }

    /** Stores a result, with what the report counts and what is remembered of the device. */
    public void insert(Handle handle, NewResult stored) {
        boolean keyChanged = DeviceStore.remember(
                handle,
                stored.evidence().ueid(),
                stored.evidence().deviceKeyThumbprint(),
                stored.receivedAt().toEpochMilli());
        handle.createUpdate("UPDATE results SET latest = 0 WHERE ueid = :ueid AND latest = 1")
                .bind("ueid", stored.evidence().ueid())
                .execute();
        handle.createUpdate("INSERT INTO results (id, check_id, received_at, token, token_digest, document, ueid,"
                        + " key_thumbprint, key_changed, host_name, product_name, ticket_digest, owner_digest, product_id,"
                        + " claimed, found, catalog_release, stale_from, latest)"
                        + " VALUES (:id, :checkId, :receivedAt, :token, :tokenDigest, :document, :ueid,"
                        + " :keyThumbprint, :keyChanged, :hostName, :productName, :ticketDigest, :ownerDigest,"
                        + " :productId, :claimed, :found, :catalogRelease, :staleFrom, 1)")
                .bind("id", stored.id())
                .bind("checkId", stored.checkId())
                .bind("receivedAt", stored.receivedAt().toEpochMilli())
                .bind("token", stored.token())
                .bind("tokenDigest", stored.evidence().tokenDigest())
                .bind("document", document(stored))
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
                .execute();
        insertUpdates(handle, stored.id(), stored.result().updates());
    }

    private static void insertUpdates(Handle handle, String resultId, List<UpdateResult> updates) {
        if (updates.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("INSERT INTO result_updates (result_id, update_id, claimed, verdict)"
                + " VALUES (:resultId, :updateId, :claimed, :verdict)");
        for (UpdateResult update : updates) {
            batch.bind("resultId", resultId)
                    .bind("updateId", update.updateId())
                    .bind(
                            "claimed",
                            requireNonNull(update.layers().get(Layer.CLAIMED))
                                    .result()
                                    .name())
                    .bind("verdict", update.verdict().name())
                    .add();
        }
        batch.execute();
    }

    private String document(NewResult stored) {
        try {
            return json.writeValueAsString(stored.result());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result is plain data", e);
        }
    }
}
