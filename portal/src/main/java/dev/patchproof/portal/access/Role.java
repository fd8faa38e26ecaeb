package dev.patchproof.portal.access;

/** What the holder of a token may do. One role does not include another. */
public enum Role {
    /** Read the compliance API. */
    COMPLIANCE,
    /** See and change which catalog is in use. */
    ADMINISTRATOR
}
