package dev.patchproof.catalog.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.reader.CatalogReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingMonthsTest {
    private static final String UPDATE = """
            {"id": "KB%d", "vendor": "V", "description": "One"%s, "sources": ["https://example.org/"], "restart": "no",
             "fixes": [{"product": {"family": "windows", "version": "10.0", "build": %d}, "line": "%s",
             "claims": [{"windowsRevision": {"build": %d, "revision": %d}}]}]}""";

    private static MissingMonths of(String... updates) {
        String file = """
                {"$schema": "https://patchproof.dev/schema/catalog-1.json", "what": "Test", "asOf": "2026-03-01",
                 "sources": ["https://example.org/"], "updates": [%s]}""".formatted(String.join(",", updates));
        return MissingMonths.of(CatalogReader.read("a.json", file.getBytes(StandardCharsets.UTF_8)));
    }

    private static String update(int number, String released, String line) {
        return update(number, released, line, 19045);
    }

    private static String update(int number, String released, String line, int build) {
        return UPDATE.formatted(
                number, released.isEmpty() ? "" : ", \"released\": \"" + released + "\"", build, line, build, number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-01-14 | 2025-02-11 | 2025-03-11 | ''",
                "2025-01-14 | 2025-03-11 | 2025-04-08 | 2025-02",
                "2024-10-08 | 2025-01-14 | 2025-03-11 | 2024-11 to 2024-12, 2025-02",
                "2025-03-11 | 2025-03-25 | 2025-03-11 | ''",
            })
    void monthsBetweenTheFirstAndTheLast_areNamed(String one, String two, String three, String expected) {
        assertThat(of(update(1, three, "cumulative"), update(2, one, "cumulative"), update(3, two, "cumulative"))
                        .inWords())
                .isEqualTo(expected);
    }

    @Test
    void updatesOfNoDayOrOfNoMonthlyLine_areNoMonth() {
        assertThat(of(
                                update(1, "2025-01-14", "cumulative"),
                                update(2, "2025-02-11", "LDR"),
                                update(3, "", "cumulative"))
                        .months())
                .isEmpty();
        assertThat(of(update(1, "2025-01-14", "LDR"), update(2, "2025-03-11", "LDR"))
                        .months())
                .isEmpty();
    }

    @Test
    void monthThatOneReleaseHasAndMostHaveNot_isMissing() {
        String[] updates = {
            update(1, "2025-01-14", "cumulative", 19045), update(2, "2025-03-11", "cumulative", 19045),
            update(3, "2025-01-14", "cumulative", 22631), update(4, "2025-03-11", "cumulative", 22631),
            update(5, "2025-01-14", "cumulative", 10240), update(6, "2025-03-11", "cumulative", 10240),
            update(7, "2025-02-11", "cumulative", 10240), update(8, "2025-02-11", "cumulative", 26200)
        };

        assertThat(of(updates).inWords()).isEqualTo("2025-02");
    }

    @Test
    void monthThatOneReleaseAloneLacks_isNotMissing() {
        String[] updates = {
            update(1, "2025-01-14", "cumulative", 19045), update(2, "2025-03-11", "cumulative", 19045),
            update(3, "2025-01-14", "cumulative", 22631), update(4, "2025-03-11", "cumulative", 22631),
            update(5, "2025-02-11", "cumulative", 22631)
        };

        assertThat(of(updates).months()).isEmpty();
    }

    @Test
    void shippedCatalog_lacksWhatTheReadmeSays() throws IOException {
        String words = MissingMonths.of(CatalogReader.shipped()).inWords();

        assertThat(words).isNotEmpty();
        assertThat(Files.readString(Path.of("..", "README.md")).replaceAll("\\s+", " "))
                .contains("the months " + words + " are missing");
    }
}
