package dev.patchproof.probe;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryValueFact;

/**
 * What a registry value may look like to be sent. Somebody may keep something else under a name that is on the list: then
 * that is told, by type and length, and the data stay here.
 */
enum ValueShape {
    /** Counters, revisions and states. */
    NUMBER("a number", 20, "REG_DWORD|REG_QWORD"),
    /** Names and versions of the system. */
    TEXT("up to 256 characters of text", 256, "REG_SZ"),
    /** Programs differ in how they write these, and it matters which way was taken. */
    SWITCH("a number, or up to 64 characters of text", 64, "REG_DWORD|REG_QWORD|REG_SZ");

    private final String words;
    private final int longest;
    private final String types;

    ValueShape(String words, int longest, String types) {
        this.words = words;
        this.longest = longest;
        this.types = types;
    }

    String words() {
        return words;
    }

    /** The value, or an error in its place where it has another shape. */
    Finding<RegistryValueFact> require(Query.RegistryValue query, RegistryValueFact found) {
        int length = found.data().stream().mapToInt(String::length).sum();
        if (found.type().matches(types) && found.data().size() == 1 && length <= longest) {
            return Finding.exists(found);
        }
        return Finding.error(
                "UNEXPECTED_VALUE",
                query.path() + ", " + query.name() + ": expected " + words + ", found " + found.type() + " of " + length
                        + " characters");
    }
}
