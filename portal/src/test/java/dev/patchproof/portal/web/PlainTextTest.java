package dev.patchproof.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainTextTest {
    @ParameterizedTest
    @CsvSource({
        "202E", "202D", "2066", "2069", "200F", "061C", "200B", "FEFF", "2028", "0000", "000A", "001B", "0085", "E0041"
    })
    void characterThatBrowsersObey_isShownByItsNumber(String hex) {
        String raw = "a" + Character.toString(Integer.parseInt(hex, 16)) + "b";

        assertThat(PlainText.of(raw)).isEqualTo("a‹U+" + hex + "›b");
    }

    @Test
    void loneSurrogate_isShownByItsNumber() {
        assertThat(PlainText.of("a\uD800b")).isEqualTo("a‹U+D800›b");
    }

    @Test
    void ordinaryTextOfAnyScript_staysAsItIs() {
        assertThat(PlainText.of("Bücher-PC 東京 חשבון 😀 <b>")).isEqualTo("Bücher-PC 東京 חשבון 😀 <b>");
    }

    @Test
    void endlessText_isCut() {
        assertThat(PlainText.of("x".repeat(1_000_000)))
                .hasSize(PlainText.LONGEST + 1)
                .endsWith("…");
    }

    @Test
    void path_breaksAfterItsSeparators() {
        assertThat(PlainText.pieces("C:\\WINDOWS\\x.dll")).containsExactly("C:\\", "WINDOWS\\", "x.dll");
        assertThat(PlainText.pieces("/usr/lib")).containsExactly("/", "usr/", "lib");
    }
}
