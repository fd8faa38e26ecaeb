package dev.patchproof.portal.appraisal;

/** Whether Windows has made an update ready for a start of the system. */
enum Staging {
    NONE,
    /** For the next one. */
    FOR_RESTART,
    /** For one that has been, and it still waits. */
    STUCK
}
