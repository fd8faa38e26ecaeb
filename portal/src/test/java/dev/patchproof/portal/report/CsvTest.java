package dev.patchproof.portal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvTest {
    private static final Csv<String> ONE_COLUMN = new Csv<>(List.of(new Csv.Column<>("name", text -> text)));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "desk-17, desk-17",
                "=1+1, '=1+1",
                "+1, '+1",
                "-1, '-1",
                "@SUM(A1), '@SUM(A1)",
                "`a,b`, `\"a,b\"`",
                "a\"b, `\"a\"\"b\"`"
            })
    void text_isWrittenSoThatNoSpreadsheetRunsIt(String text, String written) {
        assertThat(ONE_COLUMN.write(List.of(text))).isEqualTo("name\r\n" + written + "\r\n");
    }
}
