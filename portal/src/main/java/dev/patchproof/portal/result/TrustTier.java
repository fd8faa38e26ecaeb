package dev.patchproof.portal.result;

import dev.patchproof.portal.appraisal.OverallVerdict;
import java.util.Locale;

/** The four tiers of trust of an EAR (AR4SI, section 3.2), ordered by how much they speak against the computer. */
enum TrustTier {
    AFFIRMING,
    /** Nothing is asserted. */
    NONE,
    WARNING,
    CONTRAINDICATED;

    /**
     * The tier of a verdict. Only what is up to date now is affirmed.
     *
     * <p>Unsupported speaks against a computer as a missing update does: flaws stay open that nobody will close. A restart
     * that is due and a list that nothing proves are warned of: the first closes the flaw once it is done, the second is
     * what the liars of 2003 looked like. Where nothing can be told, nothing is asserted, and of a verdict that went stale
     * the good news alone is withdrawn.
     */
    static TrustTier of(OverallVerdict verdict, boolean stale) {
        return switch (verdict) {
            case UP_TO_DATE -> stale ? NONE : AFFIRMING;
            case CANNOT_TELL -> NONE;
            case UNVERIFIED, RESTART_NEEDED -> WARNING;
            case UNSUPPORTED, NOT_UP_TO_DATE -> CONTRAINDICATED;
        };
    }

    TrustTier worse(TrustTier other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** As the claim {@code ear.status} has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
