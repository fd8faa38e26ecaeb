package dev.patchproof.portal.collection;

/** Whether a product condition holds for a computer. */
public enum Match {
    YES,
    NO,
    /** The condition asks for a fact that the selector does not know, and nothing else rules it out. */
    UNKNOWN;

    /** All conditions must hold: one NO rules out, else one UNKNOWN leaves it open. */
    Match and(Match other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES ? other : UNKNOWN;
    }
}
