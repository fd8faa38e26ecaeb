package dev.patchproof.portal.result;

/** Outcome of asking for a result's deletion. */
public enum Deletion {
    /** The personal part is gone; so it is when asked again. */
    DELETED,
    /** The proof is not that of the owner; nothing changed. */
    NOT_OWNER,
    /** There is no such result. */
    UNKNOWN
}
