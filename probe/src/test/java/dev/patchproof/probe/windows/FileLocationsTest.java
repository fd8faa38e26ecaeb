package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.RegistryView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The places that have no fixed folder: the component that wins, and the partition that the firmware boots from. */
class FileLocationsTest {

    private static final String WINNERS = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\SideBySide\\Winners";
    private static final String COMPONENT = "amd64_microsoft.windows.gdiplus_6595b64144ccf1df";
    private static final String TOKEN = "%WinSxSWinner%\\" + COMPONENT + "_none\\GdiPlus.dll";
    private static final String WINNER = WINNERS + "\\" + COMPONENT + "_none_0d8ae71c6b8a8e4d";
    private static final String OLD = COMPONENT + "_1.1.19041.3636_none_91a40448cc8846c1";
    private static final String NEW = COMPONENT + "_1.1.19041.4355_none_7ddd7a5d3b4fc6ae";

    private static final String SETUP = "HKLM\\SYSTEM\\Setup";
    private static final String DEVICE = "\\Device\\HarddiskVolume1";
    private static final String BOOT_MANAGER = "%EfiSystemPartition%\\EFI\\Microsoft\\Boot\\bootmgfw.efi";

    private final FakeRegistry registry = new FakeRegistry();
    private final FakeOperatingSystem system = new FakeOperatingSystem();
    private final Path drive;
    private final FakeFiles files;

    FileLocationsTest(@TempDir Path drive) throws IOException {
        this.drive = drive;
        this.files = new FakeFiles(drive);
        Files.createDirectories(drive.resolve("Windows/WinSxS/" + OLD));
        Files.createDirectories(drive.resolve("Windows/WinSxS/" + NEW));
        Files.createDirectories(drive.resolve("Windows/WinSxS/wow64" + NEW.substring(5)));
    }

    // --- components

    @Test
    void winner_itsVersionsFolderNotTheOlder() {
        winner("1.1", "1.1.19041.4355");

        assertThat(locate(TOKEN)).isEqualTo(Finding.exists("C:\\Windows\\WinSxS\\" + NEW + "\\GdiPlus.dll"));
    }

    @Test
    void winnerIsTheOlderVersion_thatOne() {
        winner("1.1", "1.1.19041.3636");

        assertThat(locate(TOKEN)).isEqualTo(Finding.exists("C:\\Windows\\WinSxS\\" + OLD + "\\GdiPlus.dll"));
    }

    @Test
    void severalBranches_theOneThatTheKeyNames() {
        winner("1.1", "1.1.19041.4355");
        registry.text(WINNER + "\\1.0", "", "1.0.2600.5512");

        assertThat(locate(TOKEN)).isEqualTo(Finding.exists("C:\\Windows\\WinSxS\\" + NEW + "\\GdiPlus.dll"));
    }

