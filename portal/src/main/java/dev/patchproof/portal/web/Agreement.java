package dev.patchproof.portal.web;

import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.OverallVerdict;

/** The mark between the two overall verdicts. */
enum Agreement {
    AGREE,
    DISAGREE,
    /** One of the two gives no answer, or not a proven one. */
    OPEN;

    static Agreement of(ClaimedVerdict claimed, OverallVerdict found) {
        return switch (claimed) {
            case UP_TO_DATE ->
                switch (found) {
                    case UP_TO_DATE -> AGREE;
                    case NOT_UP_TO_DATE, UNSUPPORTED, RESTART_NEEDED -> DISAGREE;
                    case CANNOT_TELL, UNVERIFIED -> OPEN;
                };
            case NOT_UP_TO_DATE ->
                switch (found) {
                    case NOT_UP_TO_DATE, UNSUPPORTED, RESTART_NEEDED -> AGREE;
                    case UP_TO_DATE, UNVERIFIED -> DISAGREE;
                    case CANNOT_TELL -> OPEN;
                };
            case CANNOT_TELL -> OPEN;
        };
    }
}
