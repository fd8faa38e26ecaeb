package dev.patchproof.catalog.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.importer.QuarantineEntry.Outcome;
import dev.patchproof.catalog.reader.CatalogReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileListImportTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "msrc");
    private static final String KB = "KB6000001";
    private static final String SYSTEM32 = "%SystemRoot%\\System32\\";

    private final Path directory;

    FileListImportTest(@TempDir Path directory) throws ImportException {
        this.directory = directory;
        Imported month = Importers.named("msrc-cvrf")
                .orElseThrow()
                .read(new ImportRequest(List.of(RESOURCES.resolve("2031-Jan.xml")), Map.of(), directory));
        new CatalogFolder(directory).place(month.files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"five-columns.csv", "six-columns-with-byte-order-mark.csv"})
    void listThatNamesEveryProvenFile_takesThePlaceOfTheSignedCatalogs(String list) throws Exception {
        read(KB, list);

        assertThat(floors())
                .isEqualTo(Map.of(
                        SYSTEM32 + "ntoskrnl.exe", "10.0.19041.9000",
                        SYSTEM32 + "ntdll.dll", "10.0.19041.8990",
                        SYSTEM32 + "KernelBase.dll", "10.0.19041.9000",
                        SYSTEM32 + "drivers\\tcpip.sys", "10.0.19041.8950"));
        assertThat(references()).hasSize(4);
    }

    @Test
    void listThatNamesSomeFiles_joinsTheSignedCatalogs() throws Exception {
        Quarantine quarantine = read(KB, "several-sections.csv");

        assertThat(floors())
                .isEqualTo(Map.of(
                        SYSTEM32 + "ntdll.dll", "10.0.19041.8990", SYSTEM32 + "drivers\\tcpip.sys", "10.0.19041.8950"));
        assertThat(references()).hasSize(3).anyMatch(ReferenceValue.SignedBuild.class::isInstance);
        assertThat(quarantine).isEqualTo(Quarantine.EMPTY);
    }

    @Test
    void filesBeyondTheProvenOnes_haveFloorsOfTheirOwn() throws Exception {
        read(KB, "many-files.csv");

        assertThat(floors())
                .isEqualTo(Map.of(
                        SYSTEM32 + "rpcrt4.dll", "10.0.19041.8890", SYSTEM32 + "drivers\\ntfs.sys", "10.0.19041.9000"));
        assertThat(references()).anyMatch(ReferenceValue.SignedBuild.class::isInstance);
    }

    @Test
    void updateThatPeopleCurate_refusedAndItsFileNotTouched() throws Exception {
        Path generated = directory.resolve("msrc-2031-01.json");
        Path curated = directory.resolve(KB + ".json");
        Files.move(generated, curated);
        String before = Files.readString(curated);

        ImportException refused = catchThrowableOfType(ImportException.class, () -> read(KB, "five-columns.csv"));

        assertThat(refused.reason()).isEqualTo(Reason.WRONG_OPTION);
        assertThat(refused).hasMessageContaining(KB + ".json, which people keep");
        assertThat(curated).hasContent(before);
        assertThat(directory).isDirectoryContaining(curated::equals).isDirectoryNotContaining(generated::equals);
    }

    @Test
    void generatedFileInAFolder_isGeneratedAllTheSame() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("windows"));
        Files.move(directory.resolve("msrc-2031-01.json"), folder.resolve("msrc-2031-01.json"));

        read(KB, "five-columns.csv");

        assertThat(floors()).hasSize(4);
        assertThat(directory).isDirectoryNotContaining("glob:**msrc-2031-01.json");
    }

    @Test
    void sameListTwice_changesNothing() throws Exception {
        read(KB, "five-columns.csv");
        String before = Files.readString(directory.resolve("msrc-2031-01.json"));

        read(KB, "five-columns.csv");

        assertThat(directory.resolve("msrc-2031-01.json")).hasContent(before);
    }

    @ParameterizedTest
    @CsvSource({
        "header-missing.csv, HEADER_MISSING, IMPORTED_WITH_DOUBT, 1",
        "version-not-applicable.csv, FIX_NOT_SAID, REJECTED, 0",
        "version-malformed.csv, FIX_MALFORMED, REJECTED, 0",
        "version-of-another-line.csv, FIX_OF_ANOTHER_PRODUCT, REJECTED, 0",
        "sections-disagree.csv, CONTRADICTS_ITSELF, REJECTED, 0",
        "place-unknown.csv, PLACE_NOT_SAID, REJECTED, 0"
    })
    void defectInTheList_caughtWithDocumentUpdateAndReason(String list, Defect defect, Outcome outcome, int floors)
            throws Exception {
        Quarantine quarantine = read(KB, list);

        assertThat(quarantine.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.document()).isEqualTo(list);
            assertThat(entry.subject()).isEqualTo(KB);
            assertThat(entry.defect()).isEqualTo(defect);
            assertThat(entry.outcome()).isEqualTo(outcome);
        });
        assertThat(floors()).hasSize(floors);
        assertThat(references()).anyMatch(ReferenceValue.SignedBuild.class::isInstance);
    }

    @Test
    void listOfNothing_refused() {
        ImportException refused = catchThrowableOfType(ImportException.class, () -> read(KB, "nothing.csv"));

        assertThat(refused.reason()).isEqualTo(Reason.EMPTY);
    }

    @Test
    void updateThatTheCatalogDoesNotHave_wrongUse() {
        ImportException refused =
                catchThrowableOfType(ImportException.class, () -> read("KB6999999", "five-columns.csv"));

        assertThat(refused.reason()).isEqualTo(Reason.WRONG_OPTION);
        assertThat(refused).hasMessageContaining("found 'KB6999999'");
    }

    private Quarantine read(String kb, String list) throws ImportException {
        Imported imported = Importers.named("ms-file-csv")
                .orElseThrow()
                .read(new ImportRequest(
                        List.of(RESOURCES.resolve("files").resolve(list)),
                        Map.of(ImportOption.KB, List.of(kb)),
                        directory));
        new CatalogFolder(directory).place(imported.files());
        return imported.quarantine();
    }

    private List<ReferenceValue> references() {
        return CatalogReader.read(directory)
                .update(KB)
                .orElseThrow()
                .fixes()
                .get(0)
                .references();
    }

    private Map<String, String> floors() {
        Map<String, String> floors = new TreeMap<>();
        for (ReferenceValue reference : references()) {
            reference
                    .<Optional<ReferenceValue.FileVersion>>fold(
                            Optional::of,
                            digest -> Optional.empty(),
                            record -> Optional.empty(),
                            digests -> Optional.empty(),
                            signed -> Optional.empty(),
                            builtIn -> Optional.empty())
                    .ifPresent(file -> floors.put(
                            file.path(), file.floors().get(0).atLeast().toString()));
        }
        return floors;
    }
}
