package dev.patchproof.portal.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of dropped runtimes, and what comes out of it. */
final class BundleTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private Path folder = Path.of("");
    private Path copies = Path.of("");
    private Runtimes runtimes = new Runtimes(folder, copies, Clock.systemUTC());

    @BeforeEach
    void folders(@TempDir Path temporary) throws IOException {
        folder = Files.createDirectory(temporary.resolve("runtimes"));
        copies = Files.createDirectory(temporary.resolve("copies"));
        runtimes = new Runtimes(folder, copies, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void emptyFolder_offersNothing() {
        runtimes.look();

        assertThat(runtimes.offered()).isEmpty();
    }

    @Test
    void dropped_offeredForItsPlatform() throws Exception {
        drop("a.zip", TestArchive.windows().zip(), 60);
        drop("b.tar.gz", TestArchive.linux(TestArchive.X64_ELF).tarGz(), 60);

        runtimes.look();

        assertThat(runtimes.offered())
                .extracting(CheckedRuntime::platform)
                .containsExactly(Platform.WINDOWS_X64, Platform.LINUX_X64);
    }

    @Test
    void fileThatIsStillBeingCopied_waits() throws Exception {
        drop("a.zip", TestArchive.windows().zip(), 1);

        runtimes.look();

        assertThat(runtimes.offered()).isEmpty();
    }

    @Test
    void refusedFile_offeredOnceItIsReplaced() throws Exception {
        drop("a.zip", TestArchive.windows().file("../x", "").zip(), 60);
        runtimes.look();
        assertThat(runtimes.offered()).isEmpty();

        drop("a.zip", TestArchive.windows().zip(), 30);
        runtimes.look();

        assertThat(runtimes.offered()).hasSize(1);
    }

    @Test
    void goodFileReplacedByABadOne_leavesNoCopy() throws Exception {
        drop("a.zip", TestArchive.windows().zip(), 60);
        runtimes.look();

        drop("a.zip", TestArchive.windows().file("../x", "").zip(), 30);
        runtimes.look();

        assertThat(runtimes.offered()).isEmpty();
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void fileThatChangesWhileItIsCopied_isCheckedAnewAndNotOfferedMeanwhile() throws Exception {
        drop("a.zip", TestArchive.windows().zip(), 60);
        Path file = folder.resolve("a.zip");
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> changing = threads.submit(() -> {
            for (int i = 0; !over.get(); i++) {
                Files.setLastModifiedTime(
                        file, FileTime.from(NOW.minusSeconds(60).minusNanos(i)));
            }
            return over;
        });

        runtimes.look();
        List<CheckedRuntime> meanwhile = runtimes.offered();
        over.set(true);
        changing.get();
        threads.shutdown();
        runtimes.look();

        assertThat(meanwhile).isEmpty();
        assertThat(runtimes.offered()).hasSize(1);
    }

    @Test
    void removedFile_isOfferedNoMore() throws Exception {
        drop("a.zip", TestArchive.windows().zip(), 60);
        runtimes.look();

        Files.delete(folder.resolve("a.zip"));
        runtimes.look();

        assertThat(runtimes.offered()).isEmpty();
        assertThat(copies).isEmptyDirectory();
    }

    @Test
    void secondFileForAPlatform_isNotUsed() throws Exception {
        drop("a.zip", TestArchive.windows().zip(), 60);
        drop("b.zip", TestArchive.windows().zip(), 60);

        runtimes.look();

        assertThat(runtimes.offered())
                .extracting(runtime -> runtime.prepared().getFileName().toString())
                .containsExactly("a.zip.copy");
    }

    @Test
    void firstFileForAPlatformRemoved_theSecondTakesItsPlace() throws Exception {
        drop("a.zip", TestArchive.windows().zip(), 60);
        drop("b.zip", TestArchive.windows().zip(), 60);
        runtimes.look();

        Files.delete(folder.resolve("a.zip"));
        runtimes.look();

        assertThat(runtimes.offered())
                .extracting(runtime -> runtime.prepared().getFileName().toString())
                .containsExactly("b.zip.copy");
    }

    @Test
    void report_namesEachFileAndWhy() throws Exception {
        drop("a.zip", TestArchive.windows().zip(), 60);
        drop("b.zip", "text".getBytes(StandardCharsets.US_ASCII), 60);

        List<String> lines = runtimes.report();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("a.zip  good: Java 21.0.9 for windows-x64");
        assertThat(lines.get(1)).startsWith("b.zip  refused: a ZIP or tar.gz file expected");
    }

    @Test
    void copyOfALinuxRuntime_hasPlainModesAndItsLinks() throws Exception {
        drop("a.tar.gz", TestArchive.linux(TestArchive.X64_ELF).tarGz(), 60);
        runtimes.look();

        Map<String, TarArchiveEntry> entries =
                tar(Files.readAllBytes(runtimes.offered().get(0).prepared()));

        assertThat(entries.keySet())
                .containsExactly(
                        "patchproof/",
                        "patchproof/runtime/",
                        "patchproof/runtime/release",
                        "patchproof/runtime/bin/",
                        "patchproof/runtime/bin/java",
                        "patchproof/runtime/lib/jspawnhelper",
                        "patchproof/runtime/legal/java.base/LICENSE",
                        "patchproof/runtime/legal/java.net.http/LICENSE");
        assertThat(Objects.requireNonNull(entries.get("patchproof/runtime/bin/java"))
                        .getMode())
                .as("no set-user-id")
                .isEqualTo(0755);
        assertThat(Objects.requireNonNull(entries.get("patchproof/runtime/release"))
                        .getMode())
                .isEqualTo(0644);
        assertThat(Objects.requireNonNull(entries.get("patchproof/runtime/legal/java.net.http/LICENSE"))
                        .getLinkName())
                .isEqualTo("../java.base/LICENSE");
    }

    @Test
    void copyOfAWindowsRuntime_hasTheSameContents() throws Exception {
        drop("a.zip", TestArchive.windows().zip(), 60);
        runtimes.look();
        Map<String, String> contents = new LinkedHashMap<>();

        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(
                Files.readAllBytes(runtimes.offered().get(0).prepared())))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                contents.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }

        assertThat(contents)
                .containsOnly(
                        Map.entry("patchproof/runtime/release", TestArchive.RELEASE),
                        Map.entry("patchproof/runtime/bin/java.exe", TestArchive.pe(TestArchive.X64_PE)),
                        Map.entry("patchproof/runtime/lib/modules", "modules"));
    }

    private void drop(String name, byte[] content, int secondsAgo) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofSeconds(secondsAgo))));
    }

    static Map<String, TarArchiveEntry> tar(byte[] bytes) throws IOException {
        Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            gzip.transferTo(unpacked);
        }
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(unpacked.toByteArray()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }
        return entries;
    }
}
