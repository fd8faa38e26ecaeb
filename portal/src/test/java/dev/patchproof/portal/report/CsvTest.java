package dev.patchproof.portal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "\uff1d1+1, '\uff1d1+1",
                "\uff20SUM(A1), '\uff20SUM(A1)",
                "desk-17=x, desk-17=x",
                "`a;=1+1`, `a;'=1+1`",
                "`a; \"=1+1\"`, `\"a;' \"\"=1+1\"\"\"`",
                "`a,b`, `\"a,b\"`",
                "a\"b, `\"a\"\"b\"`"
            })
    void text_isWrittenSoThatNoSpreadsheetRunsIt(String text, String written) {
        assertThat(ONE_COLUMN.write(List.of(text))).isEqualTo("name\r\n" + written + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1", "\tplain", "a\n=1+1", "a\t@SUM(A1)", "x\r\n-2+3", "=1;=2\n=3"})
    void noCellOfAnySpreadsheet_beginsAFormula(String text) {
        String written = ONE_COLUMN.write(List.of(text));

        for (String cell : written.replace("\"", "").split("[;,\r\n\t]", -1)) {
            assertThat(cell).doesNotStartWith("=").doesNotStartWith("@").doesNotStartWith("-");
        }
        assertThat(written).contains("'");
    }
}
