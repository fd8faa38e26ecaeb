package dev.patchproof.catalog.limits;

import java.util.List;

/**
 * What a registry value may look like to be sent. Somebody may keep something else under a name that is on the list: then
 * that is told, by type and length, and the data stay here.
 */
public enum ValueShape {
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

    /** For people. */
    public String words() {
        return words;
    }

    /**
     * Whether a value has this shape.
     *
     * @param type REG_SZ and its kin
     * @param data as text, a line each
     */
    public boolean fits(String type, List<String> data) {
        return type.matches(types) && data.size() == 1 && data.get(0).length() <= longest;
    }
}
