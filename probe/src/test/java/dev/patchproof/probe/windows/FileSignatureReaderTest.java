package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.FileSignatureFact;
import dev.patchproof.evidence.FileSignatureFact.SigningCatalog;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.probe.collector.ReadBudget;
import dev.patchproof.probe.windows.SignedCatalogs.Algorithm;
import dev.patchproof.probe.windows.SignedCatalogs.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On constructed answers: wintrust was never seen at work on real Windows. */
class FileSignatureReaderTest {

    private static final String FILE = "C:\\Windows\\System32\\ntdll.dll";
    private static final String TOKEN = "%SystemRoot%\\System32\\ntdll.dll";
    private static final String CATROOT = "C:\\Windows\\System32\\CatRoot\\{F750E6C3-38EE-11D1-85E5-00C04FC295EE}\\";
    private static final String ROLLUP = "Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.2965.1.8.cat";
    private static final String OLDER = "Package_for_KB4012212~31bf3856ad364e35~amd64~~6.1.1.0.cat";
    private static final Verdict MICROSOFT = new Verdict(0, Optional.of("Microsoft Windows"));

    private final FakeCatalogs catalogs = new FakeCatalogs();
    private final FakeOperatingSystem system = new FakeOperatingSystem();
    private final Path drive;
    private final FakeFiles files;

    FileSignatureReaderTest(@TempDir Path drive) throws IOException {
        this.drive = drive;
        this.files = new FakeFiles(drive);
        Files.createDirectories(drive.resolve("Windows/System32"));
        Files.write(drive.resolve("Windows/System32/ntdll.dll"), new byte[300]);
    }

    @Test
    void severalCatalogs_allByNameWithTheirPublishers() {
        catalogs.holds(Algorithm.SHA256, FILE, CATROOT + ROLLUP, MICROSOFT)
                .holds(Algorithm.SHA256, FILE, CATROOT + OLDER, new Verdict(0, Optional.of("Another")));

        assertThat(signature())
                .isEqualTo(Finding.exists(new FileSignatureFact(List.of(
                        new SigningCatalog(OLDER, Finding.exists("Another")),
                        new SigningCatalog(ROLLUP, Finding.exists("Microsoft Windows"))))));
        assertThat(catalogs.notClosed()).isZero();
    }

    @Test
    void inNoCatalog_doesNotExistAndIsNoError() {
        assertThat(signature()).isEqualTo(Finding.doesNotExist());
        assertThat(catalogs.notClosed()).isZero();
    }

    @Test
    void listedBySha1Alone_foundBehindSha256() {
        catalogs.holds(Algorithm.SHA1, FILE, CATROOT + OLDER, MICROSOFT);

        assertThat(signature())
                .isEqualTo(Finding.exists(new FileSignatureFact(
                        List.of(new SigningCatalog(OLDER, Finding.exists("Microsoft Windows"))))));
    }

    @Test
    void windows7WithoutSha256_sha1() {
        catalogs.without(Algorithm.SHA256).holds(Algorithm.SHA1, FILE, CATROOT + OLDER, MICROSOFT);

        assertThat(signature()).isInstanceOf(Finding.Exists.class);
    }

    @Test
    void catalogRefused_publisherIsTheCodeNeverTheSigner() {
        catalogs.holds(
                Algorithm.SHA256, FILE, CATROOT + ROLLUP, new Verdict(0x800b_0109, Optional.of("Microsoft Windows")));

        assertThat(signature())
                .isEqualTo(Finding.exists(new FileSignatureFact(List.of(new SigningCatalog(
                        ROLLUP,
                        Finding.error("WINTRUST_800B0109", "WinVerifyTrust refuses the catalog with 0x800B0109"))))));
    }

    @Test
    void acceptedWithoutReadableSigner_errorNotAPublisher() {
        catalogs.holds(Algorithm.SHA256, FILE, CATROOT + ROLLUP, new Verdict(0, Optional.empty()))
                .holds(Algorithm.SHA256, FILE, CATROOT + OLDER, new Verdict(0, Optional.of("\ud800")));

        assertThat(signature().toString())
                .containsOnlyOnce(OLDER)
                .contains("NO_SIGNER")
                .doesNotContain("Exists[value=M");
    }

    @Test
    void searchFails_errorNotAbsence() {
        catalogs.fails(Algorithm.SHA256, 87).holds(Algorithm.SHA1, FILE, CATROOT + OLDER, MICROSOFT);

        assertThat(signature()).isInstanceOfSatisfying(Finding.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo("WIN32_87"));
        assertThat(catalogs.notClosed()).isZero();
    }

    @Test
    void codeThatMeansAbsentElsewhere_errorHere() {
        catalogs.fails(Algorithm.SHA1, Win32Failure.FILE_NOT_FOUND);

        assertThat(signature()).isInstanceOf(Finding.Failed.class);
    }

    @Test
    void moreCatalogsThanTheLimit_notCollectedNotAPart() {
        for (int i = 0; i < 600; i++) {
            catalogs.holds(Algorithm.SHA256, FILE, CATROOT + i + ".cat", MICROSOFT);
        }

        assertThat(signature())
                .isInstanceOfSatisfying(Finding.NotCollected.class, missing -> assertThat(missing.reason())
                        .isEqualTo(NotCollectedReason.LIMIT_REACHED));
        assertThat(catalogs.notClosed()).isZero();
    }

    @Test
    void noSuchFileOrBadPath_asForFiles() {
        assertThat(signature("%SystemRoot%\\absent.dll")).isEqualTo(Finding.doesNotExist());
        assertThat(signature("C:\\Windows\\System32\\ntdll.dll")).isInstanceOf(Finding.Failed.class);
        assertThat(signature("%SystemRoot%\\System32")).isInstanceOf(Finding.Failed.class);
    }

    @Test
    void redirectedProcess_searchedByItsTrueFile() throws IOException {
        system.machines(Architecture.X64, true);
        Files.createDirectories(drive.resolve("Windows/Sysnative"));
        Files.write(drive.resolve("Windows/Sysnative/ntdll.dll"), new byte[1]);
        catalogs.holds(Algorithm.SHA256, "C:\\Windows\\Sysnative\\ntdll.dll", CATROOT + ROLLUP, MICROSOFT);

        assertThat(signature()).isInstanceOf(Finding.Exists.class);
    }

    @Test
    void work_theFilesBytes() {
        AtomicLong done = new AtomicLong();

        reader().signature(TOKEN, (units, what) -> done.addAndGet(units));

        assertThat(done).hasValue(300);
    }

    private Finding<FileSignatureFact> signature() {
        return signature(TOKEN);
    }

    private Finding<FileSignatureFact> signature(String path) {
        return reader().signature(path, (units, what) -> {});
    }

    private FileSignatureReader reader() {
        return new FileSignatureReader(
                new FileLocations(system, new RegistryReader(new FakeRegistry()), files),
                files,
                catalogs,
                ReadBudget.ofOneRun());
    }
}
