package dev.patchproof.portal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.bundle.RuntimeRefusedException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that an administrator may drop: which hold a Java to hand out, and with which words the others are refused. */
final class RuntimeCheckTest {
    private static final String TOP = "jdk-21-jre/";

    private Path file = Path.of("");

    @BeforeEach
    void file(@TempDir Path folder) {
        file = folder.resolve("dropped");
    }

    @Test
    void archivesAsVendorsPackThem_areToldApartByTheirLaunchers() throws Exception {
        assertThat(RuntimeCheck.check(TestArchive.windows().zip(file)))
                .isEqualTo(new RuntimeCheck.Found(Platform.WINDOWS_X64, "21.0.9", TOP));
        assertThat(RuntimeCheck.check(TestArchive.linux(TestArchive.X64_ELF).tarGz(file)))
                .isEqualTo(new RuntimeCheck.Found(Platform.LINUX_X64, "21.0.9", TOP));
        assertThat(RuntimeCheck.check(TestArchive.linux(TestArchive.ARM64_ELF).tarGz(file)))
                .isEqualTo(new RuntimeCheck.Found(Platform.LINUX_AARCH64, "21.0.9", TOP));
    }

    @Test
    void archiveWithoutAFolderOfItsOwn_isAsGood() throws Exception {
        TestArchive archive = new TestArchive()
                .folder("./")
                .file("./release", TestArchive.RELEASE)
                .program("./bin/java", TestArchive.elf(TestArchive.X64_ELF));

        assertThat(RuntimeCheck.check(archive.tarGz(file)).prefix()).isEmpty();
    }

    @Test
    void olderJavaNeedsAModuleForCurves_newerHasThemInItsBase() throws Exception {
        TestArchive archive = linux().without(TOP + "release")
                .file(TOP + "release", "JAVA_VERSION=\"25.0.1\"\nMODULES=\"java.base java.logging\"\n");

        assertThat(RuntimeCheck.check(archive.tarGz(file)).version()).isEqualTo("25.0.1");
    }

    /** What is dropped. */
    interface Making {
        byte[] bytes() throws IOException;
    }

