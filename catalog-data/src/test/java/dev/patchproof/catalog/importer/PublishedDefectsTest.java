package dev.patchproof.catalog.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.reader.CatalogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Defects that were seen in data that vendors published, one row each, in documents made for the purpose: each is caught
 * by rule and reported with document, subject and reason, and nothing that is written is refused by the reader. File
 * lists that are empty throughout are not read at all, and OVAL definitions, some of which can never be true, have no
 * importer.
 */
class PublishedDefectsTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Map<String, Map<ImportOption, List<String>>> OPTIONS =
            Map.of("debian-tracker", Map.of(ImportOption.SUITE, List.of("bookworm-security")));

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/published-defects.tsv", delimiter = '\t', numLinesToSkip = 1, quoteCharacter = '"')
    void publishedDefect_isCaughtByRule(
            String what, String importer, String document, Defect defect, @TempDir Path catalog) throws Exception {
        // Given
        Files.copy(RESOURCES.resolve("tracker/snapshot.json"), catalog.resolve("bookworm-security.json"));
        Path file = RESOURCES.resolve(document);

        // When
        Quarantine quarantine = imported(importer, file, catalog);

        // Then
        assertThat(quarantine.entries())
                .as(what)
                .filteredOn(entry -> entry.defect() == defect)
                .isNotEmpty()
                .allSatisfy(entry -> {
                    assertThat(entry.document()).isEqualTo(String.valueOf(file.getFileName()));
                    assertThat(entry.found() + entry.expected()).isNotBlank();
                });
        Map<String, String> written = contents(catalog);
        assertThat(CatalogReader.read(catalog).updates()).isNotEmpty();
        imported(importer, file, catalog);
        assertThat(contents(catalog)).as("the same document again").isEqualTo(written);
    }

    /** Imports into the folder, and hands back what was not believed. */
    private static Quarantine imported(String importer, Path file, Path catalog) throws ImportException {
        Imported imported = Importers.named(importer)
                .orElseThrow()
                .read(new ImportRequest(List.of(file), OPTIONS.getOrDefault(importer, Map.of()), catalog));
        if (!imported.files().isEmpty()) {
            new CatalogFolder(catalog).place(imported.files());
        }
        return imported.quarantine();
    }

    private static Map<String, String> contents(Path catalog) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(catalog)) {
            for (Path file : files.toList()) {
                contents.put(file.toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
