package dev.patchproof.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsVersionTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/windows-versions.csv", useHeadersInDisplayName = true, numLinesToSkip = 1)
    void pairOfVersions_orderedPartByPartAsNumbers(String left, String relation, String right) {
        int order = WindowsVersion.parse(left).compareTo(WindowsVersion.parse(right));

        assertThat(List.of("<", "=", ">").get(Integer.signum(order) + 1)).isEqualTo(relation);
        assertThat(WindowsVersion.parse(right).compareTo(WindowsVersion.parse(left)))
                .isEqualTo(-order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "5.1.2600",
                "5.1.2600.1230.1",
                "5.1.2600.65536",
                "5.1.2600.123456",
                "5.1.2600.-1",
                "5,1,2600,1230",
                "5.1.2600.1230 (xpsp2.030707-1234)",
                " 5.1.2600.1230",
                "5.1.2600.1230\n",
                "v5.1.2600.1230",
                "٥.١.٢.٣"
            })
    void textThatIsNotFourNumbers_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WindowsVersion.parse(text));
    }
}
