package dev.patchproof.evidence;

import dev.patchproof.evidence.FileSignatureFact.SigningCatalog;
import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.LinuxKernelFact.LivePatch;
import dev.patchproof.evidence.LoadedModulesFact.LoadedModule;
import dev.patchproof.evidence.PackageFiles.ExcludedFile;
import dev.patchproof.evidence.PackageFiles.Exclusion;
import dev.patchproof.evidence.PackageFiles.StrayLink;
import dev.patchproof.evidence.ReplacedMappingsFact.ReplacedFile;
import dev.patchproof.evidence.UbuntuOffersFact.ListedArchive;
import dev.patchproof.evidence.UbuntuOffersFact.PackageOffer;
import dev.patchproof.evidence.WindowsServicingFact.CbsPackage;
import java.time.Instant;
import java.util.List;

/** One plan and one evidence that hold every kind of query and each of the four findings. */
final class WireExamples {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private WireExamples() {}

    static ProductSelector selector() {
        return new ProductSelector(
                OsFamily.DEBIAN,
                "12",
                ProductSelector.UNKNOWN,
                ProductSelector.UNKNOWN,
                ProductType.UNKNOWN,
                Architecture.X64,
                ProductSelector.UNKNOWN,
                "bookworm");
    }

    static Plan plan() {
        return new Plan(
                "check-1",
                "bm9uY2U",
                "http://portal.test",
                selector(),
                evidence().observations().stream()
                        .<Query<?>>map(Observation::query)
                        .toList());
    }

    /** Evidence of a probe that was asked for its machine, and for nothing else but a flag. */
    static Evidence evidenceOf(Finding<String> machine) {
        return new Evidence(
                "aa".repeat(32),
                Finding.exists("bb".repeat(32)),
                NOON,
                NOON.plusMillis(1500),
                system(),
                machine,
                List.of(new Observation<>(new Query.RebootRequired(), Finding.doesNotExist())));
    }

