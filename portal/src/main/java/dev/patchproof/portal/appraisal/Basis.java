package dev.patchproof.portal.appraisal;

/** What the on-disk layer of an update rests on. */
public enum Basis {
    /** A reference value of the catalog. */
    REFERENCE_VALUE,
    /** A catalog signed by the vendor, found on the computer. */
    VENDOR_SIGNED_CATALOG,
    /** Only the system's own record, which is bookkeeping with digests. */
    SYSTEM_RECORD,
    /** Nothing is to be compared: every computer of the release has the code, as the catalog says. */
    BUILT_IN,
    /** Nothing was compared. */
    NONE
}
