package dev.patchproof.probe.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.Existing;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LinuxKernelFact;
import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.LinuxKernelFact.LivePatch;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RebootRequiredFact;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.evidence.SystemFacts.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinuxSystemTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private DpkgRoot root;

    @BeforeEach
    void debianThatRuns(@TempDir Path folder) throws IOException {
        root = DpkgRoot.in(folder);
        ProcFixture.running(root);
    }

    @Test
    void runningDebian_isDescribed() {
        SystemFacts system = root.live().system();

        assertThat(system.product())
                .isEqualTo(new ProductSelector(
                        OsFamily.DEBIAN,
                        "12",
                        "unknown",
                        "unknown",
                        ProductType.UNKNOWN,
                        Architecture.X64,
                        "unknown",
                        "bookworm"));
        assertThat(system.productName()).isEqualTo("Debian GNU/Linux 12 (bookworm)");
        assertThat(system.hostName()).isEqualTo(Finding.exists("desk-17"));
        assertThat(system.bootedAt()).isEqualTo(Finding.exists(NOON));
        assertThat(system.elevated()).isEqualTo(Finding.exists(false));
        assertThat(system.setting()).isEqualTo(Setting.LIVE);
    }

    /** Saved and resumed, its uptime stood still: by the clock of now it seems to have started later than it did. */
    @Test
    void machineThatWasHeld_startedWhenSystemdMadeItsFiles() throws IOException {
        root.write("/proc/stat", "btime 4102444800\n")
                .append("/proc/self/mounts", "tmpfs /run tmpfs rw,nosuid 0 0\n")
                .write("/run/systemd/private", "")
                .write("/run/systemd/notify", "");
        Instant made = changedAt("/run/systemd/private");

        assertThat(root.live().system().bootedAt()).isEqualTo(Finding.exists(made));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmpfs /run/user/1000 tmpfs rw 0 0\n", "/dev/sdb1 /run ext4 rw 0 0\n"})
    void runFolderThatIsNotKeptInMemory_tellsNothingOfTheStart(String mount) throws IOException {
        root.write("/proc/stat", "btime 4102444800\n")
                .append("/proc/self/mounts", mount)
                .write("/run/systemd/private", "");

        assertThat(root.live().system().bootedAt()).isEqualTo(Finding.exists(Instant.parse("2100-01-01T00:00:00Z")));
    }

    @Test
    void runFolderOfTheStart_changesNothingWhereTheKernelIsRight() throws IOException {
        root.append("/proc/self/mounts", "tmpfs /run tmpfs rw,nosuid 0 0\n").write("/run/systemd/private", "");

        assertThat(root.live().system().bootedAt()).isEqualTo(Finding.exists(NOON));
    }

    private Instant changedAt(String path) throws IOException {
        return new NioDisk().entry(root.path(path)).changedAt();
    }

    @ParameterizedTest
    @CsvSource({
        "0f1e2d3c4b5a69788796a5b4c3d2e1f0, true",
        "0F1E2D3C4B5A69788796A5B4C3D2E1F0, true",
        "00000000000000000000000000000000, false",
        "uninitialized, false",
        "'', false",
        "0f1e2d3c4b5a69788796a5b4c3d2e1f, false",
    })
    void machineId_isThatOfAnInstalledSystemOrAnError(String content, boolean isOne) throws IOException {
        root.write("/etc/machine-id", content + "\n");

        Finding<String> found = root.live().machineId();

        if (isOne) {
            assertThat(found).isEqualTo(Finding.exists("0f1e2d3c4b5a69788796a5b4c3d2e1f0"));
        } else {
            assertThat(found).isEqualTo(Finding.error("MALFORMED", "/etc/machine-id holds no id"));
        }
    }

    @Test
    void noMachineIdOrADeniedOne_areTheirOwnFindings() throws IOException {
        assertThat(root.live().machineId()).isEqualTo(Finding.doesNotExist());

        root.write("/etc/machine-id", "0f1e2d3c4b5a69788796a5b4c3d2e1f0\n");

        assertThat(root.liveWithout("/etc/machine-id").machineId())
                .isInstanceOfSatisfying(Finding.Failed.class, failed -> assertThat(failed.code())
                        .isEqualTo("ACCESS_DENIED"));
        isOffline(root.offline().machineId());
    }

    @Test
    void offlineRoot_hasNothingThatRuns() {
        SystemFacts system = root.offline().system();

        assertThat(system.setting()).isEqualTo(Setting.OFFLINE_ROOT);
        assertThat(system.hostName()).isEqualTo(Finding.exists("fixture"));
        assertThat(List.of(system.bootedAt(), system.elevated())).allSatisfy(LinuxSystemTest::isOffline);
        isOffline(root.offline().collect(new Query.RebootRequired(), (units, what) -> {}));
        isOffline(root.offline().collect(new Query.ReplacedMappings(), (units, what) -> {}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ID=ubuntu | UBUNTU | unknown",
                "ID=\"debian\" | DEBIAN | unknown",
                "ID='debian' | DEBIAN | unknown",
                "ID=linuxmint | OTHER | linuxmint",
                "ID=DEBIAN | OTHER | DEBIAN",
                "NAME=x | OTHER | unknown",
            })
    void family_isTheIdAlone(String line, OsFamily family, String release) throws IOException {
        root.write("/etc/os-release", line + "\nID_LIKE=debian\n");

        ProductSelector product = root.live().system().product();

        assertThat(product.family()).isEqualTo(family);
        assertThat(product.release()).isEqualTo(release);
        assertThat(product.version()).isEqualTo("unknown");
    }

    @Test
    void osReleaseUnderUsr_isReadThroughItsLink() throws IOException {
        root.delete("/etc/os-release")
                .write("/usr/lib/os-release", "ID=ubuntu\nVERSION_ID=\"24.04\"\n")
                .link("/etc/os-release", "../usr/lib/os-release");

        assertThat(root.live().system().product().version()).isEqualTo("24.04");
    }

    @Test
    void noOsRelease_isUnknownThroughout() throws IOException {
        root.delete("/etc/os-release");

        SystemFacts system = root.live().system();

        assertThat(system.product().family()).isEqualTo(OsFamily.OTHER);
        assertThat(system.product().release()).isEqualTo("unknown");
        assertThat(system.productName()).isEqualTo("unknown");
    }

    @Test
    void foreignArchitecture_doesNotHideTheNativeOne() throws IOException {
        root.write("/var/lib/dpkg/arch", "arm64\namd64\n");

        assertThat(root.live().system().product().architecture()).isEqualTo(Architecture.ARM64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.dockerenv", "/run/.containerenv", "/run/systemd/container"})
    void markOutsideTheFirstPidNamespace_isAContainer(String mark) throws IOException {
        root.write(mark, "").delete("/proc/self/ns/pid").link("/proc/self/ns/pid", "pid:[4026532777]");

        assertThat(root.live().system().setting()).isEqualTo(Setting.CONTAINER);
    }

    @Test
    void markInTheFirstPidNamespace_isAVirtualMachineMadeFromAnImage() throws IOException {
        root.write("/.dockerenv", "");

        assertThat(root.live().system().setting()).isEqualTo(Setting.LIVE);
    }

    @ParameterizedTest
    @CsvSource({"kthreadd, LIVE", "nginx, CONTAINER"})
    void namespaceThatMayNotBeRead_isJudgedByTheKernelThreads(String second, Setting setting) throws IOException {
        root.write("/.dockerenv", "").delete("/proc/self/ns/pid").write("/proc/2/comm", second + "\n");

        assertThat(root.live().system().setting()).isEqualTo(setting);
    }

    @Test
    void kernels_areTheRunningOneAndEveryImagePackage() throws IOException {
        root.install("linux-image-6.1.0-32-amd64", "6.1.129-1", Map.of("/boot/vmlinuz-6.1.0-32-amd64", "kernel"))
                .install("linux-image-6.1.0-37-amd64", "6.1.140-1", Map.of("/boot/vmlinuz-6.1.0-37-amd64", "kernel"))
                .delete("/boot/vmlinuz-6.1.0-37-amd64")
                .install("linux-image-amd64", "6.1.140-1", Map.of("/usr/share/doc/linux-image-amd64/copyright", "c"))
                .stanza("Package: linux-image-6.1.0-9-amd64\nStatus: deinstall ok config-files\nArchitecture: amd64"
                        + "\nVersion: 6.1.27-1\n");

        LinuxKernelFact kernel = Existing.of(root.live().collect(new Query.LinuxKernel(), (units, what) -> {}));

        assertThat(kernel.runningRelease()).isEqualTo(Finding.exists("6.1.0-32-amd64"));
        assertThat(kernel.runningVersion())
                .isEqualTo(Finding.exists("#1 SMP PREEMPT_DYNAMIC Debian 6.1.129-1 (2025-03-06)"));
        assertThat(kernel.signature()).isEqualTo(Finding.doesNotExist());
        assertThat(kernel.bootable()).isEqualTo(Finding.exists(List.of("vmlinuz-6.1.0-32-amd64")));
        assertThat(Existing.of(kernel.images()))
                .extracting(KernelImage::name, KernelImage::version, KernelImage::status, KernelImage::kernelFile)
                .containsExactly(
                        tuple(
                                "linux-image-6.1.0-32-amd64",
                                "6.1.129-1",
                                "install ok installed",
                                Finding.exists("/boot/vmlinuz-6.1.0-32-amd64")),
                        tuple(
                                "linux-image-6.1.0-37-amd64",
                                "6.1.140-1",
                                "install ok installed",
                                Finding.doesNotExist()),
                        tuple(
                                "linux-image-6.1.0-9-amd64",
                                "6.1.27-1",
                                "deinstall ok config-files",
                                Finding.doesNotExist()),
                        tuple("linux-image-amd64", "6.1.140-1", "install ok installed", Finding.doesNotExist()));
    }

    /** As Debian names them on POWER and MIPS, which start kernels that are not compressed. */
    @Test
    void kernelThatIsNotCompressed_isAKernelFileToo() throws IOException {
        root.install(
                "linux-image-6.1.0-37-powerpc64le", "6.1.140-1", Map.of("/boot/vmlinux-6.1.0-37-powerpc64le", "k"));

        LinuxKernelFact kernel = Existing.of(root.live().collect(new Query.LinuxKernel(), (units, what) -> {}));

        assertThat(kernel.bootable()).isEqualTo(Finding.exists(List.of("vmlinux-6.1.0-37-powerpc64le")));
        assertThat(Existing.of(kernel.images()))
                .extracting(KernelImage::kernelFile)
                .containsExactly(Finding.exists("/boot/vmlinux-6.1.0-37-powerpc64le"));
    }

    @Test
    void kernelImages_areComparedLikeAnyPackage() throws IOException {
        root.install("linux-image-6.1.0-32-amd64", "6.1.129-1", Map.of("/boot/vmlinuz-6.1.0-32-amd64", "kernel"))
                .install(
                        "linux-image-6.1.0-37-amd64",
                        "6.1.140-1",
                        Map.of("/boot/vmlinuz-6.1.0-37-amd64", "kernel", "/lib/modules/6.1.0-37-amd64/ext4.ko", "code"))
                .write("/lib/modules/6.1.0-37-amd64/ext4.ko", "other code")
                .stanza("Package: linux-image-6.1.0-9-amd64\nStatus: deinstall ok config-files\nArchitecture: amd64"
                        + "\nVersion: 6.1.27-1\n");
        LinuxCollector collector = root.live();
        // it was asked for by name already, and its files are not read again
        collector.collect(new Query.DebianPackages(List.of("linux-image-6.1.0-32-amd64")), (units, what) -> {});

        List<KernelImage> images =
                Existing.of(Existing.of(collector.collect(new Query.LinuxKernel(), (units, what) -> {}))
                        .images());

        assertThat(images).hasSize(3);
        assertThat(Existing.of(images.get(0).files()).matching()).isEqualTo(1);
        assertThat(Existing.of(images.get(1).files()).matching()).isEqualTo(1);
        assertThat(Existing.of(images.get(1).files()).differing())
                .extracting(DifferingFile::path)
                .containsExactly("/lib/modules/6.1.0-37-amd64/ext4.ko");
        assertThat(images.get(2).files()).isEqualTo(Finding.doesNotExist());
        assertThat(Existing.of(images.get(0).unpackedAt())).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(Existing.of(images.get(1).unpackedAt())).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(images.get(2).unpackedAt()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void kernelImages_payTheirBytesToTheProgressBar() throws IOException {
        root.install("linux-image-6.1.0-32-amd64", "6.1.129-1", Map.of("/boot/vmlinuz-6.1.0-32-amd64", "kernel"))
                .install("linux-image-6.1.0-37-amd64", "6.1.140-1", Map.of("/boot/vmlinuz-6.1.0-37-amd64", "kernel"));
        LinuxCollector collector = root.live();
        collector.collect(new Query.DebianPackages(List.of("linux-image-6.1.0-32-amd64")), (units, what) -> {});
        AtomicLong paid = new AtomicLong();

        collector.collect(new Query.LinuxKernel(), (units, what) -> paid.addAndGet(units));

        assertThat(paid.get())
                .isEqualTo(collector.work(new Query.LinuxKernel()))
                .isEqualTo(2 * 4096);
    }

    @Test
    void ubuntusKernel_hasItsSignature() throws IOException {
        root.write("/proc/version_signature", "Ubuntu 5.15.0-94.104-generic 5.15.136\n");

        assertThat(Existing.of(root.live().collect(new Query.LinuxKernel(), (units, what) -> {}))
                        .signature())
                .isEqualTo(Finding.exists("Ubuntu 5.15.0-94.104-generic 5.15.136"));
    }

    @Test
    void rescueKernels_areNotBootable() throws IOException {
        for (String name : List.of(
                "vmlinuz-6.1.0-37-amd64",
                "vmlinuz-6.1.0-32-amd64",
                "vmlinuz-0-rescue-5f3c0cf2d1e94cb3a9c31b2b6d1e0f00",
                "vmlinuz-6.1.0-9-rescue",
                "vmlinux-6.1.0-37-powerpc64le",
                "config-6.1.0-37-amd64",
                "initrd.img-6.1.0-37-amd64")) {
            root.write("/boot/" + name, "");
        }

        assertThat(Existing.of(root.live().collect(new Query.LinuxKernel(), (units, what) -> {}))
                        .bootable())
                .isEqualTo(Finding.exists(
                        List.of("vmlinux-6.1.0-37-powerpc64le", "vmlinuz-6.1.0-32-amd64", "vmlinuz-6.1.0-37-amd64")));
    }

    @Test
    void noBootFolder_hasNoBootableKernels() {
        assertThat(Existing.of(root.live().collect(new Query.LinuxKernel(), (units, what) -> {}))
                        .bootable())
                .isEqualTo(Finding.doesNotExist());
    }

    @Test
    void kernelsOffline_areTheInstalledOnesAlone() throws IOException {
        root.install("linux-image-6.1.0-32-amd64", "6.1.129-1", Map.of("/boot/vmlinuz-6.1.0-32-amd64", "kernel"));

        LinuxKernelFact kernel = Existing.of(root.offline().collect(new Query.LinuxKernel(), (units, what) -> {}));

        isOffline(kernel.runningRelease());
        isOffline(kernel.runningVersion());
        isOffline(kernel.signature());
        assertThat(kernel.bootable()).isEqualTo(Finding.exists(List.of("vmlinuz-6.1.0-32-amd64")));
        assertThat(Existing.of(kernel.images())).hasSize(1);
    }

    @Test
    void unreadableDatabase_isNotAListWithoutKernels() throws IOException {
        LinuxKernelFact kernel = Existing.of(
                root.liveWithout("/var/lib/dpkg/status").collect(new Query.LinuxKernel(), (units, what) -> {}));

        assertThat(kernel.images()).isInstanceOf(Finding.Failed.class);
        assertThat(kernel.runningRelease()).isEqualTo(Finding.exists("6.1.0-32-amd64"));
    }

    @Test
    void livePatches_areNamedWithWhatTheKernelSaysOfThem() throws IOException {
        assertThat(livePatches()).isEqualTo(Finding.doesNotExist());

        Files.createDirectories(root.path("/sys/kernel/livepatch"));

        assertThat(livePatches()).isEqualTo(Finding.doesNotExist());

        root.write("/sys/kernel/livepatch/lkp_Ubuntu_5_15_0_94_104_generic_101/enabled", "1\n")
                .write("/sys/kernel/livepatch/lkp_Ubuntu_5_15_0_94_104_generic_101/transition", "0\n")
                .write("/sys/kernel/livepatch/old/enabled", "0\n");

        assertThat(livePatches())
                .isEqualTo(Finding.exists(List.of(
                        new LivePatch("lkp_Ubuntu_5_15_0_94_104_generic_101", Finding.exists("1"), Finding.exists("0")),
                        new LivePatch("old", Finding.exists("0"), Finding.doesNotExist()))));
        isOffline(Existing.of(root.offline().collect(new Query.LinuxKernel(), (units, what) -> {}))
                .livePatches());
    }

    private Finding<List<LivePatch>> livePatches() {
        return Existing.of(root.live().collect(new Query.LinuxKernel(), (units, what) -> {}))
                .livePatches();
    }

    @Test
    void restartFlag_hasItsTimeAndPackages() throws IOException {
        root.write("/run/reboot-required", "*** System restart required ***\n")
                .write("/run/reboot-required.pkgs", "linux-base\ndbus\nlinux-base\n");
        Files.setLastModifiedTime(root.path("/run/reboot-required"), FileTime.from(NOON));

        assertThat(root.live().collect(new Query.RebootRequired(), (units, what) -> {}))
                .isEqualTo(Finding.exists(new RebootRequiredFact(NOON, Finding.exists(List.of("linux-base", "dbus")))));
    }

    @Test
    void restartFlagWithoutPackages_namesNone() throws IOException {
        root.write("/run/reboot-required", "");

        assertThat(Existing.of(root.live().collect(new Query.RebootRequired(), (units, what) -> {}))
                        .packages())
                .isEqualTo(Finding.doesNotExist());
    }

    @Test
    void noRestartFlag_doesNotExist() throws IOException {
        Files.createDirectories(root.path("/run"));

        assertThat(root.live().collect(new Query.RebootRequired(), (units, what) -> {}))
                .isEqualTo(Finding.doesNotExist());
    }

    @Test
    void windowsQueries_areNotOfThisSystem() {
        List<Query<?>> queries = List.of(
                new Query.RegistryKey("HKLM\\SOFTWARE", RegistryView.NATIVE),
                new Query.RegistryValue("HKLM\\SOFTWARE", "x", RegistryView.NATIVE),
                new Query.WindowsFile("%SystemRoot%\\System32\\x.dll"),
                new Query.WindowsRestart());

        assertThat(queries).allSatisfy(query -> assertThat(root.live().collect(query, (units, what) -> {}))
                .isInstanceOfSatisfying(Finding.NotCollected.class, missing -> assertThat(missing.reason())
                        .isEqualTo(NotCollectedReason.NOT_ON_THIS_SYSTEM)));
    }

    @Test
    void turkishLocale_describesTheSame() {
        SystemFacts before = root.live().system();
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(root.live().system()).isEqualTo(before);
            assertThat(SystemReader.jvmArchitecture("I386")).isEqualTo(Architecture.X86);
        } finally {
            Locale.setDefault(locale);
        }
    }

    private static void isOffline(Finding<?> finding) {
        assertThat(finding).isInstanceOfSatisfying(Finding.NotCollected.class, missing -> assertThat(missing.reason())
                .isEqualTo(NotCollectedReason.OFFLINE_ROOT));
    }
}
