package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.FileSignatureFact;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LoadedModulesFact;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.probe.collector.ReadBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links in place of folders and files of Windows; a junction is to the reader as a pipe is here, something other. */
class HostileFoldersTest {

    private final FakeRegistry registry = new FakeRegistry();
    private final FakeOperatingSystem system = new FakeOperatingSystem();
    private final Path drive;
    private final FakeFiles files;

    HostileFoldersTest(@TempDir Path drive) {
        this.drive = drive;
        this.files = new FakeFiles(drive);
    }

    @BeforeEach
    void somebodysFiles() throws IOException {
        Files.createDirectories(drive.resolve("Users/ann/color"));
        Files.writeString(drive.resolve("Users/ann/color/a.dll"), "of Ann's");
        Files.createDirectories(drive.resolve("Windows/System32/drivers"));
        Files.writeString(drive.resolve("Windows/System32/drivers/srv.sys"), "of Windows");
        Files.writeString(drive.resolve("Windows/System32/ntdll.dll"), "of Windows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%SystemRoot%\\System32\\spool\\color\\a.dll", "%SystemRoot%\\System32\\spool\\color\\b\\a.dll"})
    void folderThatIsALink_isNotFollowed(String path) throws IOException {
        Files.createDirectories(drive.resolve("Windows/System32/spool"));
        Files.createSymbolicLink(drive.resolve("Windows/System32/spool/color"), drive.resolve("Users/ann/color"));

        assertLeadsOut(collector().collect(new Query.WindowsFile(path), (units, what) -> {}));
        assertLeadsOut(collector().collect(new Query.FileSignature(path), (units, what) -> {}));
        Finding<LoadedModulesFact> loaded =
                collector().collect(new Query.LoadedModules(List.of(path)), (units, what) -> {});
        assertThat(loaded.toString()).contains("LEADS_OUT").doesNotContain("Users");
    }

    @Test
    void system32ItselfALink_isNotFollowed() throws IOException {
        Files.createSymbolicLink(drive.resolve("Windows/SysWOW64"), drive.resolve("Users/ann/color"));

        assertLeadsOut(file("%SystemRoot%\\SysWOW64\\a.dll"));
    }

    @Test
    void folderThatIsSomethingOther_isNotFollowed() throws Exception {
        Path junction = drive.resolve("Windows/System32/junction");
        assertThat(new ProcessBuilder("mkfifo", junction.toString()).start().waitFor())
                .isZero();

        assertLeadsOut(file("%SystemRoot%\\System32\\junction\\a.dll"));
    }

    @Test
    void componentsFolderThatIsALink_isNotFollowed() throws IOException {
        String component = "amd64_microsoft.windows.gdiplus_6595b64144ccf1df";
        String winners = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\SideBySide\\Winners\\" + component
                + "_none_0d8ae71c6b8a8e4d";
        registry.text(winners, "", "1.1");
        registry.text(winners + "\\1.1", "", "1.1.19041.4355");
        Files.createDirectories(drive.resolve("Windows/WinSxS"));
        Files.createSymbolicLink(
                drive.resolve("Windows/WinSxS/" + component + "_1.1.19041.4355_none_7ddd7a5d3b4fc6ae"),
                drive.resolve("Users/ann/color"));

        assertLeadsOut(file("%WinSxSWinner%\\" + component + "_none\\a.dll"));
    }

    @Test
    void fileThatIsALink_isNotAFile() throws IOException {
        Files.createSymbolicLink(drive.resolve("Windows/System32/a.dll"), drive.resolve("Users/ann/color/a.dll"));

        assertThat(code(file("%SystemRoot%\\System32\\a.dll"))).isEqualTo("NOT_A_FILE");
    }

    @Test
    void folderSwappedForALinkOnceItWasLookedAt_isNotFollowed() throws IOException {
        Path color = Files.createDirectories(drive.resolve("Windows/System32/spool/color"));
        Files.writeString(color.resolve("a.dll"), "of Ann's");
        files.beforeOpening(() -> swap(color));

        assertLeadsOut(file("%SystemRoot%\\System32\\spool\\color\\a.dll"));
    }

    @Test
    void fileSwappedForALinkOnceItWasLookedAt_isNotFollowed() {
        files.beforeOpening(() -> swap(drive.resolve("Windows/System32/ntdll.dll")));

        assertLeadsOut(file("%SystemRoot%\\System32\\ntdll.dll"));
    }

    @Test
    void fileWhoseCatalogsAreLookedForSwappedForAnother_isNotFollowed() {
        String path = "C:\\Windows\\System32\\ntdll.dll";
        FileLocations locations = new FileLocations(system, new RegistryReader(registry), files);
        FakeCatalogs swapped = new FakeCatalogs().standsAt(path, "\\\\?\\C:\\Users\\ann\\a.dll");
        FakeCatalogs inPlace = new FakeCatalogs().standsAt(path, "\\\\?\\C:\\WINDOWS\\system32\\NTDLL.dll");

        assertLeadsOut(signature(locations, swapped));
        assertThat(swapped.notClosed()).isZero();
        assertThat(signature(locations, inPlace)).isEqualTo(Finding.doesNotExist());
    }

