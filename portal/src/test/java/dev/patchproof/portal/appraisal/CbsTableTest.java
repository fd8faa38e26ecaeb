package dev.patchproof.portal.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsServicingFact;
import dev.patchproof.evidence.WindowsServicingFact.CbsPackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of one KB of Component Based Servicing: a table of what they say. */
class CbsTableTest {
    private static final String KB = "KB5012170";
    private static final Pattern COLUMNS = Pattern.compile("\\s*\\|\\s*");
    private static final Catalog CATALOG = Catalogs.of(Catalogs.update(
            KB,
            RestartNeed.YES,
            List.of(),
            Catalogs.fix(
                    Catalogs.WINDOWS_11, List.of(new dev.patchproof.catalog.ClaimTest.CbsPackage(KB)), List.of())));

    static Stream<Row> rows() throws IOException {
        try (InputStream file = Objects.requireNonNull(CbsTableTest.class.getResourceAsStream("cbs-table.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Row::parse).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void packagesOfOneKb_sayWhatTheTableSays(Row row) {
        // Given
        Computer computer = Computer.windows11()
                .finds(
                        new Query.WindowsServicing(),
                        Finding.exists(new WindowsServicingFact(
                                Finding.exists(row.serviced()), Finding.doesNotExist(), Finding.doesNotExist())));

        // When
        AttestationResult result = Judging.judge(CATALOG, computer);

        // Then
        List<Reason> reasons = Objects.requireNonNull(
                        Judging.update(result, KB).layers().get(Layer.CLAIMED))
                .reasons();
        assertThat(Judging.layer(result, KB, Layer.CLAIMED)).isEqualTo(row.claimed());
        assertThat(Judging.codes(reasons)).isEqualTo(row.reasons());
        assertThat(reasons.get(0).found()).isEqualTo(row.found());
        assertThat(reasons.get(0).subject()).isEqualTo(row.of().equals("kb") ? KB : name(row.of()));
    }

    private static String name(String role) {
        String key = "~31bf3856ad364e35~amd64~~10.0.1.";
        return switch (role) {
            case "head" -> "Package_for_" + KB + key + "2";
            case "head2" -> "Package_for_" + KB + key + "3";
            case "branch" -> "Package_for_" + KB + "_RTM" + key + "2";
            case "part" -> "Package_1_for_" + KB + key + "2";
            default -> throw new IllegalArgumentException("head, head2, branch or part expected, found " + role);
        };
    }

    private static Finding<String> state(String word) {
        return switch (word) {
            case "absent" -> Finding.doesNotExist();
            case "skipped" -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
            case "failed" -> Finding.error("WIN32_5", "denied");
            case "text" -> Finding.exists("installed");
            default -> Finding.exists(Integer.toString(Integer.decode(word)));
        };
    }

    record Row(String packages, LayerResult claimed, List<ReasonCode> reasons, String found, String of) {
        static Row parse(String line) {
            List<String> columns = COLUMNS.splitAsStream(line.trim()).toList();
            return new Row(
                    columns.get(0),
                    LayerResult.valueOf(columns.get(1)),
                    Stream.of(columns.get(2).split(",", -1))
                            .map(ReasonCode::valueOf)
                            .toList(),
                    columns.get(3),
                    columns.get(4));
        }

        List<CbsPackage> serviced() {
            return Stream.of(packages.split(";", -1))
                    .map(text -> text.split("=", -1))
                    .map(parts -> new CbsPackage(
                            name(parts[0]), state(parts[1]), Finding.doesNotExist(), Finding.doesNotExist()))
                    .toList();
        }
    }
}
