package dev.patchproof.portal.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OVAL's AND, two at a time: the first of each pair decides, in whatever order they come. */
class AllOfTest {
    @ParameterizedTest
    @CsvSource({
        "FALSE, ERROR",
        "FALSE, UNKNOWN",
        "FALSE, NOT_EVALUATED",
        "FALSE, TRUE",
        "FALSE, NOT_APPLICABLE",
        "ERROR, UNKNOWN",
        "ERROR, NOT_EVALUATED",
        "ERROR, TRUE",
        "ERROR, NOT_APPLICABLE",
        "UNKNOWN, NOT_EVALUATED",
        "UNKNOWN, TRUE",
        "UNKNOWN, NOT_APPLICABLE",
        "NOT_EVALUATED, TRUE",
        "NOT_EVALUATED, NOT_APPLICABLE",
        "TRUE, NOT_APPLICABLE",
    })
    void worseOfTwo_decidesAndItsGroundsComeFirst(LayerResult worse, LayerResult better) {
        // Given
        LayerAppraisal first = LayerAppraisal.of(worse, ReasonCode.FILE_ABSENT, "worse");
        LayerAppraisal second = LayerAppraisal.of(better, ReasonCode.FILE_ABSENT, "better");

        // When
        List<LayerAppraisal> either = List.of(AllOf.of(List.of(first, second)), AllOf.of(List.of(second, first)));

        // Then
        assertThat(either).allSatisfy(all -> {
            assertThat(all.result()).isEqualTo(worse);
            assertThat(all.reasons()).extracting(Reason::subject).containsExactly("worse", "better");
        });
    }
}
