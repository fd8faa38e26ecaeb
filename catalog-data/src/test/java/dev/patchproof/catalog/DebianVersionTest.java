package dev.patchproof.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebianVersionTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/debian-versions.csv", numLinesToSkip = 1)
    void pairOfVersions_orderedAsDebianDoes(String left, String relation, String right) {
        int order = new DebianVersion(left).compareTo(new DebianVersion(right));

        assertThat(List.of("<", "=", ">").get(Integer.signum(order) + 1)).isEqualTo(relation);
        assertThat(Integer.signum(new DebianVersion(right).compareTo(new DebianVersion(left))))
                .isEqualTo(-Integer.signum(order));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "a1", "1.0-", "1:", ":1", "a:1", "1a:2", "1 0", "1.0-1_2", "1.0\n", "1.0-é"})
    void textThatIsNotAVersion_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DebianVersion(text));
    }

    @Test
    void kernelVersion_seriesIsItsFirstTwoNumbers() {
        assertThat(new DebianVersion("1:6.12.25-1+rpt1").series()).isEqualTo("1:6.12");
        assertThat(new DebianVersion("6.12.117-1~deb12u1").series()).isEqualTo("6.12");
        assertThat(new DebianVersion("6.1.192-2").series()).isEqualTo("6.1");
        assertThat(new DebianVersion("7-1").series()).isEqualTo("7");
    }
}