    record Refused(String name, Reason reason, String words, Making making) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Refused> refused() {
        return Stream.of(
                new Refused("neither-zip-nor-tar-gz", Reason.NOT_AN_ARCHIVE, "something else", () -> new byte[100]),
                new Refused("empty-file", Reason.NOT_AN_ARCHIVE, "something else", () -> new byte[0]),
                new Refused("tar-cut", Reason.NOT_AN_ARCHIVE, "a damaged one", () -> {
                    byte[] whole = linux().tarGz();
                    return Arrays.copyOf(whole, whole.length / 2);
                }),
                new Refused("zip-cut", Reason.NOT_AN_ARCHIVE, "a damaged one", () -> {
                    byte[] whole = windows().zip();
                    return Arrays.copyOf(whole, whole.length / 2);
                }),
                new Refused("zip-content-altered", Reason.NOT_AN_ARCHIVE, "a damaged one", () -> {
                    String whole = new String(DamagedArchives.stored(), StandardCharsets.ISO_8859_1);
                    return whole.replace("CONTENT", "CoNTENT").getBytes(StandardCharsets.ISO_8859_1);
                }),
                new Refused("tar-checksum-altered", Reason.NOT_AN_ARCHIVE, "a damaged one", () -> {
                    byte[] whole = linux().tarGz();
                    whole[whole.length - 8]++;
                    return whole;
                }),
                new Refused(
                        "zip-size-altered",
                        Reason.NOT_AN_ARCHIVE,
                        "size say in jdk-21-jre/lib/modules",
                        DamagedArchives::withAnotherSize),
                new Refused(
                        "zip-entries-that-overlap",
                        Reason.NOT_AN_ARCHIVE,
                        "more packed content than there is",
                        DamagedArchives::overlapping),
                new Refused("name-leads-up", Reason.NAME, "jdk-21-jre/../../etc/cron.d/x", () -> linux().file(
                                TOP + "../../etc/cron.d/x", "")
                        .tarGz()),
                new Refused("zip-name-leads-up", Reason.NAME, "../evil.exe", () -> windows()
                        .file("../evil.exe", "")
                        .zip()),
                new Refused("name-absolute", Reason.NAME, "\"/etc/passwd\"", () -> linux().file("/etc/passwd", "")
                        .tarGz()),
                new Refused("name-with-a-drive", Reason.NAME, "C:/Windows/x.dll", () -> windows()
                        .file("C:/Windows/x.dll", "")
                        .zip()),
                new Refused("name-with-a-stream", Reason.NAME, "java.exe:x", () -> windows()
                        .file(TOP + "bin/java.exe:x", "")
                        .zip()),
                new Refused("name-of-a-device", Reason.NAME, "bin/nul.dll", () -> windows()
                        .file(TOP + "bin/nul.dll", "")
                        .zip()),
                new Refused("name-with-a-line-break", Reason.NAME, "lib/a?b", () -> linux().file(TOP + "lib/a\nb", "")
                        .tarGz()),
                new Refused("name-that-ends-in-a-dot", Reason.NAME, "lib/a.", () -> windows()
                        .file(TOP + "lib/a.", "")
                        .zip()),
                new Refused("name-empty", Reason.NAME, "jdk-21-jre//x", () -> linux().file(TOP + "/x", "")
                        .tarGz()),
                new Refused(
                        "name-too-long", Reason.NAME, "240 characters", () -> linux().file(TOP + "x".repeat(300), "")
                                .tarGz()),
                new Refused(
                        "file-beside-the-runtime", Reason.NAME, "found install.sh", () -> linux().file("install.sh", "")
                                .tarGz()),
                new Refused("name-twice", Reason.TWICE, "bin/java", () -> linux().program(
                                TOP + "bin/java", TestArchive.elf(TestArchive.X64_ELF))
                        .tarGz()),
                new Refused("name-twice-in-another-case", Reason.TWICE, "BIN/JAVA.EXE", () -> windows()
                        .file(TOP + "BIN/JAVA.EXE", "")
                        .zip()),
                new Refused("link-leads-up", Reason.LINK, "-> ../../../etc/shadow", () -> linux().link(
                                TOP + "lib/x", "../../../etc/shadow")
                        .tarGz()),
                new Refused("link-leads-beside-the-runtime", Reason.LINK, "-> ../../x", () -> linux().link(
                                TOP + "lib/y", "../../x")
                        .tarGz()),
                new Refused("link-absolute", Reason.LINK, "-> /etc/ssl/certs", () -> linux().link(
                                TOP + "lib/cacerts", "/etc/ssl/certs")
                        .tarGz()),
                new Refused("link-down-and-up", Reason.LINK, "-> a/../../..", () -> linux().link(
                                TOP + "lib/x", "a/../../..")
                        .tarGz()),
                new Refused("link-empty", Reason.LINK, "lib/x -> ", () -> linux().link(TOP + "lib/x", "")
                        .tarGz()),
                new Refused("file-through-a-link", Reason.NAME, "a folder expected above", () -> linux().link(
                                TOP + "lib/x", "..")
                        .file(TOP + "lib/x/y", "")
                        .tarGz()),
                new Refused("link-in-a-zip", Reason.KIND, "a link", () -> windows()
                        .link(TOP + "lib/x", "y")
                        .zip()),
                new Refused("hard-link", Reason.KIND, "a hard link", () -> linux().special(
                                TOP + "lib/x", TarConstants.LF_LINK)
                        .tarGz()),
                new Refused("device", Reason.KIND, "a device", () -> linux().special(TOP + "lib/x", TarConstants.LF_BLK)
                        .tarGz()),
                new Refused("fifo", Reason.KIND, "a device", () -> linux().special(TOP + "lib/x", TarConstants.LF_FIFO)
                        .tarGz()),
                new Refused(
                        "launcher-absent", Reason.LAUNCHER, "one bin/java expected, found none", () -> linux().without(
                                        TOP + "bin/java")
                                .tarGz()),
                new Refused("two-launchers", Reason.LAUNCHER, "jre/bin/java", () -> linux().program(
                                TOP + "jre/bin/java", TestArchive.elf(TestArchive.X64_ELF))
                        .tarGz()),
                new Refused("launcher-of-another-machine", Reason.LAUNCHER, "found another", () -> TestArchive.linux(40)
                        .tarGz()),
                new Refused("launcher-for-linux-in-a-zip", Reason.LAUNCHER, "one bin/java.exe", () -> linux().without(
                                TOP + "legal/java.net.http/LICENSE")
                        .zip()),
                new Refused("launcher-that-is-a-script", Reason.LAUNCHER, "found another", () -> linux().without(
                                TOP + "bin/java")
                        .program(TOP + "bin/java", "#!/bin/sh\n")
                        .tarGz()),
                new Refused("launcher-not-executable", Reason.LAUNCHER, "not executable", () -> linux().without(
                                TOP + "bin/java")
                        .file(TOP + "bin/java", TestArchive.elf(TestArchive.X64_ELF))
                        .tarGz()),
                new Refused(
                        "release-file-absent",
                        Reason.VERSION,
                        "beside \"bin\" expected, found none",
                        () -> linux().without(TOP + "release").tarGz()),
                new Refused("java-too-old", Reason.VERSION, "found 11.0.28", () -> linux().without(TOP + "release")
                        .file(TOP + "release", "JAVA_VERSION=\"11.0.28\"\n")
                        .tarGz()),
                new Refused("java-8", Reason.VERSION, "found 1.8.0_472", () -> linux().without(TOP + "release")
                        .file(TOP + "release", "JAVA_VERSION=\"1.8.0_472\"\n")
                        .tarGz()),
                new Refused("module-missing", Reason.VERSION, "jdk.crypto.ec] expected", () -> linux().without(
                                TOP + "release")
                        .file(TOP + "release", "JAVA_VERSION=\"21.0.9\"\nMODULES=\"java.base java.logging\"\n")
                        .tarGz()),
                new Refused("module-of-windows-missing", Reason.VERSION, "jdk.crypto.mscapi] expected", () -> windows()
                        .without(TOP + "release")
                        .file(TOP + "release", "JAVA_VERSION=\"25.0.1\"\nMODULES=\"java.base java.logging\"\n")
                        .zip()),
                new Refused(
                        "java-for-musl", Reason.LAUNCHER, "found one for musl", () -> linux().without(TOP + "release")
                                .file(TOP + "release", TestArchive.RELEASE + "LIBC=\"musl\"\n")
                                .tarGz()),
                new Refused("too-many-entries", Reason.TOO_LARGE, "10000 entries", () -> {
                    TestArchive archive = linux();
                    for (int i = 0; i <= ArchiveReading.MOST_ENTRIES; i++) {
                        archive.file(TOP + "lib/" + i, "");
                    }
                    return archive.tarGz();
                }),
                new Refused("bomb", Reason.TOO_LARGE, "bytes unpacked", DamagedArchives::bomb));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(Refused refused) throws Exception {
        Files.write(file, refused.making().bytes());

        assertThatThrownBy(() -> RuntimeCheck.check(file))
                .isInstanceOfSatisfying(RuntimeRefusedException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(refused.reason()))
                .hasMessageContaining(refused.words())
                .hasMessageContaining("expected");
    }

    private static TestArchive linux() {
        return TestArchive.linux(TestArchive.X64_ELF);
    }

    private static TestArchive windows() {
        return TestArchive.windows();
    }
}
