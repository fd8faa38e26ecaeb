package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.Update;

/**
 * One applicable update judged by itself.
 *
 * @param best the fix that counts: alternatives are never mixed
 * @param claimed what the bookkeeping says over all alternatives: a claim of any is a claim
 */
record Judged(Update update, FixAppraisal best, LayerResult claimed) {
    Judged {
        requireNonNull(update, "update");
        requireNonNull(best, "best");
        requireNonNull(claimed, "claimed");
    }

    String id() {
        return update.id();
    }

    UpdateVerdict verdict() {
        return best.verdict();
    }

    boolean proven() {
        return isProven(verdict());
    }

    static boolean isProven(UpdateVerdict verdict) {
        return switch (verdict) {
            case IN_FORCE, FOUND_NOT_CLAIMED -> true;
            case INSTALLED_NOT_IN_FORCE,
                    RESTART_TO_BE_SURE,
                    CLAIMED_NOT_FOUND,
                    MISSING,
                    PENDING_RESTART,
                    COULD_NOT_CHECK,
                    CLAIMED_UNVERIFIED,
                    NOT_APPLICABLE -> false;
        };
    }

    /** Whether it would pass for installed: proven, or listed with nothing against it. */
    boolean passes() {
        return proven() || verdict() == UpdateVerdict.CLAIMED_UNVERIFIED;
    }

    /** The same update with its proof in doubt. */
    Judged doubted(Reason why) {
        return new Judged(update, best.doubted(why), claimed);
    }

    /** The same update without a proof, where the bookkeeping lists it: as far as the system says, it is installed. */
    Judged unproven(Reason why) {
        return best.claimed().is(LayerResult.TRUE)
                ? new Judged(update, best.doubted(LayerResult.NOT_EVALUATED, why), claimed)
                : doubted(why);
    }
}
