package dev.patchproof.catalog.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.Severity;
import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.reader.CatalogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebianTrackerImportTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "tracker");
    private static final Path TRACKER = RESOURCES.resolve("tracker.json");
    private static final Path ADVISORIES = RESOURCES.resolve("DSA-list");
    private static final String SUITE = "bookworm-security";

    private final Path out;

    DebianTrackerImportTest(@TempDir Path directory) {
        this.out = directory;
    }

    @BeforeEach
    void snapshotOfTheSuite() throws IOException {
        Files.copy(RESOURCES.resolve("snapshot.json"), out.resolve(SUITE + ".json"));
    }

    @Test
    void trackerAndAdvisories_cvesSeverityAndAdvisoriesOfTheFixedVersion() throws Exception {
        place(read(TRACKER, ADVISORIES));

        Update demo = update("debian:bookworm:demo");
        assertThat(demo.cves()).containsExactly("CVE-2024-9999", "CVE-2024-10000");
        assertThat(demo.severity()).isEqualTo(Severity.MODERATE);
        assertThat(demo.aliases()).containsExactly("DSA-5900-1", "DSA-5900-2");
        assertThat(demo.released()).isEqualTo(Optional.of(LocalDate.of(2025, 1, 2)));
    }

    @Test
    void kernel_enrichedAndItsToolsNot() throws Exception {
        place(read(TRACKER, ADVISORIES));

        assertThat(update("debian:bookworm:linux").cves()).containsExactly("CVE-2023-1111");
        assertThat(update("debian:bookworm:linux").aliases()).containsExactly("DSA-6099-1");
        assertThat(update("debian:bookworm:linux-tools").cves()).isEmpty();
        assertThat(update("debian:bookworm:linux-tools").aliases()).isEmpty();
    }

    @Test
    void entriesThatAreNoFixOfTheSuite_inQuarantineByRule() throws Exception {
        Quarantine quarantine = read(TRACKER, ADVISORIES).quarantine();

        assertThat(quarantine.entries())
                .extracting(QuarantineEntry::subject, QuarantineEntry::defect)
                .containsExactlyInAnyOrder(
                        tuple("demo CVE-2024-0000", Defect.NOT_AFFECTED),
                        tuple("demo CVE-2025-0001", Defect.OPEN),
                        tuple("demo CVE-2025-0002", Defect.OPEN),
                        tuple("demo CVE-2025-0003", Defect.FIX_NEWER_THAN_SUITE),
                        tuple("demo CVE-2025-0004", Defect.CONTRADICTS_ITSELF),
                        tuple("demo CVE-2025-0005", Defect.CONTRADICTS_ITSELF),
                        tuple("demo CVE-2025-0006", Defect.FIX_NOT_SAID),
                        tuple("demo CVE-2025-0007", Defect.FIX_MALFORMED),
                        tuple("demo CVE-2025-0008", Defect.FIELD_MALFORMED),
                        tuple("demo CVE-2025-0010", Defect.FIELD_MALFORMED),
                        tuple("demo TEMP-0000000-0CA7E3", Defect.FIELD_MALFORMED),
                        tuple("DSA-6100-1 demo", Defect.FIX_NEWER_THAN_SUITE),
                        tuple("DSA-5600-1 demo", Defect.NOT_AFFECTED));
        assertThat(quarantine.entries())
                .filteredOn(entry -> entry.subject().equals("demo CVE-2025-0001"))
                .extracting(QuarantineEntry::found)
                .containsExactly("open, no advisory: postponed");
    }

    @Test
    void fixedVersions_stayThoseOfTheIndex() throws Exception {
        List<Object> before = List.copyOf(
                CatalogReader.read(out).updates().stream().map(Update::fixes).toList());

        place(read(TRACKER, ADVISORIES));

        assertThat(CatalogReader.read(out).updates().stream().map(Update::fixes))
                .isEqualTo(before);
    }

    @Test
    void importedAgainAndInAnotherOrder_sameBytes() throws Exception {
        place(read(TRACKER, ADVISORIES));
        byte[] once = Files.readAllBytes(out.resolve(SUITE + ".json"));

        place(read(ADVISORIES));
        place(read(TRACKER));
        place(read(ADVISORIES, TRACKER));

        assertThat(out.resolve(SUITE + ".json")).hasBinaryContent(once);
    }

    @Test
    void turkishLocale_sameResult() throws Exception {
        Imported before = read(TRACKER, ADVISORIES);
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(read(TRACKER, ADVISORIES)).isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "array.json, MALFORMED_DOCUMENT, 'expected ''[day] DSA-number'",
        "empty.json, EMPTY, 'at least one source package, found none'",
        "html-instead.json, MALFORMED_DOCUMENT, 'expected the tracker''s JSON'",
        "cut-off.json, MALFORMED_DOCUMENT, 'expected the tracker''s JSON'",
        "source-not-an-object.json, MALFORMED_DOCUMENT, 'an object of vulnerabilities at demo'",
        "source-twice.json, MALFORMED_DOCUMENT, 'Duplicate field'",
        "two-documents.json, MALFORMED_DOCUMENT, 'expected one object'",
        "list-without-head, MALFORMED_DOCUMENT, ':2: expected'",
        "list-with-no-such-day, MALFORMED_DOCUMENT, '31 Feb 2026'"
    })
    void malformedDocument_refusedWithItsPlace(String file, Reason reason, String words) {
        Path document = RESOURCES.resolve("malformed").resolve(file);

        ImportException refused = catchThrowableOfType(ImportException.class, () -> read(document));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused).hasMessageStartingWith(document.toString()).hasMessageContaining(words);
    }

    @Test
    void noSnapshotToEnrich_refused() throws IOException {
        Files.delete(out.resolve(SUITE + ".json"));

        ImportException refused = catchThrowableOfType(ImportException.class, () -> read(TRACKER));

        assertThat(refused).hasMessageContaining("expected the snapshot that --from debian-packages writes");
    }

    @Test
    void suiteImportedAnew_keepsWhatIsKnownOfTheSameVersionsAlone() throws Exception {
        place(read(TRACKER, ADVISORIES));
        SnapshotFile enriched = SnapshotFile.read(out.resolve(SUITE + ".json")).orElseThrow();
        SnapshotFile bare =
                SnapshotFile.read(RESOURCES.resolve("snapshot.json")).orElseThrow();
        List<ObjectNode> newer =
                bare.updates().stream().map(ObjectNode::deepCopy).toList();
        newer.get(0).put("description", "Security update of demo to 1:2.0-1+deb12u4");

        assertThat(bare.keepingWhatIsKnownFrom(Optional.of(enriched)).text()).isEqualTo(enriched.text());
        assertThat(bare.with(newer)
                        .keepingWhatIsKnownFrom(Optional.of(enriched))
                        .updates()
                        .get(0)
                        .has("cves"))
                .isFalse();
    }

    private Imported read(Path... files) throws ImportException {
        return new DebianTrackerImport()
                .read(new ImportRequest(List.of(files), Map.of(ImportOption.SUITE, List.of(SUITE)), out));
    }

    private void place(Imported imported) throws ImportException {
        new CatalogFolder(out).place(imported.files());
    }

    private Update update(String id) {
        Catalog catalog = CatalogReader.read(out);
        return catalog.update(id).orElseThrow();
    }
}
