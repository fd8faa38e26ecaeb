package dev.patchproof.portal.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.FoldedUpdates;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import dev.patchproof.portal.result.StoredResult.DeviceTrace;
import dev.patchproof.portal.result.VerdictChange.Overall;
import dev.patchproof.portal.verification.DeviceIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Results in the database; each call is part of its caller's transaction. */
@Singleton
public final class ResultStore {
    private final ResultDocuments documents;
    private final HistoryStore history;

    @Inject
    ResultStore(ObjectMapper json) {
        documents = new ResultDocuments(json);
        history = new HistoryStore(json);
    }

    /** Stores a result, with what the report counts and what is remembered of the device. */
    public void insert(Handle handle, NewResult stored) {
        Sighting seen = stored.sighting();
        DeviceSigns signs = DeviceStore.remember(
                handle, seen, stored.isOfTheDevice(), stored.receivedAt().toEpochMilli());
        Optional<Overall> before = stored.isOfTheDevice() ? overall(handle, seen) : Optional.empty();
        if (stored.isOfTheDevice()) {
            supersede(handle, seen);
        }
        handle.createUpdate("INSERT INTO results (id, check_id, received_at, token, token_digest, document, ueid,"
                        + " key_thumbprint, key_changed, host_name, product_name, ticket_digest, owner_digest, product_id,"
                        + " claimed, found, catalog_release, stale_from, latest, audience, judged_at,"
                        + " machine_changed, clone_signs, identity, identity_issuer, identity_serial)"
                        + " VALUES (:id, :checkId, :receivedAt, :token, :tokenDigest, :document, :ueid,"
                        + " :keyThumbprint, :keyChanged, :hostName, :productName, :ticketDigest, :ownerDigest,"
                        + " :productId, :claimed, :found, :catalogRelease, :staleFrom, :latest, :audience, :receivedAt,"
                        + " :machineChanged, :cloneSigns, :identity, :identityIssuer, :identitySerial)")
                .bind("id", stored.id())
                .bind("checkId", stored.checkId())
                .bind("receivedAt", stored.receivedAt().toEpochMilli())
                .bind("token", stored.token())
                .bind("tokenDigest", stored.evidence().tokenDigest())
                .bind("document", documents.write(stored.result()))
                .bind("ueid", stored.evidence().ueid())
                .bind("keyThumbprint", stored.evidence().deviceKeyThumbprint())
                .bind("keyChanged", signs.keyChanged() ? 1 : 0)
                .bind("machineChanged", signs.machineChanged() ? 1 : 0)
                .bind("cloneSigns", DeviceStore.write(signs.clones()))
                .bind("identity", named(stored, DeviceIdentity::subject))
                .bind("identityIssuer", named(stored, DeviceIdentity::issuer))
                .bind("identitySerial", named(stored, DeviceIdentity::serial))
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
                .bind("audience", stored.audience())
                .execute();
        insertUpdates(handle, stored.id(), stored.result());
        history.insert(handle, stored.id(), VerdictChange.newEvidence(stored.receivedAt(), before, stored.result()));
    }

