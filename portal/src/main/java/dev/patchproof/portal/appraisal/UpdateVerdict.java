package dev.patchproof.portal.appraisal;

/** Verdict on one update. Only the first two count as up to date. */
public enum UpdateVerdict {
    IN_FORCE,
    FOUND_NOT_CLAIMED,
    INSTALLED_NOT_IN_FORCE,
    RESTART_TO_BE_SURE,
    CLAIMED_NOT_FOUND,
    MISSING,
    PENDING_RESTART,
    COULD_NOT_CHECK,
    CLAIMED_UNVERIFIED,
    NOT_APPLICABLE
}
