package dev.patchproof.probe.windows;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.RegistryValueFact;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryDataTest {

    @Test
    void text_withoutItsTerminator() {
        assertThat(decode(1, "ab\0")).isEqualTo(fact("REG_SZ", "ab"));
    }

    @Test
    void textNeverTerminated_asFound() {
        assertThat(decode(1, "ab")).isEqualTo(fact("REG_SZ", "ab"));
    }

    @Test
    void textOfNoBytes_emptyString() {
        assertThat(decode(1, "")).isEqualTo(fact("REG_SZ", ""));
    }

    @Test
    void textBehindTheEnd_malformed() {
        assertMalformed(decode(1, "1\0" + "2\0"), "REG_SZ: expected one string");
    }

    @Test
    void textOfOddLength_malformed() {
        assertMalformed(RegistryData.decode(new RawValue(1, "310032")), "an even number of bytes, found 3");
    }

    @Test
    void textWithHalfASurrogatePair_malformed() {
        assertMalformed(RegistryData.decode(new RawValue(1, "00d80000")), "half of a surrogate pair");
    }

    @Test
    void expandableText_notExpanded() {
        assertThat(decode(2, "%SystemRoot%\\x\0")).isEqualTo(fact("REG_EXPAND_SZ", "%SystemRoot%\\x"));
    }

    @Test
    void number_unsigned() {
        assertThat(RegistryData.decode(new RawValue(4, "ffffffff"))).isEqualTo(fact("REG_DWORD", "4294967295"));
        assertThat(RegistryData.decode(new RawValue(11, "ffffffffffffffff")))
                .isEqualTo(fact("REG_QWORD", "18446744073709551615"));
    }

    @Test
    void numberOfWrongLength_malformed() {
        assertMalformed(RegistryData.decode(new RawValue(4, "01")), "REG_DWORD: expected 4 bytes, found 1 bytes");
        assertMalformed(RegistryData.decode(new RawValue(11, "01000000")), "REG_QWORD: expected 8 bytes");
    }

    @Test
    void otherTypes_hex() {
        assertThat(RegistryData.decode(new RawValue(3, "00ff"))).isEqualTo(fact("REG_BINARY", "00ff"));
        assertThat(RegistryData.decode(new RawValue(0, ""))).isEqualTo(fact("REG_NONE", ""));
        assertThat(RegistryData.decode(new RawValue(5, "00000001")))
                .isEqualTo(fact("REG_DWORD_BIG_ENDIAN", "00000001"));
        assertThat(RegistryData.decode(new RawValue(-1, "0a"))).isEqualTo(fact("REG_TYPE_4294967295", "0a"));
    }

    @Test
    void strings_withEmptyOnesInside() {
        assertThat(decode(7, "a\0\0b\0\0")).isEqualTo(fact("REG_MULTI_SZ", "a", "", "b"));
        assertThat(decode(7, "\0")).isEqualTo(Finding.exists(new RegistryValueFact("REG_MULTI_SZ", List.of())));
        assertThat(decode(7, "a\0b")).isEqualTo(fact("REG_MULTI_SZ", "a", "b"));
    }

    @Test
    void pendingDeletionAndRename_pairs() {
        assertThat(renames("\\??\\C:\\a\0\0\\??\\C:\\b\0!\\??\\C:\\c\0\0"))
                .isEqualTo(Finding.exists(List.of("\\??\\C:\\a", "", "\\??\\C:\\b", "!\\??\\C:\\c")));
    }

    @Test
    void pendingDeletionAtTheEnd_emptyTargetKept() {
        assertThat(renames("\\??\\C:\\a\0\0\0")).isEqualTo(Finding.exists(List.of("\\??\\C:\\a", "")));
    }

    @Test
    void pendingDeletionWithoutListEnd_emptyTargetKept() {
        assertThat(renames("\\??\\C:\\a\0\0")).isEqualTo(Finding.exists(List.of("\\??\\C:\\a", "")));
    }

    @Test
    void pendingSourceWithoutTarget_malformed() {
        assertMalformed(renames("\\??\\C:\\a\0"), "pairs of strings, found 1 strings");
    }

    @Test
    void pendingRenamesOfAnotherType_malformed() {
        assertMalformed(RegistryData.pendingRenames(new RawValue(1, "61000000")), "REG_MULTI_SZ, found type 1");
    }

    @Test
    void noPendingRenames_emptyList() {
        assertThat(renames("\0")).isEqualTo(Finding.exists(List.of()));
        assertThat(renames("")).isEqualTo(Finding.exists(List.of()));
    }

    private static Finding<RegistryValueFact> decode(int type, String text) {
        return RegistryData.decode(raw(type, text));
    }

    private static Finding<List<String>> renames(String text) {
        return RegistryData.pendingRenames(raw(7, text));
    }

    private static RawValue raw(int type, String text) {
        return new RawValue(type, HexFormat.of().formatHex(text.getBytes(UTF_16LE)));
    }

    private static Finding<RegistryValueFact> fact(String type, String... data) {
        return Finding.exists(new RegistryValueFact(type, List.of(data)));
    }

    private static void assertMalformed(Finding<?> finding, String message) {
        assertThat(finding).isInstanceOfSatisfying(Finding.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("MALFORMED");
            assertThat(failed.message()).contains(message);
        });
    }
}
