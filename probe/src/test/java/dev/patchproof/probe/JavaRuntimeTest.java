package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaRuntimeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"17, 17.0.18, 2026-01-20", "21, 21.0.9, 2025-10-21", "25, 25, 2025-09-16", "25, 25.0.3, 2026-04-21"})
    void supportedAndRecent_isFine(int feature, String version, String released) {
        assertThat(new JavaRuntime(feature, version, released).complaint(NOW)).isEmpty();
    }

    @Test
    void releaseWithoutUpdates_isToldWithItsEnd() {
        assertThat(new JavaRuntime(24, "24.0.2", "2025-07-15").complaint(NOW))
                .hasValueSatisfying(words -> assertThat(words).contains("24.0.2", "no more", "2025-09-16"));
    }

    @ParameterizedTest
    @CsvSource({"2029-09-30T23:59:59Z, false", "2029-10-01T00:00:00Z, true"})
    void lastDayOfSupport_stillCounts(Instant now, boolean ended) {
        assertThat(new JavaRuntime(17, "17.0.40", "2029-07-18").complaint(now).isPresent())
                .isEqualTo(ended);
    }

    @Test
    void updateOlderThanTwoRounds_isToldWithItsDate() {
        assertThat(new JavaRuntime(17, "17.0.15", "2025-04-15").complaint(NOW))
                .hasValueSatisfying(words -> assertThat(words).contains("17.0.15", "2025-04-15"));
    }

    @ParameterizedTest
    @CsvSource({"2026-02-15, false", "2025-08-01, false", "2025-07-31, true"})
    void ageOfTheUpdate_hasItsLimitAtSevenMonths(String released, boolean old) {
        assertThat(new JavaRuntime(21, "21.0.9", released).complaint(NOW).isPresent())
                .isEqualTo(old);
    }

    @ParameterizedTest
    @CsvSource({"27, 27, 2026-02-20", "0, unknown, 2026-02-20"})
    void releaseThatTheTableDoesNotHave_isToldAsUnknown(int feature, String version, String released) {
        assertThat(new JavaRuntime(feature, version, released).complaint(NOW))
                .hasValueSatisfying(words -> assertThat(words).contains(version, "does not know"));
    }

    @ParameterizedTest
    @CsvSource({"''", "soon", "2026-13-01"})
    void javaThatDoesNotSayItsDate_isToldAsUnknown(String released) {
        assertThat(new JavaRuntime(21, "21.0.9", released).complaint(NOW))
                .hasValueSatisfying(words -> assertThat(words).contains("21.0.9", "does not say when"));
    }

    @Test
    void thisJava_isInTheTableOrTold() {
        JavaRuntime here = JavaRuntime.ofThisProgram();

        assertThat(here.feature()).isGreaterThanOrEqualTo(17);
        assertThat(here.version()).startsWith(String.valueOf(here.feature()));
    }
}