    private Finding<FileSignatureFact> signature(FileLocations locations, FakeCatalogs catalogs) {
        return new FileSignatureReader(locations, files, catalogs, ReadBudget.ofOneRun())
                .signature("%SystemRoot%\\System32\\ntdll.dll", (units, what) -> {});
    }

    /** What stood there goes to Ann, and a link leads to it. */
    private void swap(Path path) {
        try {
            Path there = Files.move(path, drive.resolve("Users/ann/swapped"));
            Files.createSymbolicLink(path, there);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void plainFoldersBesideThem_areRead() {
        assertThat(file("%SystemRoot%\\System32\\drivers\\srv.sys")).isInstanceOf(Finding.Exists.class);
        assertThat(file("%SystemRoot%\\System32\\none\\srv.sys")).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void fileThatNeverEnds_isReadAsFarAsItSays() {
        FileReader reader = new FileReader(
                system,
                new FileLocations(system, new RegistryReader(registry), files),
                new EndlessFiles(files),
                ReadBudget.ofOneRun());

        assertThat(reader.file("%SystemRoot%\\System32\\ntdll.dll", (units, what) -> {}))
                .isEqualTo(Finding.error("CHANGED", "C:\\Windows\\System32\\ntdll.dll changed while it was read"));
    }

    @Test
    void spentBudget_isAnErrorForFilesAndSignatures() {
        FileLocations locations = new FileLocations(system, new RegistryReader(registry), files);
        ReadBudget budget = new ReadBudget(15);
        FileReader reader = new FileReader(system, locations, files, budget);

        assertThat(reader.file("%SystemRoot%\\System32\\ntdll.dll", (units, what) -> {}))
                .isInstanceOf(Finding.Exists.class);
        assertThat(code(reader.file("%SystemRoot%\\System32\\drivers\\srv.sys", (units, what) -> {})))
                .isEqualTo("LIMIT_REACHED");
        assertThat(code(new FileSignatureReader(locations, files, new FakeCatalogs(), budget)
                        .signature("%SystemRoot%\\System32\\ntdll.dll", (units, what) -> {})))
                .isEqualTo("LIMIT_REACHED");
    }

    @Test
    void registryTextOfAMillionLetters_isMalformed() {
        registry.text("HKLM\\SYSTEM\\Setup", "SystemPartition", "x".repeat(1_000_000));

        Finding<String> text =
                new RegistryReader(registry).text(RegistryPath.parse("HKLM\\SYSTEM\\Setup"), "SystemPartition");

        assertThat(code(text)).isEqualTo("MALFORMED");
        assertThat(text.toString()).hasSizeLessThan(300);
    }

    private Finding<WindowsFileFact> file(String path) {
        return collector().collect(new Query.WindowsFile(path), (units, what) -> {});
    }

    private WindowsCollector collector() {
        return new WindowsCollector(
                system, registry, Clock.systemUTC(), new Properties(), files, new FakeCatalogs(), new FakeProcesses());
    }

    private static void assertLeadsOut(Finding<?> finding) {
        assertThat(code(finding)).isEqualTo("LEADS_OUT");
    }

    private static String code(Finding<?> finding) {
        return finding.fold(found -> "exists", () -> "absent", missing -> missing.detail(), failed -> failed.code());
    }

    /** Every file says what it has, and goes on for ever. */
    private record EndlessFiles(FakeFiles files) implements SystemFiles {
        @Override
        public BasicFileAttributes attributes(String path) throws IOException {
            return files.attributes(path);
        }

        @Override
        public boolean isReparsePoint(String path) throws IOException {
            return files.isReparsePoint(path);
        }

        @Override
        public SeekableByteChannel open(String path) {
            return new Endless();
        }

        @Override
        public Optional<String> truePath(SeekableByteChannel opened) {
            return Optional.empty();
        }

        @Override
        public Optional<String> truePath(String folder) {
            return files.truePath(folder);
        }

        @Override
        public Optional<Instant> changedAt(String path) throws Win32Failure {
            return files.changedAt(path);
        }

        @Override
        public List<String> names(String folder, Predicate<String> wanted) throws IOException {
            return files.names(folder, wanted);
        }
    }

    private static final class Endless implements SeekableByteChannel {
        private long position;

        @Override
        public int read(ByteBuffer target) {
            int n = target.remaining();
            target.position(target.limit());
            position += n;
            return n;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long newPosition) {
            position = newPosition;
            return this;
        }

        @Override
        public long size() {
            return Long.MAX_VALUE;
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
