package dev.patchproof.portal.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerAppraisal;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.Reason;
import dev.patchproof.portal.appraisal.ReasonCode;
import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every known liar and every clean twin through the judge. */
final class CorpusTest {
    private static final KnownLiars CORPUS = KnownLiars.shipped();

    static Stream<Arguments> computers() {
        return CORPUS.cases().stream().flatMap(each -> each.computers().stream()
                .map(computer -> Arguments.of(each.id(), computer.name(), each, computer)));
    }

    static Stream<Arguments> liars() {
        return CORPUS.cases().stream()
                .flatMap(each -> each.liars().stream().map(liar -> Arguments.of(each.id(), liar.name(), each, liar)));
    }

    static Stream<Arguments> twins() {
        return CORPUS.cases().stream()
                .flatMap(each -> each.clean().stream().map(twin -> Arguments.of(each.id(), twin.name(), each, twin)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("computers")
    void everyComputer_isJudgedAsExpected(String id, String name, LiarCase liarCase, CaseComputer computer) {
        AttestationResult result = liarCase.judge(computer);

        ExpectedResult expected = computer.expected();
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(result.claimed()).as("claimed").isEqualTo(expected.claimed());
        softly.assertThat(result.found()).as("found").isEqualTo(expected.found());
        softly.assertThat(codes(result.grounds())).as("grounds").containsAll(expected.grounds());
        softly.assertThat(codes(result.notes())).as("notes").containsAll(expected.notes());
        softly.assertThat(verdicts(result)).as("verdicts").isEqualTo(expectedVerdicts(expected));
        for (UpdateResult update : result.updates()) {
            for (Layer layer : Layer.values()) {
                List<ReasonCode> given = codes(layer(update, layer).reasons());
                List<ReasonCode> due = Stream.ofNullable(expected.updates().get(update.updateId()))
                        .flatMap(each -> each.reasons(layer).stream())
                        .toList();
                softly.assertThat(given)
                        .as(update.updateId() + " " + layer + " " + layer(update, layer))
                        .containsAll(due);
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("liars")
    void noLiar_isUpToDate(String id, String name, LiarCase liarCase, CaseComputer liar) {
        AttestationResult result = liarCase.judge(liar);

        assertThat(result.found()).isNotEqualTo(OverallVerdict.UP_TO_DATE);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("liars")
    void everyLiar_fooledTheBookkeepingOrSaysWhyNot(String id, String name, LiarCase liarCase, CaseComputer liar) {
        AttestationResult result = liarCase.judge(liar);

        boolean fooled = result.claimed() == ClaimedVerdict.UP_TO_DATE;
        assertThat(liar.expected().because().isBlank()).isEqualTo(fooled);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("twins")
    void everyCleanTwin_isUpToDateOrSaysWhyNot(String id, String name, LiarCase liarCase, CaseComputer twin) {
        AttestationResult result = liarCase.judge(twin);

        boolean upToDate = result.found() == OverallVerdict.UP_TO_DATE;
        assertThat(twin.expected().because().isBlank()).isEqualTo(upToDate);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("liars")
    void everyLiar_isGivenAReason(String id, String name, LiarCase liarCase, CaseComputer liar) {
        ExpectedResult expected = liar.expected();

        boolean told = !expected.grounds().isEmpty()
                || expected.updates().values().stream()
                        .filter(update -> !proven(update.verdict()))
                        .anyMatch(update -> update.reasons().values().stream().anyMatch(each -> !each.isEmpty()));
        assertThat(told).as("a reason that must be given to a reader").isTrue();
    }

    @Test
    void everyCase_isJudgedTheSameUnderTheTurkishLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            for (LiarCase each : KnownLiars.shipped().cases()) {
                for (CaseComputer computer : each.computers()) {
                    assertThat(each.judge(computer).found())
                            .as(each.id() + ": " + computer.name())
                            .isEqualTo(computer.expected().found());
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static boolean proven(UpdateVerdict verdict) {
        return verdict == UpdateVerdict.IN_FORCE || verdict == UpdateVerdict.FOUND_NOT_CLAIMED;
    }

    private static LayerAppraisal layer(UpdateResult update, Layer layer) {
        return Objects.requireNonNull(new EnumMap<>(update.layers()).get(layer));
    }

    private static List<ReasonCode> codes(List<Reason> reasons) {
        return reasons.stream().map(Reason::code).distinct().toList();
    }

    private static Map<String, UpdateVerdict> verdicts(AttestationResult result) {
        Map<String, UpdateVerdict> verdicts = new LinkedHashMap<>();
        result.updates().forEach(update -> verdicts.put(update.updateId(), update.verdict()));
        result.folded().forEach(folded -> folded.updateIds().forEach(id -> verdicts.put(id, folded.verdict())));
        return verdicts;
    }

    private static Map<String, UpdateVerdict> expectedVerdicts(ExpectedResult expected) {
        return expected.updates().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().verdict()));
    }
}
