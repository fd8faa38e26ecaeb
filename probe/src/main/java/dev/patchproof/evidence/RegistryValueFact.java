package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A registry value, raw.
 *
 * @param type name of the type as the Windows SDK writes it: REG_SZ, REG_DWORD, REG_MULTI_SZ, REG_QWORD, REG_BINARY, ...
 * @param data one string for REG_SZ and REG_EXPAND_SZ (unexpanded), an unsigned decimal for REG_DWORD and REG_QWORD,
 *     the strings of a REG_MULTI_SZ, lower-case hex for everything else
 * @param keyChangedAt when any value of its key was last written
 */
public record RegistryValueFact(String type, List<String> data, Finding<Instant> keyChangedAt) {
    public RegistryValueFact {
        requireNonNull(type, "type");
        data = List.copyOf(data);
        requireNonNull(keyChangedAt, "keyChangedAt");
    }

    /** A value alone, of which nobody asked when it was written. */
    public RegistryValueFact(String type, List<String> data) {
        this(type, data, Finding.notCollected(NotCollectedReason.NOT_ASKED, "the value alone was read"));
    }
}
