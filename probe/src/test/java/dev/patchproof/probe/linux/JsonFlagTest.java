package dev.patchproof.probe.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFlagTest {
    private static boolean read(String json) throws IOException {
        return new JsonFlag("status.json", json.getBytes(StandardCharsets.UTF_8)).read("attached");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"attached\": true} | true",
                "{\"attached\":false,\"x\":1} | false",
                "{\"a\":{\"attached\":true},\"attached\":false} | false",
                "{\"a\":[{\"attached\":true},[]],\"b\":{},\"attached\" : false } | false",
                "{\"a\":\"\\\"attached\\\": true\",\"attached\":false} | false",
                "{\"n\":-1.5e+3,\"u\":null,\"attached\":true} | true",
            })
    void flagOfTheObjectItself_isFound(String json, boolean expected) throws IOException {
        assertThat(read(json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"x\":{\"attached\":true}}",
                "{\"attached\":\"true\"}",
                "{\"attached\":truest}",
                "{\"attached\":1}",
                "{\"attached\":true",
                "{\"attached\":true,",
                "{\"attached\":true}}",
                "{\"attached\":true} x",
                "{\"attached\":true,\"attached\":false}",
                "{\"attached\":true,\"x\":\"cut",
                "{\"attached\":true,\"x\":\"cut\\",
                "{\"attached\":true,\"x\":}",
                "{attached:true}",
            })
    void anythingElse_isAnError(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedFileException.class);
    }

    @Test
    void endlessNesting_isAnErrorAndNoOverflow() {
        assertThatThrownBy(() -> read("{\"x\":" + "[".repeat(1_000_000)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("levels");
    }
}
