package dev.patchproof.portal.result;

import dev.patchproof.portal.appraisal.AppraisalPolicy;
import dev.patchproof.portal.appraisal.Appraiser;
import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.identity.RecordedIdentities;
import dev.patchproof.portal.release.CatalogInUse;
import dev.patchproof.portal.release.CatalogSnapshot;
import dev.patchproof.portal.verification.EvidenceRefusedException;
import dev.patchproof.portal.verification.EvidenceVerifier;
import dev.patchproof.portal.verification.Expectation;
import dev.patchproof.portal.verification.VerifiedEvidence;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Judges the newest evidence of each device again when the catalog in use is not the one that judged it. The stored token
 * is verified again, as on the day it came. What is left to do stands in the database, result by result: a restart goes
 * on where it stopped, and doing it twice changes nothing.
 */
@Singleton
public final class Reappraisal {
    private static final Logger LOG = Logger.getLogger(Reappraisal.class);
    private static final int BATCH = 50;

    private final Jdbi jdbi;
    private final CatalogInUse catalog;
    private final ResultStore results;
    private final AppraisalPolicy policy;
    private final PublicUrl audience;
    private final Clock clock;
    private final EvidenceVerifier verifier = new EvidenceVerifier(new RecordedIdentities());

    @Inject
    Reappraisal(
            Jdbi jdbi, CatalogInUse catalog, ResultStore results, Settings settings, PublicUrl audience, Clock clock) {
        this.jdbi = jdbi;
        this.catalog = catalog;
        this.results = results;
        this.policy = AppraisalSettings.policy(settings);
        this.audience = audience;
        this.clock = clock;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        try {
            run();
        } catch (JdbiException databaseAway) {
            LOG.warnf("Judging again stopped, and goes on later: %s", databaseAway.getMessage());
        }
    }

    /** Judges all that is left to judge, and notes what has expired; how many results were judged again. */
    public synchronized int run() {
        CatalogSnapshot inUse = catalog.snapshot();
        int judged = 0;
        String after = "";
        List<String> batch;
        do {
            String from = after;
            batch = jdbi.withHandle(handle -> RejudgementStore.pending(handle, inUse.release(), from, BATCH));
            for (String id : batch) {
                judged += judge(id, inUse) ? 1 : 0;
                after = id;
            }
        } while (!batch.isEmpty() && catalog.snapshot().equals(inUse));
        if (judged > 0) {
            LOG.infof("Judged %d results again by catalog %s", judged, inUse.release());
        }
        noteExpired();
        return judged;
    }

    private boolean judge(String id, CatalogSnapshot inUse) {
        try {
            Optional<RejudgementStore.Evidence> stored =
                    jdbi.withHandle(handle -> RejudgementStore.evidence(handle, id));
            if (stored.isEmpty()) {
                return false;
            }
            Instant now = clock.instant();
            AttestationResult fresh = Appraiser.appraise(inUse.catalog(), verify(stored.get()), now, policy);
            return jdbi.inTransaction(
                    handle -> results.replace(handle, id, stored.get().catalogRelease(), now, fresh));
        } catch (JdbiException databaseAway) {
            throw databaseAway;
        } catch (EvidenceRefusedException | RuntimeException bad) {
            // One result that cannot be judged must not keep the others from it. Its id is a secret; its reason is not.
            LOG.errorf("A stored result could not be judged again by catalog %s: %s", inUse.release(), bad);
            jdbi.useHandle(handle -> RejudgementStore.fail(handle, id, inUse.release()));
            return false;
        }
    }

    private VerifiedEvidence verify(RejudgementStore.Evidence stored) throws EvidenceRefusedException {
        VerifiedEvidence evidence = verifier.verify(
                stored.token(),
                new Expectation(stored.nonce(), stored.audience().orElse(audience.base()), stored.planDigest()),
                stored.receivedAt());
        if (!evidence.tokenDigest().equals(stored.tokenDigest())
                || !evidence.ueid().equals(stored.ueid())
                || !evidence.deviceKeyThumbprint().equals(stored.keyThumbprint())) {
            throw new IllegalStateException("expected the token that was stored, found another in its place");
        }
        return evidence;
    }

    private void noteExpired() {
        List<RejudgementStore.Expired> batch;
        do {
            batch = jdbi.withHandle(handle -> RejudgementStore.expired(handle, clock.instant(), BATCH));
            for (RejudgementStore.Expired expired : batch) {
                jdbi.useTransaction(handle -> results.expire(handle, expired));
            }
        } while (batch.size() == BATCH);
    }
}
