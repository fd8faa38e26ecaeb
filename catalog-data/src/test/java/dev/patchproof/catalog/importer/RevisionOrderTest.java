package dev.patchproof.catalog.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.importer.RevisionOrder.Judged;
import dev.patchproof.catalog.importer.RevisionOrder.Judgement;
import dev.patchproof.catalog.importer.RevisionOrder.Step;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionOrderTest {
    @ParameterizedTest
    @CsvSource({
        "10 20 30, FITS FITS FITS",
        "10 20 20, FITS FITS FITS",
        "10, FITS",
        "10 90 20 30, FITS TOO_HIGH FITS FITS",
        "10 20 30 3, FITS FITS FITS TOO_LOW",
        "10 20 5 30, FITS FITS TOO_LOW FITS",
        "10 30 20, FITS FITS_IN_DOUBT FITS_IN_DOUBT"
    })
    void revisionsFromMonthToMonth_misprintIsTheOneThatFitsNoLongestRun(String revisions, String judgements) {
        List<Step> steps = steps(revisions);

        assertThat(steps.stream()
                        .map(step -> Objects.requireNonNull(
                                        RevisionOrder.judge(steps).get(step.id()))
                                .judgement()
                                .name())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(judgements);
    }

    @Test
    void lowRevision_namesTheHighestBeforeIt() {
        assertThat(RevisionOrder.judge(steps("10 20 30 3"))).containsEntry("KB3", new Judged(Judgement.TOO_LOW, 30));
    }

    @Test
    void severalUpdatesOfOneMonth_inTheOrderOfTheirRevisions() {
        YearMonth month = YearMonth.of(2031, 1);

        assertThat(RevisionOrder.judge(List.of(new Step(month, 30, "KB1"), new Step(month, 20, "KB2")))
                        .values())
                .extracting(Judged::judgement)
                .containsOnly(Judgement.FITS);
    }

    private static List<Step> steps(String revisions) {
        List<Step> steps = new ArrayList<>();
        for (String revision : Arrays.asList(revisions.split(" ", -1))) {
            steps.add(new Step(
                    YearMonth.of(2031, 1).plusMonths(steps.size()), Integer.parseInt(revision), "KB" + steps.size()));
        }
        return steps;
    }
}
