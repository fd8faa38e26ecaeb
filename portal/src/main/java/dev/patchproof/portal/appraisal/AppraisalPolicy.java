package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.Update;
import java.time.Duration;
import java.util.Set;

/**
 * What an organisation decides about judging.
 *
 * @param catalogStaleAfter age of the catalog's newest fact for a product from which nothing is called up to date
 * @param evidenceStaleAfter age of evidence from which its result must not be relied on
 * @param requiredMitigations ids of opt-in updates that count here, and {@link #UBUNTU_PRO}
 */
public record AppraisalPolicy(
        Duration catalogStaleAfter, Duration evidenceStaleAfter, Set<String> requiredMitigations) {
    /** Among the required: computers with Ubuntu have Ubuntu Pro, so that what only Pro brings counts for all of them. */
    public static final String UBUNTU_PRO = "ubuntu-pro";

    public AppraisalPolicy {
        requireNonNull(catalogStaleAfter, "catalogStaleAfter");
        requireNonNull(evidenceStaleAfter, "evidenceStaleAfter");
        requiredMitigations = Set.copyOf(requiredMitigations);
        if (catalogStaleAfter.isNegative()
                || catalogStaleAfter.isZero()
                || evidenceStaleAfter.isNegative()
                || evidenceStaleAfter.isZero()) {
            throw new IllegalArgumentException("expected positive durations, found catalogStaleAfter "
                    + catalogStaleAfter + ", evidenceStaleAfter " + evidenceStaleAfter);
        }
    }

    /** Whether an update counts here: all do but opt-in mitigations that are not required. */
    boolean counts(Update update) {
        return !update.optIn() || requiredMitigations.contains(update.id());
    }

    /** Whether every computer with Ubuntu must have what only Ubuntu Pro brings. */
    boolean requiresUbuntuPro() {
        return requiredMitigations.contains(UBUNTU_PRO);
    }
}
