package dev.patchproof.portal.appraisal;

/** The three layers on which every update is judged. */
public enum Layer {
    CLAIMED,
    ON_DISK,
    IN_FORCE
}
