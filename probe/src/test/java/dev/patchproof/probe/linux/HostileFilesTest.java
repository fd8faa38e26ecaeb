package dev.patchproof.probe.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.Query;
import dev.patchproof.probe.collector.ReadBudget;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file system that means harm: nothing is read without end, nothing outside the system, and none of it is proof. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {
    private static final String TOOL = "/usr/bin/tool";

    private Path folder;
    private DpkgRoot root;

    @BeforeEach
    void debian(@TempDir Path folder) throws IOException {
        this.folder = folder;
        root = DpkgRoot.in(folder).install("tool", "1", Map.of(TOOL, "tool"));
    }

    @Test
    void pipeInPlaceOfAFile_isNotOpened() throws Exception {
        root.delete(TOOL);
        assertThat(new ProcessBuilder("mkfifo", root.path(TOOL).toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(found()).isEqualTo(notAFile());
    }

    @Test
    void pipeInPlaceOfTheDatabase_isNotOpened() throws Exception {
        root.delete("/var/lib/dpkg/status");
        assertThat(new ProcessBuilder(
                                "mkfifo", root.path("/var/lib/dpkg/status").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(all(root.offline())).isInstanceOf(Finding.Failed.class);
    }

    @Test
    void socketInPlaceOfAFile_isNotOpened(@TempDir Path near) throws IOException {
        root.delete(TOOL);
        Path socket = near.resolve("s"); // its name may have a hundred characters
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.move(socket, root.path(TOOL));

            assertThat(found()).isEqualTo(notAFile());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/tty", "/proc/kmsg", "/proc/self/environ", "/sys/power/state"})
    void linkToWhatTheKernelMakesUp_isNotFollowed(String target) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of(target));
        RootFolder live = new RootFolder(Path.of("/"), new BoundedDisk(new NioDisk(), ReadBudget.ofOneRun()));

        DifferingFile file = new FileComparison(live)
                .difference("/usr/bin/tool", link.toString(), "0".repeat(32), bytes -> {
                    throw new AssertionError("something was read");
                })
                .orElseThrow();

        assertThat(code(file.found())).isEqualTo("LEADS_OUT");
    }

    /** The digests would fit, and that must not count. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/home/ann/.ssh/id_ed25519",
                "/root/.bash_history",
                "/run/user/1000/bus",
                "/proc/kmsg",
                "/sys/x",
                "/dev/zero"
            })
    void filesOutsideTheSystem_areNotReadWhereALinkLeadsThere(String outside) throws IOException {
        root.write(outside, "tool").delete(TOOL).link(TOOL, outside);

        assertThat(code(found())).isEqualTo("LEADS_OUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home/ann/tool", "/root/tool", "/proc/kmsg", "/dev/zero", "/run/user/1000/x"})
    void recordThatNamesAFileOutsideTheSystem_isNotFollowed(String outside) throws IOException {
        root.install("rogue", "1", Map.of(outside, "content"));

        assertThat(code(differing("rogue").found())).isEqualTo("LEADS_OUT");
    }

    @Test
    void folderThatIsALinkToSomebodysHome_isNotFollowed() throws IOException {
        root.write("/home/ann/lib/tool.so", "code")
                .link("/usr/lib/tool", "../../home/ann/lib")
                .record("linked", "1", Map.of("/usr/lib/tool/tool.so", "code"), "");

        assertThat(code(differing("linked").found())).isEqualTo("LEADS_OUT");
    }

    @Test
    void linkByWayOfAnotherLink_isNotFollowedEither() throws IOException {
        root.write("/home/ann/tool", "tool")
                .delete(TOOL)
                .link("/usr/bin/other", "/home/ann/tool")
                .link(TOOL, "other");

        assertThat(code(found())).isEqualTo("LEADS_OUT");
    }

    @Test
    void linkOutOfTheFolder_endsInsideIt(@TempDir Path outside) throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), "tool");
        root.delete(TOOL).link(TOOL, secret.toString());
        Path climbing = Path.of("../".repeat(40) + secret.toString().substring(1));

        assertThat(found()).isEqualTo(Finding.doesNotExist());
        root.delete(TOOL).link(TOOL, climbing.toString());
        assertThat(found()).isEqualTo(Finding.doesNotExist());
    }

    @ParameterizedTest
    @CsvSource({"../../etc/shadow", "usr/../../etc/shadow", "usr/bin/.."})
    void recordThatClimbs_isMalformed(String path) throws IOException {
        root.append("/var/lib/dpkg/info/tool.md5sums", DpkgRoot.md5("x") + "  " + path + "\n");

        assertThat(code(only("tool").files())).isEqualTo("MALFORMED");
    }

    /** Two slashes in front lead where one does. */
    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "//dev/zero", "./dev/zero", "/usr/../dev/zero"})
    void recordOfADeviceByAnotherSpelling_isNoProof(String path) throws IOException {
        root.write("/dev/zero", "tool")
                .append("/var/lib/dpkg/info/tool.md5sums", DpkgRoot.md5("tool") + "  " + path + "\n");

        Finding<PackageFiles> files = only("tool").files();

        assertThat(files.<Integer>fold(all -> all.differing().size(), () -> 0, missing -> 1, failed -> 1))
                .isEqualTo(1);
    }

    @Test
    void databaseThatIsALinkToTheKernelsLog_isNotRead() throws IOException {
        root.write("/proc/kmsg", "").delete("/var/lib/dpkg/status").link("/var/lib/dpkg/status", "/proc/kmsg");

        assertThat(code(all(root.offline()))).isEqualTo("LEADS_OUT");
    }

    @Test
    void linkInARing_isAnError() throws IOException {
        root.delete(TOOL).link(TOOL, "tool");

        assertThat(code(found())).isEqualTo("LINK_LOOP");
    }

    @Test
    void terabyteOfHoles_isNotRead() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(root.path(TOOL).toFile(), "rw")) {
            file.setLength(1L << 40);
        }

        assertThat(code(found())).isEqualTo("LIMIT_REACHED");
    }

    @Test
    void recordOfSixtyFiveMegabytes_isAnErrorAndNoProof() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(
                root.path("/var/lib/dpkg/info/tool.md5sums").toFile(), "rw")) {
            file.setLength(65L << 20);
        }

        assertThat(code(only("tool").files())).isIn("IO", "MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "x", " "})
    void databaseOfNothingButTheSame_isAnErrorAndNotTheEndOfTheMemory(String what) throws IOException {
        root.write("/var/lib/dpkg/status", what.repeat(64 << 20));

        assertThat(code(all(root.offline()))).isEqualTo("LIMIT_REACHED");
    }

    /** As many stanzas as fit, one after the other: what is made of them is larger than they are. */
    @Test
    void databaseOfAMillionStanzas_isAnErrorToo() throws IOException {
        root.write("/var/lib/dpkg/status", "package: a\n\n".repeat(500_001));

        assertThat(code(all(root.offline()))).isEqualTo("LIMIT_REACHED");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5 << 20})
    void fileThatNeverEnds_isReadAsFarAsItSaysAndNotForEver(long size) {
        BoundedDisk disk = new BoundedDisk(new EndlessDisk(size), ReadBudget.ofOneRun());

        assertThatThrownBy(() -> {
                    try (InputStream in = disk.open(Path.of("/usr/bin/tool"))) {
                        in.transferTo(java.io.OutputStream.nullOutputStream());
                    }
                })
                .isInstanceOf(LimitReachedException.class)
                .hasMessageContaining("goes on");
    }

    @Test
    void fileThatGrowsALittleWhileItIsRead_isReadWhole() throws IOException {
        root.write("/usr/share/log", "x".repeat(2 << 20));
        BoundedDisk disk = new BoundedDisk(new NioDisk(), ReadBudget.ofOneRun());

        try (InputStream in = disk.open(root.path("/usr/share/log"))) {
            in.readNBytes(1 << 20);
            root.append("/usr/share/log", "more");
            assertThat(in.readAllBytes()).hasSize((1 << 20) + 4);
        }
    }

    @Test
    void budgetOfTheRun_leavesTheRestUnreadAndNothingProven() throws IOException {
        root.install("big", "1", Map.of("/usr/share/a", "a".repeat(400_000), "/usr/share/b", "b".repeat(400_000)));

        List<DebianPackage> packages = packages(root.offlineReadingAtMost(500_000));

        List<Finding<?>> files =
                packages.stream().<Finding<?>>map(DebianPackage::files).toList();
        long whole = packages.stream()
                .filter(one -> one.files().fold(all -> all.differing().isEmpty(), () -> true, m -> false, f -> false))
                .count();
        assertThat(files.toString()).contains("LIMIT_REACHED");
        assertThat(whole).isLessThan(packages.size());
        assertThat(packages.stream().filter(one -> one.name().equals("big")))
                .allSatisfy(big -> assertThat(big.files().toString()).contains("LIMIT_REACHED"));
    }

    @Test
    void budgetSpentBeforeTheDatabaseIsRead_isAnErrorOfEverything() {
        assertThat(code(all(root.offlineReadingAtMost(10)))).isEqualTo("LIMIT_REACHED");
    }

    @Test
    void listThatUnpacksWithoutEnd_isNotReadForEver() {
        assertThatThrownBy(() -> PackageIndex.read(
                        new Endless(), name -> false, (name, architecture, version, percentage) -> {}))
                .isInstanceOf(LimitReachedException.class);
    }

    private Finding<String> found() {
        return differing("tool").found();
    }

    private static Finding<String> notAFile() {
        return Finding.error("NOT_A_FILE", "");
    }

    private DifferingFile differing(String name) {
        List<DifferingFile> differing =
                only(name).files().fold(PackageFiles::differing, List::of, missing -> List.of(), failed -> List.of());
        assertThat(differing).hasSize(1);
        DifferingFile file = differing.get(0);
        return new DifferingFile(
                file.path(),
                file.recorded(),
                file.found()
                        .fold(
                                Finding::exists,
                                Finding::doesNotExist,
                                missing -> Finding.notCollected(missing.reason(), ""),
                                failed -> Finding.error(failed.code(), "")),
                file.changedAt(),
                file.modeOverride());
    }

    private DebianPackage only(String name) {
        return packages(root.offline()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<DebianPackage> packages(LinuxCollector collector) {
        return all(collector).fold(DebianPackagesFact::packages, List::of, missing -> List.of(), failed -> List.of());
    }

    private static Finding<DebianPackagesFact> all(LinuxCollector collector) {
        return collector.collect(new Query.EveryDebianPackage(), (bytes, what) -> {});
    }

    private static String code(Finding<?> finding) {
        return finding.fold(
                found -> "exists " + found, () -> "absent", missing -> missing.detail(), failed -> failed.code());
    }

    /** Every file of it says that it has that many bytes, and never ends. */
    private record EndlessDisk(long size) implements Disk {
        @Override
        public Entry entry(Path path) {
            return new Entry(Kind.FILE, 1, 1, 1, size, Instant.EPOCH, Instant.EPOCH);
        }

        @Override
        public Path linkTarget(Path link) throws IOException {
            throw new IOException("no links here");
        }

        @Override
        public InputStream open(Path file) {
            return new Endless();
        }

        @Override
        public List<Path> list(Path folder) {
            return List.of();
        }
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return length;
        }
    }
}
