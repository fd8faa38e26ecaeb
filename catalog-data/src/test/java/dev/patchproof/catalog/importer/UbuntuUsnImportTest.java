package dev.patchproof.catalog.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchproof.catalog.ClaimTest.DebianKernel;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.reader.CatalogReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UbuntuUsnImportTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "usn");
    private static final Path NOTICES = RESOURCES.resolve("usn.json");

    private final Path out;

    UbuntuUsnImportTest(@TempDir Path directory) {
        this.out = directory;
    }

    @Test
    void notices_oneUpdatePerSourceAndOneMoreWhereProIsAhead() throws Exception {
        place(read(NOTICES, "jammy-security"));

        assertThat(CatalogReader.read(out).updates())
                .extracting(Update::id)
                .containsExactly(
                        "ubuntu:jammy:demo",
                        "ubuntu:jammy:demo:pro",
                        "ubuntu:jammy:linux",
                        "ubuntu:jammy:linux-aws",
                        "ubuntu:jammy:linux-tools",
                        "ubuntu:jammy:overtaken",
                        "ubuntu:jammy:staged",
                        "ubuntu:jammy:universe-thing:pro");
    }

    @Test
    void severalNotices_newestVersionOfEachPackageAndAllCves() throws Exception {
        place(read(NOTICES, "jammy-security"));

        Update demo = update("ubuntu:jammy:demo");
        assertThat(fix(demo).claims())
                .containsExactly(new DebianPackages(Map.of(
                        "demo", new DebianVersion("2.0-1ubuntu1.1"),
                        "libdemo3", new DebianVersion("2.0-1ubuntu1.1"),
                        "demo-old", new DebianVersion("2.0-1ubuntu1"))));
        assertThat(fix(demo).line()).isEmpty();
        assertThat(demo.aliases()).containsExactly("USN-90-1", "USN-100-1");
        assertThat(demo.cves()).containsExactly("CVE-2019-0001", "CVE-2020-0001");
        assertThat(demo.released()).hasValueSatisfying(day -> assertThat(day).hasToString("2020-09-13"));
    }

    @Test
    void versionsOfPro_apartAndMarkedAsSuch() throws Exception {
        place(read(NOTICES, "jammy-security"));

        Update pro = update("ubuntu:jammy:demo:pro");
        assertThat(fix(pro).line()).isEqualTo(Fix.PRO);
        assertThat(fix(pro).claims())
                .containsExactly(new DebianPackages(Map.of(
                        "demo", new DebianVersion("2.0-1ubuntu1.1+esm1"),
                        "libdemo3", new DebianVersion("2.0-1ubuntu1.1+esm1"))));
        assertThat(pro.cves()).containsExactly("CVE-2023-0002");
    }

    @Test
    void kernels_eachFlavourBySourceAndByTheNewestImagesAlone() throws Exception {
        place(read(NOTICES, "jammy-security"));

        Update linux = update("ubuntu:jammy:linux");
        assertThat(fix(linux).claims())
                .containsExactly(new DebianKernel(
                        new DebianVersion("5.15.0-94.104"),
                        Set.of("linux-image-5.15.0-94-generic", "linux-image-unsigned-5.15.0-94-generic")));
        assertThat(linux.restart()).isEqualTo(RestartNeed.YES);
        assertThat(linux.cves()).containsExactly("CVE-2024-0004", "CVE-2024-0005");
        assertThat(fix(update("ubuntu:jammy:linux-aws")).claims())
                .containsExactly(
                        new DebianKernel(new DebianVersion("5.15.0-1055.60"), Set.of("linux-image-5.15.0-1055-aws")));
        assertThat(fix(update("ubuntu:jammy:linux-tools")).claims())
                .containsExactly(new DebianPackages(Map.of("linux-libc-dev", new DebianVersion("5.15.0-94.104"))));
    }

    @Test
    void defects_inQuarantineByRule() throws Exception {
        assertThat(read(NOTICES, "jammy-security").quarantine().entries())
                .extracting(QuarantineEntry::subject, QuarantineEntry::defect)
                .containsExactlyInAnyOrder(
                        tuple("USN-90-1 jammy", Defect.FIELD_MISSING),
                        tuple("USN-110-2 jammy", Defect.CONTRADICTS_ITSELF),
                        tuple("USN-110-2 jammy", Defect.PHASED),
                        tuple("USN-110-2 jammy Bad/Name", Defect.FIELD_MALFORMED),
                        tuple("USN-110-2 jammy fips-thing", Defect.PRODUCT_UNKNOWN),
                        tuple("USN-110-2 jammy no-version", Defect.FIX_MALFORMED),
                        tuple("USN-110-2 jammy nobody-knows", Defect.FIELD_MISSING),
                        tuple("USN-140-1 jammy", Defect.FIX_NOT_SAID),
                        tuple("LSN-0108-1", Defect.LIVE_PATCH),
                        tuple("whatever", Defect.FIELD_MALFORMED));
    }

    @Test
    void twoReleases_aFileEach() throws Exception {
        assertThat(read(NOTICES, "noble-security", "jammy-security").files())
                .containsOnlyKeys("jammy-security.json", "noble-security.json");
    }

    @Test
    void importedAgain_sameBytesInAnyLocale() throws Exception {
        Imported once = read(NOTICES, "jammy-security");
        place(once);
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(read(NOTICES, "jammy-security")).isEqualTo(once);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "array.json, MALFORMED_DOCUMENT, 'an object of notices'",
        "empty.json, EMPTY, 'at least one notice for jammy-security'",
        "notice-not-an-object.json, MALFORMED_DOCUMENT, 'an object at 100-1'",
        "notice-twice.json, MALFORMED_DOCUMENT, 'Duplicate field'",
        "cut-off.json, MALFORMED_DOCUMENT, 'expected the USN database'",
        "html-instead.json, MALFORMED_DOCUMENT, 'expected the USN database'",
        "another-release.json, EMPTY, 'at least one notice for jammy-security'"
    })
    void malformedDocument_refused(String file, Reason reason, String words) {
        ImportException refused = catchThrowableOfType(
                ImportException.class, () -> read(RESOURCES.resolve("malformed").resolve(file), "jammy-security"));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused).hasMessageContaining(file).hasMessageContaining(words);
    }

    private Imported read(Path file, String... suites) throws ImportException {
        return new UbuntuUsnImport()
                .read(new ImportRequest(
                        List.of(file),
                        Map.of(ImportOption.SUITE, List.of(suites), ImportOption.AS_OF, List.of("2026-11-25")),
                        out));
    }

    private void place(Imported imported) throws ImportException {
        new CatalogFolder(out).place(imported.files());
    }

    private Update update(String id) {
        return CatalogReader.read(out).update(id).orElseThrow();
    }

    private static Fix fix(Update update) {
        assertThat(update.fixes()).hasSize(1);
        return update.fixes().get(0);
    }
}
