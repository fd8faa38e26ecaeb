package dev.patchproof.evidence;

/** Operating system families that a product selector tells apart. */
public enum OsFamily {
    WINDOWS,
    DEBIAN,
    UBUNTU,
    /** Recognised as none of the others; {@link ProductSelector#release()} says what it calls itself. */
    OTHER
}
