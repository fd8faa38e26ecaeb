package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

/** What can be wrong with an entry of published data, as a rule that every importer applies alike. */
public enum Defect {
    /** An entry that names no update: {@code Release Notes}, or nothing, where a KB number belongs. */
    SUBJECT_MISSING("names no update"),
    /** A field that an entry cannot do without is not there. */
    FIELD_MISSING("lacks a field that it needs"),
    /** A field in another form than the source documents. */
    FIELD_MALFORMED("has a field in a form that is not understood"),
    /** The same thing said twice in one document, and not alike. */
    CONTRADICTS_ITSELF("says two things that cannot both hold"),
    /** Already in the catalog from another file, which is kept. */
    ALREADY_IN_CATALOG("is in another file of the catalog already"),
    /** A product that the catalog cannot tell on a computer. */
    PRODUCT_UNKNOWN("is for a product that the catalog does not know"),
    /** A product that is no operating system: informational. */
    PRODUCT_NOT_JUDGED("is for a product that is not judged here, of which nothing is imported"),
    /** A Windows before 10, whose updates are not numbered by a revision that the system takes on. */
    REVISION_NOT_KEPT("is for a system that keeps no revision by which to tell it"),
    /** Supersedence in a form that is not understood. */
    SUPERSEDENCE_MALFORMED("has supersedence that is not understood"),
    /** Supersedes an update that is nowhere in the catalog. */
    SUPERSEDENCE_DANGLING("supersedes an update that the catalog does not have"),
    /** Supersedes itself, directly or in a circle. */
    SUPERSEDENCE_CYCLE("supersedes itself, directly or by way of others"),
    /** Supersedes an update with which it has no product in common. */
    SUPERSEDENCE_ACROSS_PRODUCTS("supersedes an update of other products"),
    /** No fixed build or version for a product. */
    FIX_NOT_SAID("does not say what fixes it"),
    /** A fixed build or version in a form that is not understood. */
    FIX_MALFORMED("names a fixed version that is not one"),
    /** A fixed build that is not of the product it is given for. */
    FIX_OF_ANOTHER_PRODUCT("names a fixed version of another product"),
    /** Fixed builds of several servicing lines: not the cumulative update of any, so no revision tells it. */
    FIX_OF_SEVERAL_LINES("names fixed builds of several servicing lines, so none of them tells it"),
    /** A servicing stack or setup update, which leaves the revision as it is. */
    FIX_LEAVES_NO_REVISION("is of a kind that leaves the revision as it is"),
    /** A fixed build that does not fit between those of the updates before and after it. */
    FIX_OUT_OF_ORDER("names a fixed build that is out of the order of the updates around it"),
    /** An update without a mark as hotpatch, whose build is that of one. */
    HOTPATCH_NOT_MARKED("names the build of a hotpatch as that of a cumulative update"),
    /** A hotpatch without the cumulative update in whose place it is installed. */
    HOTPATCH_ALONE("is a hotpatch without a cumulative update of its month"),
    /** A file whose folder the list does not say. */
    PLACE_NOT_SAID("does not say where its files are"),
    /** A list of files whose columns are not named. */
    HEADER_MISSING("lists files before any line that names the columns"),
    /** Numbers padded with zeros, which compare wrongly as text. */
    LEADING_ZEROS("pads the numbers of a version with zeros"),
    /** A range that no version is in. */
    RANGE_EMPTY("names a range that nothing is in"),
    /** A range whose start takes in other products. */
    RANGE_TOO_WIDE("names a range that other products are in"),
    /** A hotpatch is said to need a restart, which it exists to avoid. */
    HOTPATCH_WITH_RESTART("is a hotpatch and is said to need a restart"),
    /** Whether a restart is needed is not said. */
    RESTART_NOT_SAID("does not say whether it needs a restart"),
    /** A vulnerability without an advisory or a fix so far. */
    OPEN("has no fix yet"),
    /** The version {@code 0}: not affected, which is not a version to compare with. */
    NOT_AFFECTED("says 'not affected' in the place of a version"),
    /** Fixed in a version that the suite's index does not have: the index is older, or the fix went elsewhere. */
    FIX_NEWER_THAN_SUITE("is fixed in a version that is newer than the suite"),
    /** A fix by live patch: evidence tells that one is applied and not which fixes it holds, so a restart is asked for. */
    LIVE_PATCH("is a live patch, of which no evidence tells what it fixes"),
    /** In a pocket from which computers get it one after the other. */
    PHASED("is published in stages, so that some computers get it later"),
    /** About packages or programs that no evidence is collected of. */
    EVIDENCE_NOT_COLLECTED("is about what the probe does not look at"),
    /** A file that is not a package, or a damaged one. */
    NOT_A_PACKAGE("is not a package that can be read"),
    /** A package that is packed in a way that is not supported. */
    PACKING_UNKNOWN("is packed in a way that is not supported"),
    /** A package file that the index does not list: not the repository's, or another build. */
    NOT_PUBLISHED("is not in the index of the repository");

    private final String words;

    Defect(String words) {
        this.words = requireNonNull(words);
    }

    /** What is wrong, to follow the name of the subject. */
    public String words() {
        return words;
    }
}