    @Test
    void componentNotInstalled_doesNotExist() {
        registry.key(WINNERS);

        assertThat(locate(TOKEN)).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void windowsWithoutWinners_notOnThisSystem() {
        assertThat(locate(TOKEN))
                .isInstanceOfSatisfying(Finding.NotCollected.class, missing -> assertThat(missing.reason())
                        .isEqualTo(NotCollectedReason.NOT_ON_THIS_SYSTEM));
    }

    @Test
    void winnersDenied_errorNotAbsence() {
        registry.key(WINNERS).deny(WINNERS, RegistryView.NATIVE);

        assertError(locate(TOKEN), "ACCESS_DENIED");
    }

    @Test
    void winnerWithoutFolder_doesNotExist() {
        winner("1.1", "1.1.19041.9999");

        assertThat(locate(TOKEN)).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void keyDoesNotSayWhichWins_errorNotAbsence() {
        registry.key(WINNER);
        assertError(locate(TOKEN), "NOT_LOCATED");

        registry.text(WINNER, "", "1.1").key(WINNER + "\\1.1");
        assertError(locate(TOKEN), "NOT_LOCATED");

        registry.text(WINNER + "\\1.1", "", "..\\..");
        assertError(locate(TOKEN), "MALFORMED");
    }

    @Test
    void branchThatIsNone_errorAndNoOtherKeyRead() {
        registry.text(WINNER, "", "1.1\\..\\..");

        assertError(locate(TOKEN), "MALFORMED");
    }

    @Test
    void twoWinnersOrTwoFolders_ambiguous() throws IOException {
        winner("1.1", "1.1.19041.4355");
        Files.createDirectories(drive.resolve("Windows/WinSxS/" + NEW.replace("7ddd", "8ddd")));
        assertError(locate(TOKEN), "AMBIGUOUS");

        registry.key(WINNERS + "\\" + COMPONENT + "_none_ffffffffffffffff");
        assertError(locate(TOKEN), "AMBIGUOUS");
    }

    @Test
    void longNameAndCulture_asTheStoreShortensThem() {
        assertThat(ComponentName.parse(
                        "AMD64_Microsoft-Windows-NetworkDiagnosticsFrameworkCore_31BF3856AD364E35_sr-Latn-RS"))
                .hasToString("amd64_microsoft-windows-n..osticsframeworkcore_31bf3856ad364e35_sr-..-rs");
    }

    @Test
    void nameWithUnderscores_partedFromTheRight() {
        ComponentName parsed = ComponentName.parse("amd64_dual_prnms001.inf_31bf3856ad364e35_none");

        assertThat(parsed.name()).isEqualTo("dual_prnms001.inf");
        assertThat(ComponentName.ofKey("amd64_dual_prnms001.inf_31bf3856ad364e35_none_fcc5bcc5b1b9b0a9"))
                .contains(parsed);
        assertThat(parsed.isFolder(
                        "amd64_dual_prnms001.inf_31bf3856ad364e35_10.0.19041.1_none_fcc5bcc5b1b9b0a9", "10.0.19041.1"))
                .isTrue();
    }

    @Test
    void turkishLocale_sameComponent() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            winner("1.1", "1.1.19041.4355");
            assertThat(locate(TOKEN.toUpperCase(Locale.ROOT)).toString()).contains(NEW);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void malformedComponentPaths_badPath() {
        for (String path : List.of(
                "%WinSxSWinner%",
                "%WinSxSWinner%\\x.dll",
                "%WinSxSWinner%\\" + COMPONENT + "_none",
                "%WinSxSWinner%\\" + COMPONENT + "_none\\",
                "%WinSxSWinner%\\" + COMPONENT + "_none\\..\\x.dll",
                "%WinSxSWinner%\\" + NEW + "\\GdiPlus.dll\\..",
                "%WinSxSWinner%\\*_none\\x.dll")) {
            assertError(locate(path), "BAD_PATH");
        }
    }

    // --- the firmware's partition

    @Test
    void firmwaresPartition_byItsDevice() {
        partition();

        assertThat(locate(BOOT_MANAGER))
                .isEqualTo(Finding.exists("\\\\?\\GLOBALROOT" + DEVICE + "\\EFI\\Microsoft\\Boot\\bootmgfw.efi"));
    }

    @Test
    void partitionDenied_errorNotAbsence() {
        partition();
        files.deny("\\\\?\\GLOBALROOT" + DEVICE + "\\");

        assertError(locate(BOOT_MANAGER), "ACCESS_DENIED");
    }

    @Test
    void deviceUnknownOrGone_errorNotAbsence() {
        assertError(locate(BOOT_MANAGER), "NOT_LOCATED");

        registry.text(SETUP, "SystemPartition", "\\Device\\HarddiskVolume7");
        assertError(locate(BOOT_MANAGER), "IO");
    }

    @Test
    void deviceThatIsNone_malformed() {
        for (String device : List.of("C:", "\\Device", "\\Device\\..\\x", "\\Device\\Mup\\server\\share\\x", "")) {
            registry.text(SETUP, "SystemPartition", device);
            assertError(locate(BOOT_MANAGER), "MALFORMED");
        }
    }

    @Test
    void otherPlacesOnThePartition_badPath() {
        partition();
        for (String path : List.of(
                "%EfiSystemPartition%",
                "%EfiSystemPartition%\\EFI",
                "%EfiSystemPartition%\\bootmgr",
                "%EfiSystemPartition%\\EFI\\..\\x",
                "%EfiSystemPartition%\\EFI\\x:y",
                "%EfiSystemPartition%\\\\EFI\\x")) {
            assertError(locate(path), "BAD_PATH");
        }
    }

    @Test
    void locateThatFails_neverAPlace() {
        assertThatThrownBy(() -> locations().locate("x")).isInstanceOf(IllegalArgumentException.class);
    }

    private void winner(String branch, String version) {
        registry.text(WINNER, "", branch).text(WINNER + "\\" + branch, "", version);
    }

    private void partition() {
        registry.text(SETUP, "SystemPartition", DEVICE);
        files.device(DEVICE, drive);
    }

    private Finding<String> locate(String path) {
        return locations().at(path, location -> Finding.exists(location.opened()));
    }

    private FileLocations locations() {
        return new FileLocations(system, new RegistryReader(registry), files);
    }

    private static void assertError(Finding<?> finding, String code) {
        assertThat(finding).isInstanceOfSatisfying(Finding.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo(code));
    }
}
