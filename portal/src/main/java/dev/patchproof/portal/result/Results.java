package dev.patchproof.portal.result;

import dev.patchproof.evidence.Observation;
import dev.patchproof.portal.verification.StoredToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Finds results by their link and deletes them for their owners. */
@Singleton
public final class Results {
    private final Jdbi jdbi;
    private final ResultStore store;
    private final Clock clock;

    @Inject
    Results(Jdbi jdbi, ResultStore store, Clock clock) {
        this.jdbi = jdbi;
        this.store = store;
        this.clock = clock;
    }

    /** What became of the result of this id. */
    public ResultLookup find(String resultId) {
        return jdbi.withHandle(handle -> store.find(handle, resultId));
    }

    /** All that the probe sent for this result; empty where it was deleted or never was. */
    public List<Observation<?>> observations(String resultId) {
        return jdbi.withHandle(handle -> ResultStore.token(handle, resultId))
                .map(token -> new StoredToken(token).evidence().observations())
                .orElse(List.of());
    }

    /** Whether the proof is that of the owner of this result, so that a page may offer deletion. */
    public boolean owns(String resultId, OwnerProof proof) {
        return jdbi.withHandle(handle -> ResultStore.owner(handle, resultId))
                .map(owner -> owner.shownBy(proof))
                .orElse(false);
    }

    /** Takes token, observations and names away and leaves the anonymous count. */
    public Deletion delete(String resultId, OwnerProof proof) {
        return jdbi.inTransaction(handle -> {
            Optional<ResultStore.Owner> owner = ResultStore.owner(handle, resultId);
            if (owner.isEmpty()) {
                return Deletion.UNKNOWN;
            }
            if (!owner.get().shownBy(proof)) {
                return Deletion.NOT_OWNER;
            }
            ResultStore.strip(handle, resultId, clock.instant());
            return Deletion.DELETED;
        });
    }
}
