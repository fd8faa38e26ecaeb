package dev.patchproof.portal.check;

import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.appraisal.AppraisalPolicy;
import dev.patchproof.portal.appraisal.Appraiser;
import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.identity.IdentityFiles;
import dev.patchproof.portal.release.CatalogInUse;
import dev.patchproof.portal.result.AppraisalSettings;
import dev.patchproof.portal.result.NewResult;
import dev.patchproof.portal.result.ResultStore;
import dev.patchproof.portal.signing.MachineKey;
import dev.patchproof.portal.verification.EvidenceRefusedException;
import dev.patchproof.portal.verification.EvidenceVerifier;
import dev.patchproof.portal.verification.Expectation;
import dev.patchproof.portal.verification.VerifiedEvidence;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Takes evidence: verified, appraised, and stored in the one transaction that uses the ticket up. */
@Singleton
final class Uploads {
    private final Jdbi jdbi;
    private final CatalogInUse catalog;
    private final AppraisalPolicy policy;
    private final PublicUrl audience;
    private final ResultStore results;
    private final MachineKey machineKey;
    private final CheckEvents events;
    private final Openings openings;
    private final Clock clock;
    private final EvidenceVerifier verifier;

    @Inject
    Uploads(
            Jdbi jdbi,
            CatalogInUse catalog,
            Settings settings,
            PublicUrl audience,
            ResultStore results,
            MachineKey machineKey,
            CheckEvents events,
            IdentityFiles identities,
            Openings openings,
            Clock clock) {
        this.jdbi = jdbi;
        this.catalog = catalog;
        this.policy = AppraisalSettings.policy(settings);
        this.audience = audience;
        this.results = results;
        this.machineKey = machineKey;
        this.events = events;
        this.verifier = new EvidenceVerifier(identities);
        this.openings = openings;
        this.clock = clock;
    }

    /**
     * The result of this evidence: a new one, or the one it gave before when the same token comes again.
     *
     * @throws dev.patchproof.portal.http.ProblemException where it is refused; then nothing has changed
     */
    Accepted accept(CheckRow check, String token) {
        if (check.resultId().isPresent()) {
            return same(check.id(), token);
        }
        Instant now = clock.instant();
        if (check.expiredAt(now)) {
            throw CheckProblems.expired();
        }
        String planDigest = check.planDigest().orElseThrow(CheckProblems::planMissing);
        VerifiedEvidence evidence = verify(token, new Expectation(check.nonce(), audience.base(), planDigest), now);
        events.announce(check.id(), new CheckState.Uploaded());
        AttestationResult result = Appraiser.appraise(catalog.catalog(), evidence, now, policy);
        NewResult fresh = new NewResult(
                Digests.randomId(),
                check.id(),
                now,
                token,
                audience.base(),
                evidence,
                result,
                evidence.evidence().machine().map(machineKey::named),
                check.ticketDigest(),
                check.ownerDigest());
        boolean first = jdbi.inTransaction(handle -> {
            boolean used = CheckStore.use(handle, check.id(), planDigest, fresh.id());
            if (used) {
                results.insert(handle, fresh);
            }
            return used;
        });
        if (!first) {
            return same(check.id(), token);
        }
        openings.used(check.id());
        events.announce(check.id(), new CheckState.Appraised(fresh.id()));
        return new Accepted(fresh.id(), result.claimed().name(), result.found().name());
    }

    private VerifiedEvidence verify(String token, Expectation expectation, Instant now) {
        try {
            return verifier.verify(token, expectation, now);
        } catch (EvidenceRefusedException e) {
            throw CheckProblems.refused(e);
        }
    }

    private Accepted same(String checkId, String token) {
        return jdbi.withHandle(handle -> ResultStore.find(handle, checkId, Digests.sha256(token))
                .map(before -> new Accepted(before.id(), before.claimed(), before.found()))
                .orElseThrow(() -> CheckStore.find(handle, checkId)
                        .flatMap(CheckRow::resultId)
                        .map(CheckProblems::used)
                        .orElseGet(CheckProblems::used)));
    }

    /** What the probe is told. */
    record Accepted(String resultId, String claimedVerdict, String verdict) {}
}
