package dev.patchproof.portal.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision table against its data file, row by row. */
class VerdictTableTest {
    private static final Pattern COLUMNS = Pattern.compile("\\s+");

    @ParameterizedTest
    @MethodSource("rows")
    void everyRow_hasTheVerdictOfTheDataFile(Row row) {
        for (boolean conclusive : row.conclusive()) {
            // When
            UpdateVerdict verdict = VerdictTable.verdict(row.claimed(), row.onDisk(), row.inForce(), conclusive);

            // Then
            assertThat(verdict).isEqualTo(row.verdict());
        }
    }

    @Test
    void theDataFile_holdsEveryCombinationOnce() {
        // Given
        List<String> wanted = new ArrayList<>();
        for (LayerResult claimed : LayerResult.values()) {
            for (LayerResult onDisk : LayerResult.values()) {
                for (LayerResult inForce : LayerResult.values()) {
                    wanted.add(claimed + " " + onDisk + " " + inForce + " true");
                    wanted.add(claimed + " " + onDisk + " " + inForce + " false");
                }
            }
        }

        // When
        List<String> held = rows().flatMap(row -> row.conclusive().stream()
                        .map(each -> row.claimed() + " " + row.onDisk() + " " + row.inForce() + " " + each))
                .toList();

        // Then
        assertThat(held).containsExactlyInAnyOrderElementsOf(wanted).hasSize(2 * 6 * 6 * 6);
    }

    static Stream<Row> rows() {
        try (InputStream file =
                Objects.requireNonNull(VerdictTableTest.class.getResourceAsStream("verdict-table.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Row::parse).toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    record Row(
            LayerResult claimed,
            LayerResult onDisk,
            LayerResult inForce,
            List<Boolean> conclusive,
            UpdateVerdict verdict) {
        static Row parse(String line) {
            List<String> columns = COLUMNS.splitAsStream(line.trim()).toList();
            assertThat(columns).hasSize(5);
            return new Row(
                    layer(columns.get(0)),
                    layer(columns.get(1)),
                    layer(columns.get(2)),
                    switch (columns.get(3)) {
                        case "any" -> List.of(true, false);
                        case "yes" -> List.of(true);
                        case "no" -> List.of(false);
                        default -> throw new IllegalArgumentException(line);
                    },
                    UpdateVerdict.valueOf(columns.get(4)));
        }

        private static LayerResult layer(String text) {
            return LayerResult.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
