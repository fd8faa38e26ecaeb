package dev.patchproof.portal.appraisal;

/** What a checker that reads only the system's bookkeeping would have said. */
public enum ClaimedVerdict {
    UP_TO_DATE,
    NOT_UP_TO_DATE,
    CANNOT_TELL
}
