package dev.patchproof.catalog.importer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupersedenceTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            emptyValue = "",
            value = {
                "4038788 | KB4038788 | ''",
                "KB4038788 | KB4038788 | ''",
                "'4038788, 4038781' | KB4038788 KB4038781 | ''",
                "4038788; 4038781 | KB4038788 KB4038781 | ''",
                "4038788<br><br>4038781 | KB4038788 KB4038781 | ''",
                "4038788<BR/>4038781 | KB4038788 KB4038781 | ''",
                "'MS16-001, 3124275; MS16-002, 3124280' | KB3124275 KB3124280 | ''",
                "'4038788, 4038788' | KB4038788 | ''",
                "None | '' | ''",
                "'' | '' | ''",
                "4038788 (see below) | KB4038788 | (see below)",
                "40387881 | '' | 40387881"
            })
    void everyWrittenForm_idsAndWhatWasNotUnderstood(String text, String kbs, String notUnderstood) {
        SupersedenceText read = SupersedenceText.of(text);

        assertThat(String.join(" ", read.kbs())).isEqualTo(kbs);
        assertThat(String.join(" ", read.notUnderstood())).isEqualTo(notUnderstood);
    }
}
