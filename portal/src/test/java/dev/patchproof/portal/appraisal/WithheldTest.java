package dev.patchproof.portal.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Update.RestartNeed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithheldTest {
    private static final LayerAppraisal NO =
            LayerAppraisal.of(LayerResult.FALSE, ReasonCode.PACKAGE_VERSION_BELOW, "demo");

    private static Judged update(int number) {
        return new Judged(
                Catalogs.update(
                        "u" + number,
                        RestartNeed.NO,
                        List.of(),
                        Catalogs.fix(Catalogs.JAMMY, List.of(Catalogs.key("x")), List.of())),
                new FixAppraisal(NO, NO, NO, Basis.NONE, true),
                LayerResult.FALSE);
    }

    /** Given from the last to the first. */
    @ParameterizedTest
    @CsvSource({
        "1,  u10",
        "3,  'u10, u11, u12'",
        "20, 'u10, u11, u12, u13, u14, u15, u16, u17, u18, u19, u20, u21, u22, u23, u24, u25, u26, u27, u28, u29'",
        "21, 'u10, u11, u12, u13, u14, u15, u16, u17, u18, u19, u20, u21, u22, u23, u24, u25, u26, u27, u28, u29, ...'",
    })
    void updates_areCountedAndTheFirstTwentyNamed(int count, String names) {
        // Given
        List<Judged> withheld = IntStream.range(0, count)
                .mapToObj(index -> update(9 + count - index))
                .toList();

        // When
        List<Reason> grounds = Withheld.ground(ReasonCode.FIXES_ONLY_WITH_PRO, withheld).stream()
                .toList();

        // Then
        assertThat(grounds)
                .containsExactly(new Reason(ReasonCode.FIXES_ONLY_WITH_PRO, names, "", Integer.toString(count)));
    }
}
