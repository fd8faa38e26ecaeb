package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.portal.verification.VerifiedEvidence;
import java.time.Instant;

/** Judges a computer: catalog x verified evidence -> attestation result. A pure function of its arguments. */
public final class Appraiser {
    private Appraiser() {}

    public static AttestationResult appraise(
            Catalog catalog, VerifiedEvidence evidence, Instant now, AppraisalPolicy policy) {
        return appraise(catalog, evidence.evidence(), now, policy);
    }

    static AttestationResult appraise(Catalog catalog, Evidence evidence, Instant now, AppraisalPolicy policy) {
        return new AttestationResult(
                ClaimedVerdict.CANNOT_TELL,
                OverallVerdict.CANNOT_TELL,
                java.util.Optional.empty(),
                evidence.system().productName(),
                "",
                evidence.finishedAt(),
                java.util.Optional.empty(),
                catalog.release(),
                now.plus(policy.evidenceStaleAfter()),
                java.util.List.of(),
                java.util.List.of(),
                java.util.List.of());
    }
}
