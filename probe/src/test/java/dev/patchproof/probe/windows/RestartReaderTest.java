package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Finding;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartReaderTest {

    private static final String PENDING_XML = "C:\\Windows\\WinSxS\\pending.xml";
    private static final Instant STAGED = Instant.parse("2026-11-20T08:00:00Z");

    private final FakeOperatingSystem system = new FakeOperatingSystem();

    @Test
    void pendingXml_itsLastWriteTime(@TempDir Path drive) throws IOException {
        Path folder = Files.createDirectories(drive.resolve("Windows/WinSxS"));
        Files.setLastModifiedTime(Files.createFile(folder.resolve("pending.xml")), FileTime.from(STAGED));

        assertThat(pendingXml(new FakeFiles(drive))).isEqualTo(Finding.exists(STAGED));
    }

    @Test
    void noPendingXmlOrNoComponentStore_doesNotExist(@TempDir Path drive) throws IOException {
        assertThat(pendingXml(new FakeFiles(drive))).isEqualTo(Finding.doesNotExist());

        Files.createDirectories(drive.resolve("Windows/WinSxS"));
        assertThat(pendingXml(new FakeFiles(drive))).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void folderOfThatName_errorNotAbsence(@TempDir Path drive) throws IOException {
        Files.createDirectories(drive.resolve("Windows/WinSxS/pending.xml"));

        assertError(pendingXml(new FakeFiles(drive)), "NOT_A_FILE");
    }

    @Test
    void pendingXmlDeniedOrUnreadable_errorNotAbsence(@TempDir Path drive) {
        FakeFiles denied = new FakeFiles(drive).hide(PENDING_XML, new AccessDeniedException(PENDING_XML));
        FakeFiles broken = new FakeFiles(drive).hide(PENDING_XML, new FileSystemException(PENDING_XML));

        assertError(pendingXml(denied), "ACCESS_DENIED");
        assertError(pendingXml(broken), "IO");
    }

    @Test
    void systemFolderUnknown_errorNotAbsence(@TempDir Path drive) {
        system.withoutFolders();

        assertError(pendingXml(new FakeFiles(drive)), "WIN32_2");
    }

    private Finding<Instant> pendingXml(SystemFiles files) {
        return new RestartReader(system, new RegistryReader(new FakeRegistry()), files)
                .read()
                .pendingXml();
    }

    private static void assertError(Finding<?> finding, String code) {
        assertThat(finding).isInstanceOfSatisfying(Finding.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo(code));
    }
}
