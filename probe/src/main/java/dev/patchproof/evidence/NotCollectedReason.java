package dev.patchproof.evidence;

/** Why nobody looked. */
public enum NotCollectedReason {
    /** The plan of this check did not ask. */
    NOT_ASKED,
    /** A root off line has no running system. */
    OFFLINE_ROOT,
    /** This operating system has no such thing. */
    NOT_ON_THIS_SYSTEM,
    /** A bound of the probe (number, size, time) was reached first. */
    LIMIT_REACHED
}
