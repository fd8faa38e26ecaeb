package dev.patchproof.catalog.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.Update.Severity;
import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.importer.QuarantineEntry.Outcome;
import dev.patchproof.catalog.reader.CatalogReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsafImportTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "csaf");
    private static final Path DEB = RESOURCES.resolve("deb.json");

    private final Path out;

    CsafImportTest(@TempDir Path directory) {
        this.out = directory;
    }

    @Test
    void packagesOfSeveralReleases_aFixEachByTheNewestVersion() throws Exception {
        place(read(DEB));

        Update update = update("csaf:EXA-2026:1");
        assertThat(update.fixes())
                .extracting(fix -> fix.product().release().orElse(""), Fix::claims)
                .containsExactly(
                        tuple(
                                "bookworm",
                                List.of(new DebianPackages(Map.of("libdemo3", new DebianVersion("1:2.0-1+deb12u3"))))),
                        tuple(
                                "jammy",
                                List.of(new DebianPackages(Map.of("demo", new DebianVersion("2.0-1ubuntu1.1"))))));
        assertThat(update.cves()).containsExactly("CVE-2026-1001", "CVE-2026-1002");
        assertThat(update.severity()).isEqualTo(Severity.IMPORTANT);
        assertThat(update.restart()).isEqualTo(RestartNeed.NO);
        assertThat(update.sources()).hasToString("[https://vendor.example/EXA-2026-1.json]");
        assertThat(update.asOf()).hasToString("2026-03-05");
    }

    @Test
    void packagesOfPro_updateOfTheirOwnAndNoAlternative() throws Exception {
        place(read(DEB));

        assertThat(update("csaf:EXA-2026:1:pro").fixes())
                .extracting(Fix::line, Fix::claims)
                .containsExactly(tuple(
                        Fix.PRO,
                        List.of(new DebianPackages(Map.of("other", new DebianVersion("1.0-1ubuntu0.1~esm1"))))));
    }

    @Test
    void productsThatCannotBeUsed_inQuarantineWithTheirNumber() throws Exception {
        assertThat(read(DEB).quarantine().entries().stream().map(entry -> entry.defect() + ": " + entry.found()))
                .containsExactlyInAnyOrder(
                        "EVIDENCE_NOT_COLLECTED: 1 products, such as rpm-r",
                        "PRODUCT_UNKNOWN: 3 products, such as deb-no-release",
                        "FIX_MALFORMED: 1 products, such as deb-no-version",
                        "FIELD_MALFORMED: 1 products, such as not-in-the-tree",
                        "CONTRADICTS_ITSELF: 1 products, such as both, fixed and known_affected");
    }

    @Test
    void restartNotSaid_maybeAndDoubt() throws Exception {
        Imported imported = read(RESOURCES.resolve("minimal.json"));
        place(imported);

        assertThat(update("csaf:EXA-2026:1").restart()).isEqualTo(RestartNeed.MAYBE);
        assertThat(imported.quarantine().entries())
                .extracting(QuarantineEntry::defect, QuarantineEntry::outcome)
                .containsExactly(tuple(Defect.RESTART_NOT_SAID, Outcome.IMPORTED_WITH_DOUBT));
    }

    @Test
    void importedAgain_sameBytes() throws Exception {
        Imported once = read(DEB);
        place(once);

        assertThat(read(DEB)).isEqualTo(once);
        place(read(DEB, DEB));
    }

    @ParameterizedTest
    @CsvSource({
        "no-id.json, FIELD_MALFORMED",
        "draft.json, FIELD_MALFORMED",
        "no-date.json, FIELD_MALFORMED",
        "no-publisher.json, FIELD_MISSING",
        "no-address.json, FIELD_MISSING",
        "nothing-fixed.json, FIX_NOT_SAID",
        "range-empty.json, RANGE_EMPTY",
        "range-from-the-first-build.json, RANGE_TOO_WIDE",
        "range-without-start.json, RANGE_TOO_WIDE",
        "range-of-one-product.json, FIX_NOT_SAID",
        "range-that-is-none.json, FIX_MALFORMED",
        "rpm-only.json, EVIDENCE_NOT_COLLECTED"
    })
    void documentWithoutAUsableFix_inQuarantineAlone(String file, Defect defect) throws Exception {
        Imported imported = read(RESOURCES.resolve("malformed").resolve(file));

        assertThat(imported.files()).isEmpty();
        assertThat(imported.quarantine().entries())
                .extracting(QuarantineEntry::document, QuarantineEntry::defect)
                .containsExactly(tuple(file, defect));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version-1.json", "cut-off.json", "html-instead.json"})
    void documentOfAnotherKind_refused(String file) {
        ImportException refused = catchThrowableOfType(
                ImportException.class, () -> read(RESOURCES.resolve("malformed").resolve(file)));

        assertThat(refused.reason()).isEqualTo(Reason.MALFORMED_DOCUMENT);
        assertThat(refused).hasMessageContaining(file).hasMessageContaining("CSAF");
    }

    private Imported read(Path... files) throws ImportException {
        return new CsafImport().read(new ImportRequest(Stream.of(files).toList(), Map.of(), out));
    }

    private void place(Imported imported) throws ImportException {
        new CatalogFolder(out).place(imported.files());
    }

    private Update update(String id) {
        return CatalogReader.read(out).update(id).orElseThrow();
    }
}
