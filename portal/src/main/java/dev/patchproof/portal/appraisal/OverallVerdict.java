package dev.patchproof.portal.appraisal;

/** What Patchproof found, in the order in which the first that holds is taken. */
public enum OverallVerdict {
    NOT_UP_TO_DATE,
    UNSUPPORTED,
    RESTART_NEEDED,
    CANNOT_TELL,
    UNVERIFIED,
    UP_TO_DATE
}
