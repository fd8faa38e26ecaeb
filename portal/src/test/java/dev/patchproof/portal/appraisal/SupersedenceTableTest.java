package dev.patchproof.portal.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of an update's own findings a proven successor settles: a table, one reason code each. */
class SupersedenceTableTest {
    private static final Pattern COLUMNS = Pattern.compile("\\s+");
    private static final LayerAppraisal YES = layer(LayerResult.TRUE, ReasonCode.KEY_PRESENT);

    static Stream<Row> rows() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(SupersedenceTableTest.class.getResourceAsStream("supersedence-table.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Row::parse).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void findingOfTheOlderUpdate_isKeptOrSettledAsTheTableSays(Row row) {
        // Given
        Judged older = judged("KB1", List.of(), row.own());
        Judged newer = judged("KB2", List.of("KB1"), found(YES, YES, YES));

        // When
        Supersedence supersedence = among(older, newer);

        // Then
        assertThat(supersedence.provenSuccessor(older).isPresent()).isEqualTo(row.settled());
        assertThat(supersedence.mayBeReplaced(older)).isEqualTo(row.settled());
    }

    /** Any verdict of a successor that the bookkeeping lists, but for those that say that it is not there. */
    @ParameterizedTest
    @CsvSource({
        "TRUE,          TRUE,    true",
        "TRUE,          FALSE,   true", // waits for a restart
        "NOT_EVALUATED, TRUE,    true", // listed, and nothing against it
        "FALSE,         TRUE,    false", // claimed and not found
        "UNKNOWN,       TRUE,    false",
    })
    void repairThatIsListed_countsUnlessItsFilesSpeakAgainstIt(
            LayerResult onDisk, LayerResult inForce, boolean claimed) {
        // Given
        Judged older = judged("KB1", List.of(), found(YES, YES, YES));
        Judged repair = judged(
                "KB2",
                List.of("KB1"),
                found(YES, layer(onDisk, ReasonCode.FILE_ABSENT), layer(inForce, ReasonCode.FILE_NEWER_THAN_BOOT)));

        // When
        boolean repaired = among(older, repair).isRepairClaimed(older);

        // Then
        assertThat(repaired).isEqualTo(claimed);
    }

    @Test
    void repairListedBySomeAlternativeAndMissing_repairsNothing() {
        // Given
        Judged older = judged("KB1", List.of(), found(YES, YES, YES));
        FixAppraisal missing = found(
                layer(LayerResult.FALSE, ReasonCode.REVISION_BELOW),
                layer(LayerResult.FALSE, ReasonCode.FILE_ABSENT),
                YES);
        Judged repair = new Judged(judged("KB2", List.of("KB1"), missing).update(), missing, LayerResult.TRUE);

        // When
        boolean repaired = among(older, repair).isRepairClaimed(older);

        // Then
        assertThat(repaired).isFalse();
    }

    /** One in force goes before one that the bookkeeping does not list, and then the nearest, and the first by id. */
    @ParameterizedTest
    @CsvSource({"FALSE, TRUE, KB3", "TRUE, FALSE, KB2", "TRUE, TRUE, KB2", "FALSE, FALSE, KB2"})
    void twoProvenSuccessors_oneInForceSettlesAndElseTheFirst(LayerResult first, LayerResult second, String by) {
        // Given
        Judged older = judged("KB1", List.of(), found(layer(LayerResult.FALSE, ReasonCode.KEY_ABSENT), YES, YES));
        Judged two = judged("KB2", List.of("KB1"), found(layer(first, ReasonCode.KEY_ABSENT), YES, YES));
        Judged three = judged("KB3", List.of("KB1"), found(layer(second, ReasonCode.KEY_ABSENT), YES, YES));

        // When
        Supersedence supersedence = among(older, three, two);

        // Then
        assertThat(supersedence.provenSuccessor(older).map(Judged::id)).contains(by);
    }

    /** What could not be checked is not known to wait for the start that installs its successor. */
    @ParameterizedTest
    @CsvSource({"FALSE, true", "UNKNOWN, false"})
    void successorThatTheNextStartInstalls_isForMissingUpdatesAlone(LayerResult onDisk, boolean waits) {
        // Given
        LayerAppraisal no = layer(LayerResult.FALSE, ReasonCode.REVISION_BELOW);
        Judged older = judged("KB1", List.of(), found(no, layer(onDisk, ReasonCode.FILE_ABSENT), YES));
        FixAppraisal staged = found(no, layer(LayerResult.FALSE, ReasonCode.FILE_ABSENT), YES)
                .staged(Staging.FOR_RESTART, List.of(new Reason(ReasonCode.STAGED_FOR_RESTART, "", "", "")));

        // When
        Supersedence supersedence = among(older, judged("KB2", List.of("KB1"), staged));

        // Then
        assertThat(supersedence.successorForRestart(older).isPresent()).isEqualTo(waits);
    }

    private static Supersedence among(Judged... updates) {
        return new Supersedence(
                List.of(updates),
                new CumulativeUpdates(
                        List.of(),
                        update -> List.of(),
                        new ReportedRevision(Computer.windows11().answering(List.of()))));
    }

    private static Judged judged(String id, List<String> supersedes, FixAppraisal fix) {
        Update update = Catalogs.update(
                id,
                RestartNeed.YES,
                supersedes,
                Catalogs.fix(Catalogs.WINDOWS_11, List.of(Catalogs.key(id)), List.of()));
        return new Judged(update, fix, fix.claimed().result());
    }

    private static FixAppraisal found(LayerAppraisal claimed, LayerAppraisal onDisk, LayerAppraisal inForce) {
        return new FixAppraisal(claimed, onDisk, inForce, Basis.REFERENCE_VALUE, true);
    }

    private static LayerAppraisal layer(LayerResult result, ReasonCode code) {
        return LayerAppraisal.of(result, code, "subject");
    }

    record Row(Layer layer, LayerResult result, ReasonCode code, boolean settled) {
        static Row parse(String line) {
            List<String> columns = COLUMNS.splitAsStream(line.trim()).toList();
            return new Row(
                    Layer.valueOf(columns.get(0)),
                    LayerResult.valueOf(columns.get(1)),
                    ReasonCode.valueOf(columns.get(2)),
                    switch (columns.get(3)) {
                        case "settled" -> true;
                        case "kept" -> false;
                        default ->
                            throw new IllegalArgumentException("settled or kept expected, found " + columns.get(3));
                    });
        }

        FixAppraisal own() {
            LayerAppraisal told = SupersedenceTableTest.layer(result, code);
            return switch (layer) {
                case CLAIMED -> found(told, YES, YES);
                case ON_DISK -> found(YES, told, YES);
                case IN_FORCE -> found(YES, YES, told);
            };
        }
    }
}
