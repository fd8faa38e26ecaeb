package dev.patchproof.portal.appraisal;

/** Result of one layer, in the terms of OVAL. */
public enum LayerResult {
    TRUE,
    FALSE,
    UNKNOWN,
    ERROR,
    NOT_EVALUATED,
    NOT_APPLICABLE
}
