package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Existing;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryKeyFact;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.evidence.WindowsKernelFact;
import dev.patchproof.evidence.WindowsRestartFact;
import dev.patchproof.wine.PeFixture;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsCollectorTest {

    private static final String CURRENT_VERSION = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
    private static final String CRYPTOGRAPHY = "HKLM\\SOFTWARE\\Microsoft\\Cryptography";
    private static final String SESSION_MANAGER = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager";
    private static final String KB823980 = "HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB823980";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final FakeRegistry registry = new FakeRegistry();
    private final FakeOperatingSystem system = new FakeOperatingSystem();
    private final FakeCatalogs catalogs = new FakeCatalogs();
    private final FakeProcesses processes = new FakeProcesses();

    private final Path drive;
    private final FakeFiles files;

    WindowsCollectorTest(@TempDir Path drive) {
        this.drive = drive;
        this.files = new FakeFiles(drive);
    }

    // --- registry

    @Test
    void keyInOneView_existsThereAlone() {
        registry.key(KB823980, RegistryView.WOW32);

        assertThat(collect(new Query.RegistryKey(KB823980, RegistryView.WOW32)))
                .isEqualTo(Finding.exists(new RegistryKeyFact()));
        assertThat(collect(new Query.RegistryKey(KB823980, RegistryView.NATIVE)))
                .isEqualTo(Finding.doesNotExist());
    }

    @Test
    void machineGuid_isThatOfTheNativeViewInLowerCase() {
        registry.key(CRYPTOGRAPHY, RegistryView.WOW32)
                .text(CRYPTOGRAPHY, "MachineGuid", "1B671A64-40D5-491E-99B0-DA01FF1F3341");

        assertThat(collector().machineId()).isEqualTo(Finding.exists("1b671a64-40d5-491e-99b0-da01ff1f3341"));
    }

    @Test
    void machineGuidAbsentDeniedOrGarbled_areTheirOwnFindings() {
        assertThat(collector().machineId()).isEqualTo(Finding.doesNotExist());
        registry.text(CRYPTOGRAPHY, "MachineGuid", "1B671A64");
        assertError(collector().machineId(), "MALFORMED");
        registry.number(CRYPTOGRAPHY, "MachineGuid", 7);
        assertThat(collector().machineId()).isInstanceOf(Finding.Failed.class);
        registry.deny(CRYPTOGRAPHY, RegistryView.NATIVE);
        assertError(collector().machineId(), "ACCESS_DENIED");
    }

    @Test
    void keyDenied_errorNotAbsence() {
        registry.key(KB823980).deny(KB823980, RegistryView.NATIVE);

        assertError(collect(new Query.RegistryKey(KB823980, RegistryView.NATIVE)), "ACCESS_DENIED");
        assertError(collect(new Query.RegistryValue(KB823980, "Installed", RegistryView.NATIVE)), "ACCESS_DENIED");
    }

    @Test
    void keyMarkedForDeletion_errorWithItsCode() {
        registry.key(KB823980).fail(KB823980, 1018);

        assertError(collect(new Query.RegistryKey(KB823980, RegistryView.NATIVE)), "WIN32_1018");
    }

    @Test
    void pathNotUnderstood_errorNotAbsence() {
        registry.fail(KB823980, Win32Failure.PATH_NOT_FOUND);

        assertError(collect(new Query.RegistryKey(KB823980, RegistryView.NATIVE)), "WIN32_3");
    }

    @Test
    void otherHiveOrMalformedPath_badPath() {
        for (String path : List.of(
                "HKCU\\SOFTWARE",
                "HKLM",
                "HKLM\\",
                "HKLM\\\\SOFTWARE",
                "HKLM\\SOFTWARE\\",
                "",
                "x",
                "HKLM\\SOFTWARE\\Wow6432Node\\Microsoft",
                "HKLM\\software\\WOW6432NODE")) {
            assertError(collect(new Query.RegistryKey(path, RegistryView.NATIVE)), "BAD_PATH");
            assertError(collect(new Query.RegistryValue(path, "x", RegistryView.NATIVE)), "BAD_PATH");
        }
        assertError(collect(new Query.RegistryValue(KB823980, "x\0y", RegistryView.NATIVE)), "BAD_PATH");
    }

    @Test
    void valueMissingFromItsKey_doesNotExist() {
        registry.key(KB823980);

        assertThat(collect(new Query.RegistryValue(KB823980, "Installed", RegistryView.NATIVE)))
                .isEqualTo(Finding.doesNotExist());
    }

    @Test
    void valueInTurkishLocale_found() {
        registry.number(KB823980, "Installed", 1);

        Finding<RegistryValueFact> found = inTurkish(() ->
                collect(new Query.RegistryValue(KB823980.toUpperCase(Locale.ROOT), "INSTALLED", RegistryView.NATIVE)));

        assertThat(found)
                .isEqualTo(Finding.exists(
                        new RegistryValueFact("REG_DWORD", List.of("1"), Finding.exists(FakeRegistry.CHANGED_AT))));
    }

    @Test
    void valueOfAKeyThatDoesNotTellItsTime_isFoundAndTheTimeIsAnErrorOfItsOwn() {
        registry.number(KB823980, "Installed", 1).withoutTime(KB823980);

        Finding<RegistryValueFact> found = collect(new Query.RegistryValue(KB823980, "Installed", RegistryView.NATIVE));

        assertThat(found).isInstanceOfSatisfying(Finding.Exists.class, value -> {
            RegistryValueFact fact = (RegistryValueFact) value.value();
            assertThat(fact.data()).containsExactly("1");
            assertError(fact.keyChangedAt(), "ACCESS_DENIED");
        });
    }

    // --- restart

    @Test
    void nothingPending_threeTimesDoesNotExist() {
        registry.key(SESSION_MANAGER);

        assertThat(collect(new Query.WindowsRestart()))
                .isEqualTo(Finding.exists(new WindowsRestartFact(
                        Finding.doesNotExist(),
                        Finding.doesNotExist(),
                        Finding.doesNotExist(),
                        Finding.doesNotExist())));
    }

    @Test
    void allThreePending_eachAsFound() {
        multi(SESSION_MANAGER, "PendingFileRenameOperations", "\\??\\C:\\a\0\0\\??\\C:\\b\0!\\??\\C:\\c\0\0");
        registry.key("HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending");
        registry.key("HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired");

        assertThat(collect(new Query.WindowsRestart()))
                .isEqualTo(Finding.exists(new WindowsRestartFact(
                        Finding.exists(List.of("\\??\\C:\\a", "", "\\??\\C:\\b", "!\\??\\C:\\c")),
                        Finding.exists(new RegistryKeyFact()),
                        Finding.exists(new RegistryKeyFact()),
                        Finding.doesNotExist())));
    }

    @Test
    void secondListOfRenames_behindTheFirst() {
        multi(SESSION_MANAGER, "PendingFileRenameOperations", "a\0b\0\0");
        multi(SESSION_MANAGER, "PendingFileRenameOperations2", "c\0\0\0");

        assertThat(restart().pendingFileRenames()).isEqualTo(Finding.exists(List.of("a", "b", "c", "")));
    }

    @Test
    void renamesOfPeoplesFiles_saidWithoutTheirNames() {
        multi(
                SESSION_MANAGER,
                "PendingFileRenameOperations",
                "\\??\\C:\\Users\\ada\\AppData\\letter.tmp\0!\\??\\D:\\users\\ada\\letter.doc\0"
                        + "\\??\\C:\\Windows\\System32\\Users\\a.dll\0\0\0");

        assertThat(restart().pendingFileRenames())
                .isEqualTo(Finding.exists(List.of(
                        "\\??\\C:\\Users\\...",
                        "!\\??\\D:\\users\\...",
                        "\\??\\C:\\Windows\\System32\\Users\\a.dll",
                        "")));
    }

    @Test
    void secondListUnreadable_errorNotTheFirstAlone() {
        multi(SESSION_MANAGER, "PendingFileRenameOperations", "a\0b\0\0");
        registry.text(SESSION_MANAGER, "PendingFileRenameOperations2", "c");

        assertError(restart().pendingFileRenames(), "MALFORMED");
    }

    @Test
    void restartKeysDenied_errorsNotAbsence() {
        String pending = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending";
        registry.deny(SESSION_MANAGER, RegistryView.NATIVE).deny(pending, RegistryView.NATIVE);

        assertError(restart().pendingFileRenames(), "ACCESS_DENIED");
        assertError(restart().cbsRebootPending(), "ACCESS_DENIED");
        assertThat(restart().updateRebootRequired()).isEqualTo(Finding.doesNotExist());
    }

    // --- files

    @Test
    void file_sizeTimesDigestAndThreeVersions() throws Exception {
        byte[] content = PeFixture.pe64()
                .version(0x409, "5.1.2600.1106", "5.1.2600.0 (xpclient)")
                .bytes();
        put("Windows/System32/rpcrt4.dll", content);
        system.fileVersion("C:\\Windows\\System32\\rpcrt4.dll", "5.1.2600.2180");

        WindowsFileFact fact = Existing.of(collect(new Query.WindowsFile("%SystemRoot%\\System32\\rpcrt4.dll")));

        assertThat(fact.path()).isEqualTo("C:\\Windows\\System32\\rpcrt4.dll");
        assertThat(fact.size()).isEqualTo(content.length);
        assertThat(fact.modified()).isEqualTo(Instant.parse("2003-07-05T10:00:00Z"));
        assertThat(fact.sha256()).isEqualTo(sha256(content));
        assertThat(fact.fixedVersion()).isEqualTo(Finding.exists("5.1.2600.1106"));
        assertThat(fact.versionString()).isEqualTo(Finding.exists("5.1.2600.0 (xpclient)"));
        assertThat(fact.apiVersion()).isEqualTo(Finding.exists("5.1.2600.2180"));
    }

    @Test
    void fileAbsentOrItsFolderAbsent_doesNotExist() throws IOException {
        put("Windows/System32/other.dll", new byte[0]);

        assertThat(collect(new Query.WindowsFile("%SystemRoot%\\System32\\rpcrt4.dll")))
                .isEqualTo(Finding.doesNotExist());
        assertThat(collect(new Query.WindowsFile("%SystemRoot%\\nowhere\\rpcrt4.dll")))
                .isEqualTo(Finding.doesNotExist());
    }

    @Test
    void emptyFile_existsWithMalformedVersion() throws IOException {
        put("Windows/System32/rpcrt4.dll", new byte[0]);

        WindowsFileFact fact = Existing.of(collect(new Query.WindowsFile("%SystemRoot%\\System32\\rpcrt4.dll")));

        assertThat(fact.size()).isZero();
        assertError(fact.fixedVersion(), "MALFORMED");
        assertThat(fact.apiVersion()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void fileDeniedOrLocked_errorNotAbsence() throws IOException {
        put("Windows/System32/denied.dll", PeFixture.pe64().version("1.2.3.4").bytes());
        put("Windows/System32/locked.dll", PeFixture.pe64().version("1.2.3.4").bytes());
        files.deny("C:\\Windows\\System32\\denied.dll");
        files.lock("C:\\Windows\\System32\\locked.dll");

        assertError(collect(new Query.WindowsFile("%SystemRoot%\\System32\\denied.dll")), "ACCESS_DENIED");
        assertError(collect(new Query.WindowsFile("%SystemRoot%\\System32\\locked.dll")), "IO");
    }

    @Test
    void folderInPlaceOfAFile_errorNotAbsence() throws IOException {
        Files.createDirectories(drive.resolve("Windows/System32/rpcrt4.dll"));

        assertError(collect(new Query.WindowsFile("%SystemRoot%\\System32\\rpcrt4.dll")), "NOT_A_FILE");
    }

    @Test
    void fileBeyondTheLimit_notCollected() throws IOException {
        put("Windows/huge.bin", new byte[0]);
        try (RandomAccessFile huge =
                new RandomAccessFile(drive.resolve("Windows/huge.bin").toFile(), "rw")) {
            huge.setLength(FileReader.MAX_SIZE + 1); // sparse
        }

        assertThat(collect(new Query.WindowsFile("%SystemRoot%\\huge.bin")))
                .isInstanceOfSatisfying(Finding.NotCollected.class, missing -> assertThat(missing.reason())
                        .isEqualTo(NotCollectedReason.LIMIT_REACHED));
    }

    @Test
    void pathOutsideKnownFolders_badPathAndNothingRead() throws IOException {
        put("secret.txt", new byte[1]);
        put("Windows/x", new byte[1]);

        for (String path : List.of(
                "C:\\secret.txt",
                "%SystemRoot%",
                "%SystemRoot%\\",
                "%SystemRoot%\\..\\secret.txt",
                "%SystemRoot%\\.\\x",
                "%SystemRoot%\\x:stream",
                "%SystemRoot%\\x.",
                "%SystemRoot%\\x ",
                "%SystemRoot%/x",
                "%SystemRoot%\\System32/../../secret.txt",
                "%SystemRoot%\\\\x",
                "%SystemRoot%\\Sysnative\\x",
                "%SystemRoot%\\NUL",
                "%SystemRoot%\\com1.dll",
                "%SystemRoot%\\System32\\nul .txt",
                "%UserProfile%\\x",
                "\\\\server\\share\\x",
                "\\\\?\\C:\\secret.txt",
                "%SystemRoot%\\%TEMP%\\x",
                "")) {
            assertError(collect(new Query.WindowsFile(path)), "BAD_PATH");
        }
    }

    @Test
    void tokenInOtherCaseAndTurkishLocale_sameFolder() throws IOException {
        put("Program Files/x.dll", PeFixture.pe64().version("1.2.3.4").bytes());

        WindowsFileFact fact = inTurkish(() -> Existing.of(collect(new Query.WindowsFile("%PROGRAMFILES%\\x.dll"))));

        assertThat(fact.path()).isEqualTo("C:\\Program Files\\x.dll");
    }

    @Test
    void folderUnknownToTheSystem_errorNotAbsence() {
        system.withoutFolders();

        assertError(collect(new Query.WindowsFile("%SystemRoot%\\System32\\rpcrt4.dll")), "WIN32_2");
    }

    @Test
    void fileWork_itsBytesAllReported() throws IOException {
        put("Windows/x.dll", new byte[200_000]);
        Query<?> query = new Query.WindowsFile("%SystemRoot%\\x.dll");
        AtomicLong done = new AtomicLong();

        collector().collect(query, (units, what) -> done.addAndGet(units));

        assertThat(collector().work(query)).isEqualTo(200_000);
        assertThat(done).hasValue(200_000);
    }

    @Test
    void changeTimeKeptAbsentOrDenied_eachItsOwnFinding() throws IOException {
        Instant changed = Instant.parse("2026-11-01T08:30:00.1234567Z");
        for (String name : List.of("kept", "fat", "denied")) {
            put("Windows/" + name + ".dll", new byte[1]);
        }
        files.changedAt("C:\\Windows\\kept.dll", Optional.of(changed));
        files.changedAt("C:\\Windows\\fat.dll", Optional.empty());

        assertThat(changeTime("kept")).isEqualTo(Finding.exists(changed));
        assertThat(changeTime("fat")).isEqualTo(Finding.doesNotExist());
        assertError(changeTime("denied"), "ACCESS_DENIED");
    }

    private Finding<Instant> changeTime(String name) {
        return Existing.of(collect(new Query.WindowsFile("%SystemRoot%\\" + name + ".dll")))
                .changedAt();
    }

    // --- the kernel

    @Test
    void kernelTellsItsRevision_buildAndRevision() {
        system.kernelBuild("26100.4349");

        assertThat(collect(new Query.WindowsKernel()))
                .isEqualTo(Finding.exists(new WindowsKernelFact(Finding.exists("26100.4349"))));
    }

    @Test
    void kernelWithoutTheQuestion_notOnThisSystem() {
        assertThat(Existing.of(collect(new Query.WindowsKernel())).runningVersion())
                .isInstanceOfSatisfying(Finding.NotCollected.class, missing -> assertThat(missing.reason())
                        .isEqualTo(NotCollectedReason.NOT_ON_THIS_SYSTEM));
    }

    // --- a 32-bit Java on 64-bit Windows

    @Test
    void redirectedProcess_system32ByItsTrueContent() throws IOException {
        system.machines(Architecture.X64, true);
        put("Windows/System32/rpcrt4.dll", PeFixture.pe32().version("1.1.1.1").bytes()); // what WOW64 would show
        put("Windows/Sysnative/rpcrt4.dll", PeFixture.pe64().version("2.2.2.2").bytes());

        WindowsFileFact fact = Existing.of(collect(new Query.WindowsFile("%SystemRoot%\\system32\\rpcrt4.dll")));

        assertThat(fact.path()).isEqualTo("C:\\Windows\\system32\\rpcrt4.dll");
        assertThat(fact.fixedVersion()).isEqualTo(Finding.exists("2.2.2.2"));
    }

    @Test
    void redirectedProcessWithoutSysnative_refused() throws IOException {
        system.machines(Architecture.X64, true);
        put("Windows/System32/rpcrt4.dll", PeFixture.pe32().version("1.1.1.1").bytes());

        assertError(collect(new Query.WindowsFile("%SystemRoot%\\System32\\rpcrt4.dll")), "WOW64_REDIRECTED");
    }

    @Test
    void redirectedProcess_otherRedirectedPlacesRefused() throws IOException {
        system.machines(Architecture.ARM64, true);
        put("Program Files (x86)/x.dll", new byte[1]);
        put("Windows/regedit.exe", new byte[1]);
        put("Windows/lastgood/x.sys", new byte[1]);

        for (String path : List.of(
                "%ProgramFiles%\\x.dll",
                "%CommonProgramFiles%\\x.dll", "%SystemRoot%\\RegEdit.exe", "%SystemRoot%\\LastGood\\x.sys")) {
            assertError(collect(new Query.WindowsFile(path)), "WOW64_REDIRECTED");
        }
    }

    @Test
    void redirectedProcess_placesThatAreNotRedirectedRead() throws IOException {
        system.machines(Architecture.X64, true);
        put("Windows/SysWOW64/rpcrt4.dll", PeFixture.pe32().version("1.1.1.1").bytes());
        put("Program Files (x86)/x.dll", new byte[1]);

        assertThat(Existing.of(collect(new Query.WindowsFile("%SystemRoot%\\SysWOW64\\rpcrt4.dll")))
                        .fixedVersion())
                .isEqualTo(Finding.exists("1.1.1.1"));
        assertThat(Existing.of(collect(new Query.WindowsFile("%ProgramFiles(x86)%\\x.dll")))
                        .size())
                .isOne();
    }

    // --- the computer

    @Test
    void windows10_selectorAndRevision() {
        registry.text(CURRENT_VERSION, "CurrentVersion", "6.3")
                .number(CURRENT_VERSION, "CurrentMajorVersionNumber", 10)
                .number(CURRENT_VERSION, "CurrentMinorVersionNumber", 0)
                .text(CURRENT_VERSION, "CurrentBuildNumber", "19045")
                .number(CURRENT_VERSION, "UBR", 6937)
                .text(CURRENT_VERSION, "EditionID", "Professional")
                .text(CURRENT_VERSION, "InstallationType", "Client")
                .text(CURRENT_VERSION, "ReleaseId", "2009")
                .text(CURRENT_VERSION, "DisplayVersion", "22H2")
                .text(CURRENT_VERSION, "ProductName", "Windows 10 Pro");

        assertThat(collector().system())
                .isEqualTo(new SystemFacts(
                        new ProductSelector(
                                OsFamily.WINDOWS,
                                "10.0",
                                "19045",
                                "0",
                                ProductType.WORKSTATION,
                                Architecture.X64,
                                "Professional",
                                "22H2"),
                        "Windows 10 Pro",
                        Finding.exists("6937"),
                        Finding.exists("Client"),
                        List.of(),
                        Finding.exists("PC-17"),
                        Finding.exists(NOW.minusSeconds(5 * 3600)),
                        SystemFacts.Setting.LIVE,
                        Finding.error("ACCESS_DENIED", "GetTokenInformation: access denied"),
                        Architecture.X64,
                        "17.0.12+7"));
    }

    @Test
    void windowsXp_servicePackAndUnknownEditionAndRelease() {
        system.version(5, 1, 2600, 1, ProductType.WORKSTATION).machines(Architecture.X86, false);
        registry.text(CURRENT_VERSION, "CurrentVersion", "5.1")
                .text(CURRENT_VERSION, "CurrentBuild", "1.511.1 () (Obsolete data - do not use)")
                .text(CURRENT_VERSION, "CurrentBuildNumber", "2600");

        SystemFacts facts = collector().system();

        assertThat(facts.product())
                .isEqualTo(new ProductSelector(
                        OsFamily.WINDOWS,
                        "5.1",
                        "2600",
                        "1",
                        ProductType.WORKSTATION,
                        Architecture.X86,
                        ProductSelector.UNKNOWN,
                        ProductSelector.UNKNOWN));
        assertThat(facts.revision()).isEqualTo(Finding.doesNotExist());
        assertThat(facts.productName()).isEqualTo(ProductSelector.UNKNOWN);
    }

    @Test
    void releaseBeforeDisplayVersion_releaseId() {
        registry.text(CURRENT_VERSION, "ReleaseId", "1809");

        assertThat(collector().system().product().release()).isEqualTo("1809");
    }

    @Test
    void registryNamesAnotherBuild_kernelsSelectorAndNoRevision() {
        registry.number(CURRENT_VERSION, "CurrentMajorVersionNumber", 10)
                .number(CURRENT_VERSION, "CurrentMinorVersionNumber", 0)
                .text(CURRENT_VERSION, "CurrentBuildNumber", "26100")
                .number(CURRENT_VERSION, "UBR", 9999);

        SystemFacts facts = collector().system();

        assertThat(facts.product().build()).isEqualTo("19045");
        assertThat(facts.revision())
                .isEqualTo(Finding.error(
                        "DISAGREEMENT", "the kernel says 10.0.19045, the registry 10.0.26100 with revision 9999"));
    }

    @Test
    void registryDoesNotNameTheBuild_noRevision() {
        registry.number(CURRENT_VERSION, "UBR", 9999);

        assertError(collector().system().revision(), "DISAGREEMENT");
    }

    @Test
    void revisionOfAnotherType_error() {
        registry.text(CURRENT_VERSION, "UBR", "6937");

        assertError(collector().system().revision(), "MALFORMED");
    }

    @Test
    void versionCallFails_registryStandsIn() {
        system.withoutVersionCall();
        registry.text(CURRENT_VERSION, "CurrentVersion", "5.2")
                .text(CURRENT_VERSION, "CurrentBuildNumber", "3790")
                .text(CURRENT_VERSION, "CSDVersion", "Service Pack 2")
                .text("HKLM\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions", "ProductType", "LanmanNT");

        ProductSelector product = collector().system().product();

        assertThat(product.version()).isEqualTo("5.2");
        assertThat(product.build()).isEqualTo("3790");
        assertThat(product.servicePack()).isEqualTo("2");
        assertThat(product.productType()).isEqualTo(ProductType.DOMAIN_CONTROLLER);
    }

    @Test
    void nothingReadable_unknownEverywhere() {
        system.withoutVersionCall();
        registry.deny(CURRENT_VERSION, RegistryView.NATIVE);

        assertThat(collector().system().product())
                .isEqualTo(new ProductSelector(
                        OsFamily.WINDOWS,
                        ProductSelector.UNKNOWN,
                        ProductSelector.UNKNOWN,
                        ProductSelector.UNKNOWN,
                        ProductType.UNKNOWN,
                        Architecture.X64,
                        ProductSelector.UNKNOWN,
                        ProductSelector.UNKNOWN));
    }

    // --- the contract

    @Test
    void queryOfAnotherSystem_notCollected() {
        assertThat(collect(new Query.RebootRequired()))
                .isEqualTo(Finding.notCollected(
                        NotCollectedReason.NOT_ON_THIS_SYSTEM, "reboot-required is not of Windows"));
    }

    @Test
    void somethingUnforeseen_errorNotAnException() {
        SystemFiles noFiles = new SystemFiles() {
            @Override
            public boolean isReparsePoint(String path) {
                throw new IllegalStateException("broken");
            }

            @Override
            public BasicFileAttributes attributes(String path) {
                throw new IllegalStateException("unforeseen");
            }

            @Override
            public SeekableByteChannel open(String path) {
                throw new IllegalStateException("unforeseen");
            }

            @Override
            public Optional<String> truePath(SeekableByteChannel opened) {
                throw new IllegalStateException("unforeseen");
            }

            @Override
            public Optional<String> truePath(String folder) {
                throw new IllegalStateException("unforeseen");
            }

            @Override
            public Optional<Instant> changedAt(String path) {
                throw new IllegalStateException("unforeseen");
            }

            @Override
            public List<String> names(String folder, Predicate<String> wanted) {
                throw new IllegalStateException("unforeseen");
            }
        };
        WindowsCollector broken = new WindowsCollector(
                system, registry, Clock.systemUTC(), new Properties(), noFiles, catalogs, processes);

        assertError(broken.collect(new Query.WindowsFile("%SystemRoot%\\x"), (units, what) -> {}), "INTERNAL");
        assertThat(broken.work(new Query.WindowsFile("%SystemRoot%\\x"))).isOne();
    }

    private WindowsCollector collector() {
        Properties java = new Properties();
        java.setProperty("os.arch", "x86"); // a lie that nobody may believe
        java.setProperty("java.runtime.version", "17.0.12+7");
        return new WindowsCollector(
                system, registry, Clock.fixed(NOW, ZoneOffset.UTC), java, files, catalogs, processes);
    }

    private <T> Finding<T> collect(Query<T> query) {
        return collector().collect(query, (units, what) -> {});
    }

    private WindowsRestartFact restart() {
        return Existing.of(collect(new Query.WindowsRestart()));
    }

    private void multi(String path, String name, String text) {
        registry.value(path, RegistryView.NATIVE, name, 7, text.getBytes(StandardCharsets.UTF_16LE));
    }

    private void put(String path, byte[] content) throws IOException {
        Path file = drive.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2003-07-05T10:00:00Z")));
    }

    private static <T> T inTurkish(java.util.function.Supplier<T> action) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            return action.get();
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String sha256(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static void assertError(Finding<?> finding, String code) {
        assertThat(finding).isInstanceOfSatisfying(Finding.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo(code));
    }
}