    /**
     * Puts a newer judgement of the same evidence in the place of the one that another catalog made.
     *
     * @param judgedBefore release of the catalog whose judgement it replaces
     * @return false where the result was deleted, judged again or followed by a newer one meanwhile; then nothing changed
     */
    boolean replace(Handle handle, String id, String judgedBefore, Instant now, AttestationResult fresh) {
        int held = handle.createUpdate("UPDATE results SET catalog_release = :release, judged_at = :now,"
                        + " not_judged_by = NULL WHERE id = :id AND latest = 1 AND deleted_at IS NULL"
                        + " AND catalog_release = :judgedBefore")
                .bind("id", id)
                .bind("release", fresh.catalogRelease())
                .bind("now", now.toEpochMilli())
                .bind("judgedBefore", judgedBefore)
                .execute();
        if (held == 0) {
            return false;
        }
        boolean wasExpired = handle.createQuery("SELECT expiry_noted FROM results WHERE id = :id")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one()
                == 1;
        AttestationResult before = documents.read(handle.createQuery("SELECT document FROM results WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
        boolean holdsAgain = fresh.staleFrom().isAfter(now);
        handle.createUpdate("UPDATE results SET document = :document, product_name = :productName,"
                        + " product_id = :productId, claimed = :claimed, found = :found, stale_from = :staleFrom,"
                        + " expiry_noted = :expiryNoted WHERE id = :id")
                .bind("id", id)
                .bind("document", documents.write(fresh))
                .bind("productName", fresh.productName())
                .bind("productId", fresh.productId().orElse(""))
                .bind("claimed", fresh.claimed().name())
                .bind("found", fresh.found().name())
                .bind("staleFrom", fresh.staleFrom().toEpochMilli())
                .bind("expiryNoted", wasExpired && !holdsAgain ? 1 : 0)
                .execute();
        handle.createUpdate("DELETE FROM result_updates WHERE result_id = :id")
                .bind("id", id)
                .execute();
        insertUpdates(handle, id, fresh);
        VerdictChange change = VerdictChange.newCatalog(now, before, fresh);
        if (change.isChange() || (wasExpired && holdsAgain)) {
            history.insert(handle, id, change);
        }
        return true;
    }

    /** Notes once that a verdict does not hold any more. */
    void expire(Handle handle, RejudgementStore.Expired expired) {
        if (RejudgementStore.noteExpiry(handle, expired)) {
            history.insert(
                    handle,
                    expired.resultId(),
                    VerdictChange.expired(expired.at(), expired.catalogRelease(), expired.before()));
        }
    }

    /**
     * Makes room for the newest result of a computer: the one before it of the same device, and those of its other users
     * where nothing speaks for another computer. One under the same name with another key stays.
     */
    private static void supersede(Handle handle, Sighting seen) {
        handle.createUpdate("UPDATE results SET latest = 0 WHERE ueid = :ueid AND key_thumbprint = :key AND latest = 1")
                .bind("ueid", seen.ueid())
                .bind("key", seen.keyThumbprint())
                .execute();
        DeviceStore.onMachines(handle, seen.machine().stream().toList()).stream()
                .filter(other -> !other.ueid().equals(seen.ueid()))
                .filter(other -> CloneSign.between(seen, other).isEmpty())
                .forEach(other -> handle.createUpdate("UPDATE results SET latest = 0 WHERE id = :id AND latest = 1")
                        .bind("id", other.resultId())
                        .execute());
    }

    /** What is said of a device until now. */
    private static Optional<Overall> overall(Handle handle, Sighting device) {
        return handle.createQuery("SELECT claimed, found FROM results WHERE ueid = :ueid AND key_thumbprint = :key"
                        + " AND latest = 1")
                .bind("ueid", device.ueid())
                .bind("key", device.keyThumbprint())
                .map((row, context) -> new Overall(
                        ClaimedVerdict.valueOf(row.getString("claimed")),
                        OverallVerdict.valueOf(row.getString("found"))))
                .findOne();
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
                        + " host_name, judged_at, not_judged_by, machine_changed, clone_signs, latest,"
                        + " identity, identity_issuer, identity_serial FROM results WHERE id = :id")
                .bind("id", resultId)
                .map((row, context) -> read(handle, row, history.find(handle, resultId)))
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
        ueid.ifPresent(device -> DeviceStore.lock(handle, device, resultId));
        handle.createUpdate("UPDATE results SET deleted_at = :now, token = NULL, token_digest = NULL, document = NULL,"
                        + " ueid = NULL, key_thumbprint = NULL, key_changed = NULL, clone_signs = NULL, host_name = NULL, product_name = NULL,"
                        + " identity = NULL, identity_issuer = NULL, identity_serial = NULL"
                        + " WHERE id = :id AND deleted_at IS NULL")
                .bind("id", resultId)
                .bind("now", now.toEpochMilli())
                .execute();
        HistoryStore.delete(handle, resultId);
        ueid.ifPresent(device -> DeviceStore.forget(handle, device, resultId));
    }

    private ResultLookup read(Handle handle, ResultSet row, List<VerdictChange> changes) throws SQLException {
        long deletedAt = row.getLong("deleted_at");
        if (!row.wasNull()) {
            return new ResultLookup.Deleted(Instant.ofEpochMilli(deletedAt));
        }
        Instant receivedAt = Instant.ofEpochMilli(row.getLong("received_at"));
        long judgedAt = row.getLong("judged_at");
        boolean neverAgain = row.wasNull();
        return new ResultLookup.Found(new StoredResult(
                row.getString("id"),
                receivedAt,
                row.getString("host_name"),
                device(handle, row),
                documents.read(row.getString("document")),
                neverAgain ? receivedAt : Instant.ofEpochMilli(judgedAt),
                changes,
                Optional.ofNullable(row.getString("not_judged_by"))));
    }

    private static @Nullable String named(NewResult stored, Function<DeviceIdentity, String> part) {
        return stored.evidence().identity().map(part).orElse(null);
    }

    private static Optional<DeviceIdentity> identity(ResultSet row) throws SQLException {
        String subject = row.getString("identity");
        return subject == null
                ? Optional.empty()
                : Optional.of(new DeviceIdentity(
                        subject, row.getString("identity_issuer"), row.getString("identity_serial")));
    }

    /** What was odd on the day of the upload and, as long as it is the newest of its computer, what is odd now. */
    private static DeviceTrace device(Handle handle, ResultSet row) throws SQLException {
        String ueid = row.getString("ueid");
        String key = row.getString("key_thumbprint");
        Set<CloneSign> signs = EnumSet.noneOf(CloneSign.class);
        signs.addAll(DeviceStore.readSigns(Optional.ofNullable(row.getString("clone_signs"))));
        if (row.getInt("latest") == 1) {
            signs.addAll(DeviceStore.signsAmongOthers(handle, ueid, key));
        }
        return new DeviceTrace(
                ueid,
                key,
                new DeviceSigns(row.getInt("key_changed") == 1, row.getInt("machine_changed") == 1, signs),
                identity(row));
    }

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