    static Evidence evidence() {
        return new Evidence(
                "aa".repeat(32),
                Finding.exists("bb".repeat(32)),
                NOON,
                NOON.plusMillis(1500),
                system(),
                List.of(
                        new Observation<>(
                                new Query.RegistryKey("HKLM\\SOFTWARE\\Microsoft\\Updates\\K", RegistryView.NATIVE),
                                Finding.exists(new RegistryKeyFact())),
                        new Observation<>(
                                new Query.RegistryKey("HKLM\\SOFTWARE\\Microsoft\\Updates\\K", RegistryView.WOW32),
                                Finding.doesNotExist()),
                        new Observation<>(
                                new Query.RegistryValue("HKLM\\SOFTWARE\\K", "Installed", RegistryView.NATIVE),
                                Finding.exists(new RegistryValueFact(
                                        "REG_DWORD", List.of("4294967295"), Finding.exists(NOON)))),
                        new Observation<>(
                                new Query.RegistryValue("HKLM\\SOFTWARE\\K", "Denied", RegistryView.NATIVE),
                                Finding.error("WIN32_5", "Access is denied")),
                        new Observation<>(
                                new Query.WindowsFile("%SystemRoot%\\System32\\rpcrt4.dll"), Finding.exists(file())),
                        new Observation<>(
                                new Query.WindowsRestart(),
                                Finding.exists(new WindowsRestartFact(
                                        Finding.exists(List.of("\\??\\C:\\a.tmp", "")),
                                        Finding.exists(new RegistryKeyFact()),
                                        Finding.doesNotExist(),
                                        Finding.exists(NOON)))),
                        new Observation<>(
                                new Query.DebianPackages(List.of("bash", "libc6", "left-pad")),
                                Finding.exists(new DebianPackagesFact(List.of(bash())))),
                        new Observation<>(
                                new Query.LinuxKernel(),
                                Finding.exists(new LinuxKernelFact(
                                        Finding.exists("6.1.0-32-amd64"),
                                        Finding.exists("#1 SMP PREEMPT_DYNAMIC Debian 6.1.129-1 (2025-03-06)"),
                                        Finding.doesNotExist(),
                                        Finding.exists(List.of(
                                                new LivePatch("lkp_1", Finding.exists("1"), Finding.doesNotExist()))),
                                        Finding.exists(List.of("vmlinuz-6.1.0-32-amd64")),
                                        Finding.exists(List.of(new KernelImage(
                                                "linux-image-6.1.0-32-amd64",
                                                "6.1.129-1",
                                                "install ok installed",
                                                Finding.exists("/boot/vmlinuz-6.1.0-32-amd64"),
                                                Finding.exists(NOON),
                                                Finding.doesNotExist())))))),
                        new Observation<>(
                                new Query.ReplacedMappings(),
                                Finding.exists(new ReplacedMappingsFact(
                                        List.of(new ReplacedFile(
                                                "/usr/lib/x86_64-linux-gnu/libssl.so.3",
                                                Finding.exists("libssl3"),
                                                List.of(new ProcessFact(
                                                        512,
                                                        "sshd",
                                                        Finding.exists(NOON),
                                                        Finding.exists(NOON),
                                                        Finding.exists("ssh.service"))))),
                                        List.of(new ProcessFact(
                                                77,
                                                "vault",
                                                Finding.error("MALFORMED", "no start time"),
                                                Finding.doesNotExist(),
                                                Finding.doesNotExist())),
                                        true))),
                        new Observation<>(
                                new Query.RebootRequired(),
                                Finding.notCollected(NotCollectedReason.OFFLINE_ROOT, "a folder does not run")),
                        new Observation<>(
                                new Query.EveryDebianPackage(),
                                Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "not a Debian")),
                        new Observation<>(
                                new Query.WindowsServicing(),
                                Finding.exists(new WindowsServicingFact(
                                        Finding.exists(List.of(new CbsPackage(
                                                "Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.2965.1.8",
                                                Finding.exists("112"),
                                                Finding.doesNotExist(),
                                                Finding.exists(NOON)))),
                                        Finding.exists(List.of("10.0.19041.2963")),
                                        Finding.exists("533325")))),
                        new Observation<>(
                                new Query.FileSignature("%SystemRoot%\\System32\\ntdll.dll"),
                                Finding.exists(new FileSignatureFact(List.of(
                                        new SigningCatalog(
                                                "Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.2965.1.8.cat",
                                                Finding.exists("Microsoft Windows")),
                                        new SigningCatalog(
                                                "oem1.cat", Finding.error("TRUST_800B0109", "root not trusted")))))),
                        new Observation<>(
                                new Query.LoadedModules(List.of("%SystemRoot%\\System32\\ntdll.dll")),
                                Finding.exists(new LoadedModulesFact(
                                        List.of(new LoadedModule(
                                                "%SystemRoot%\\System32\\ntdll.dll",
                                                Finding.exists("10.0.19041.2788"),
                                                List.of(process(900, "explorer.exe")))),
                                        List.of(process(4321, "csrss.exe")),
                                        true))),
                        new Observation<>(
                                new Query.WindowsKernel(),
                                Finding.exists(new WindowsKernelFact(Finding.exists("26100.4349")))),
                        new Observation<>(
                                new Query.UbuntuOffers(),
                                Finding.exists(new UbuntuOffersFact(
                                        Finding.exists("true"),
                                        Finding.exists(List.of(updates())),
                                        Finding.exists(List.of(new PackageOffer(
                                                "bash", "amd64", "5.1-6ubuntu1.2", "20", updates()))))))));
    }

    private static ListedArchive updates() {
        return new ListedArchive(
                new PackageArchive("Ubuntu", "Ubuntu", "jammy-updates", "jammy"), "Sat, 31 Jan 2026 11:00:00 UTC");
    }

    private static ProcessFact process(int pid, String name) {
        return new ProcessFact(pid, name, Finding.exists(NOON), Finding.doesNotExist(), Finding.doesNotExist());
    }

    private static SystemFacts system() {
        return new SystemFacts(
                selector(),
                "Debian GNU/Linux 12 (bookworm)",
                Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "no revision on Linux"),
                Finding.exists("Client"),
                List.of(new ProductDisagreement("build", "19045", "7601")),
                Finding.exists("desk-17"),
                Finding.exists(NOON),
                SystemFacts.Setting.OFFLINE_ROOT,
                Finding.exists(false),
                Architecture.X64,
                "17.0.15+6");
    }

    private static WindowsFileFact file() {
        return new WindowsFileFact(
                "C:\\Windows\\System32\\rpcrt4.dll",
                5_000_000_000L,
                NOON,
                NOON,
                Finding.exists(NOON),
                "cc".repeat(32),
                Finding.exists("5.1.2600.1230"),
                Finding.doesNotExist(),
                Finding.error("MALFORMED", "two answers"));
    }

    private static DebianPackage bash() {
        PackageFiles files = new PackageFiles(
                "dd".repeat(32),
                5,
                2,
                List.of(new ExcludedFile("/usr/share/doc/bash/README", Exclusion.DOCUMENTATION)),
                List.of(
                        new DifferingFile(
                                "/bin/bash",
                                "11".repeat(16),
                                Finding.exists("22".repeat(16)),
                                Finding.exists(NOON),
                                Finding.exists("4754")),
                        new DifferingFile(
                                "/usr/bin/bashbug",
                                "33".repeat(16),
                                Finding.doesNotExist(),
                                Finding.doesNotExist(),
                                Finding.doesNotExist())),
                Finding.exists(List.of(
                        new StrayLink("/lib/libx.so.1", Finding.exists("/opt/libx.so.1"), Finding.doesNotExist()))));
        return new DebianPackage(
                "bash",
                "amd64",
                "5.2.15-2+b7",
                "install ok installed",
                "bash",
                Finding.exists(NOON),
                Finding.exists(List.of(
                        new PackageArchive("Debian", "Debian-Security", "oldstable-security", "bookworm-security"))),
                Finding.exists(files));
    }
}
