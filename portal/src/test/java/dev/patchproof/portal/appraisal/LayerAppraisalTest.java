package dev.patchproof.portal.appraisal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerAppraisalTest {
    @ParameterizedTest
    @EnumSource(LayerResult.class)
    void resultWithoutAReason_isRefused(LayerResult result) {
        assertThatThrownBy(() -> new LayerAppraisal(result, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reason");
    }
}
