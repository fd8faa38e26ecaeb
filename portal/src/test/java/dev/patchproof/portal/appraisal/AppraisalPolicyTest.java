package dev.patchproof.portal.appraisal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppraisalPolicyTest {
    @ParameterizedTest
    @CsvSource({"PT0S, P7D", "-P1D, P7D", "P30D, PT0S", "P30D, -P1D"})
    void timeAfterWhichNothingIsFresh_isRefused(Duration catalog, Duration evidence) {
        assertThatThrownBy(() -> new AppraisalPolicy(catalog, evidence, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected positive durations")
                .hasMessageContaining(catalog.toString())
                .hasMessageContaining(evidence.toString());
    }
}
