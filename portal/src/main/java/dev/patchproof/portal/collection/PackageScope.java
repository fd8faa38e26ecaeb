package dev.patchproof.portal.collection;

/** Which packages of a computer of the Debian family are asked for. */
public enum PackageScope {
    /** Those that an update of the catalog is about. */
    THAT_MATTER,
    /** All of them: what else was altered or is unfinished becomes a note. */
    WHOLE_MACHINE
}
