package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.ModernWindows.filesOf;
import static dev.patchproof.portal.appraisal.ModernWindows.windows11;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.SignedBuild;
import dev.patchproof.catalog.Update;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hotpatches raise the revision and leave files as they were: a table of what that excuses and proves. */
class HotpatchTableTest {
    private static final int BUILD = 26100;
    private static final Pattern COLUMNS = Pattern.compile("\\s+");
    private static final Pattern HOTPATCHES = Pattern.compile("\\+");

    static Stream<Row> rows() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(HotpatchTableTest.class.getResourceAsStream("hotpatch-table.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Row::parse).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void hotpatchedComputer_isJudgedAsTheTableSays(Row row) {
        // When
        AttestationResult result = Judging.judge(row.catalog(), filesOf(windows11(row.revision()), BUILD, row.files()));

        // Then
        assertThat(Judging.verdict(result, row.judged())).isEqualTo(row.verdict());
    }

    /** Known by the versions of their files and not by signed catalogs, which makes no difference. */
    @Test
    void updateAfterTheBaselineKnownByAFileVersion_isExcusedToo() {
        // Given
        Catalog catalog = new CumulativeCatalog()
                .with(
                        ofFile("KB1", "2026-01-13", 7623),
                        ofFile("KB3", "2026-02-03", 7700),
                        ofFile("KB2", "2026-02-10", 7840, new WindowsRevision(BUILD, 7781, true)));

        // When
        AttestationResult result = Judging.judge(catalog, filesOf(windows11("7781"), BUILD, 7623));

        // Then
        assertThat(Judging.verdict(result, "KB3")).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    private static Update ofFile(String kb, String day, int revision, WindowsRevision... hotpatches) {
        List<Fix> fixes = new ArrayList<>();
        fixes.add(Catalogs.fix(
                CumulativeCatalog.product(BUILD, ""),
                List.of(new WindowsRevision(BUILD, revision, false)),
                List.of(Catalogs.atLeast(CumulativeCatalog.KERNEL, "10.0." + BUILD + "." + revision))));
        for (WindowsRevision hotpatch : hotpatches) {
            fixes.add(Catalogs.fix(CumulativeCatalog.product(BUILD, ""), List.of(hotpatch), List.of()));
        }
        return CumulativeCatalog.update(kb, Optional.of(LocalDate.parse(day)), fixes);
    }

    record Row(String updates, String revision, int files, String judged, UpdateVerdict verdict) {
        static Row parse(String line) {
            List<String> columns = COLUMNS.splitAsStream(line.trim()).toList();
            return new Row(
                    columns.get(0),
                    columns.get(1),
                    Integer.parseInt(columns.get(2)),
                    columns.get(3),
                    UpdateVerdict.valueOf(columns.get(4)));
        }

        Catalog catalog() {
            return new CumulativeCatalog()
                    .with(Stream.of(updates.split(";", -1)).map(Row::update).toArray(Update[]::new));
        }

        private static Update update(String text) {
            String[] parts = text.split(":", -1);
            List<String> numbers = HOTPATCHES.splitAsStream(parts[2]).toList();
            List<Fix> fixes = new ArrayList<>();
            int revision = Integer.parseInt(numbers.get(0));
            fixes.add(fix(new WindowsRevision(BUILD, revision, false), Optional.of(revision)));
            numbers.stream().skip(1).map(Row::hotpatch).forEach(fixes::add);
            return CumulativeCatalog.update(parts[0], Optional.of(LocalDate.parse(parts[1])), fixes);
        }

        private static Fix hotpatch(String text) {
            String[] parts = text.split("@", -1);
            return fix(
                    new WindowsRevision(BUILD, Integer.parseInt(parts[0]), true),
                    parts.length > 1 ? Optional.of(Integer.valueOf(parts[1])) : Optional.empty());
        }

        private static Fix fix(WindowsRevision claim, Optional<Integer> files) {
            return Catalogs.fix(
                    CumulativeCatalog.product(BUILD, ""),
                    List.of(claim),
                    files.stream()
                            .<ReferenceValue>map(revision -> new SignedBuild(BUILD, revision, CumulativeCatalog.SIGNED))
                            .toList());
        }
    }
}
