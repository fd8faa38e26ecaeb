package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What an organisation decides about judging.
 *
 * @param catalogStaleAfter age of the catalog's newest fact for a product from which nothing is called up to date
 * @param evidenceStaleAfter age of evidence from which its result must not be relied on
 */
public record AppraisalPolicy(Duration catalogStaleAfter, Duration evidenceStaleAfter) {
    public AppraisalPolicy {
        requireNonNull(catalogStaleAfter, "catalogStaleAfter");
        requireNonNull(evidenceStaleAfter, "evidenceStaleAfter");
        if (catalogStaleAfter.isNegative()
                || catalogStaleAfter.isZero()
                || evidenceStaleAfter.isNegative()
                || evidenceStaleAfter.isZero()) {
            throw new IllegalArgumentException("expected positive durations, found catalogStaleAfter "
                    + catalogStaleAfter + ", evidenceStaleAfter " + evidenceStaleAfter);
        }
    }
}
