package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.probe.trust.TestPortal;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanLimitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB823980",
                "HKLM\\SOFTWARE\\Microsoft\\Updates\\Window Server 2003\\SP1\\KB823980",
                "hklm\\software\\microsoft\\updates\\windows 2000\\sp5\\kb823980",
                "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion",
                "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\HotFix\\Q823980",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages\\Package_for_KB4012212~31bf3856ad364e35~amd64~~6.1.1.0",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired",
                "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KB823980",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Q328310",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KB2416472_1",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KB2510531-IE8",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KB978695_WM9",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{F5B09CFD-F0B2-36AF-8DF4-1DF6B63FC7B4}.KB2656351",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KB2656351_{F5B09CFD-F0B2-36AF-8DF4-1DF6B63FC7B4}_Framework"
            })
    void keyOfAnUpdatesTrace_isAllowedInBothViews(String path) {
        allowed(new Query.RegistryKey(path, RegistryView.NATIVE));
        allowed(new Query.RegistryKey(path, RegistryView.WOW32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HKLM\\SOFTWARE\\Microsoft\\Updates",
                "HKLM\\SOFTWARE\\Microsoft\\Updates\\",
                "HKLM\\SOFTWARE\\Microsoft\\Updates\\\\KB823980",
                "HKLM\\SOFTWARE\\Microsoft\\UpdatesX\\KB823980",
                "HKLM\\SOFTWARE\\Microsoft\\Updates\\a/b",
                "HKLM\\SOFTWARE\\Microsoft\\Updates\\a\u0000b",
                "HKLM\\SOFTWARE\\Microsoft\\Updates\\1\\2\\3\\4\\5\\6\\7",
                "HKCU\\SOFTWARE\\Microsoft\\Updates\\KB823980",
                "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Updates\\KB823980",
                "SOFTWARE\\Microsoft\\Updates\\KB823980",
                "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Firefox",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KBase",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KB823980 and more",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KB823980\\Below",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\MyKB823980",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{90140000-0015-0409-1000-0000000FF1CE}",
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run",
                "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Printers",
                "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management\\PrefetchParameters",
                "HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\State",
                "HKLM\\SAM\\SAM",
                "HKLM\\SECURITY\\Policy",
                "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment",
                "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa",
                "HKLM",
                ""
            })
    void anyOtherKey_isRefused(String path) {
        refused(new Query.RegistryKey(path, RegistryView.NATIVE), "RegistryKey");
    }

    @ParameterizedTest
    @CsvSource({
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion, UBR",
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion, csdversion",
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\HotFix\\Q1, Installed",
        "SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB823980, Installed",
        "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages\\P~1, CurrentState",
        "SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full, Release",
        "SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management, FeatureSettingsOverride",
        "SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management, FeatureSettingsOverrideMask",
        "SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Power, HiberbootEnabled",
        "SYSTEM\\CurrentControlSet\\Control\\SecureBoot, AvailableUpdates",
        "SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\Servicing, UEFICA2023Status",
        "SOFTWARE\\Microsoft\\Cryptography\\Wintrust\\Config, EnableCertPaddingCheck",
        "SOFTWARE\\Microsoft\\Internet Explorer\\Main\\FeatureControl\\FEATURE_ENABLE_PRINT_INFO_DISCLOSURE_FIX, iexplore.exe",
        "SOFTWARE\\Policies\\Microsoft\\Windows NT\\Printers\\PointAndPrint, RestrictDriverInstallationToAdministrators",
        "SOFTWARE\\Policies\\Microsoft\\Windows NT\\Printers\\PointAndPrint, NoWarningNoElevationOnInstall",
        "SOFTWARE\\Policies\\Microsoft\\Windows NT\\Printers\\PointAndPrint, UpdatePromptSettings"
    })
    void namedValue_isAllowedInBothViews(String path, String name) {
        allowed(new Query.RegistryValue("HKLM\\" + path, name, RegistryView.NATIVE));
        allowed(new Query.RegistryValue("HKLM\\" + path, name, RegistryView.WOW32));
    }

    @ParameterizedTest
    @CsvSource({
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion, DigitalProductId",
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion, RegisteredOwner",
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion, ''",
        "SYSTEM\\CurrentControlSet\\Control\\Session Manager, BootExecute",
        "SYSTEM\\CurrentControlSet\\Control\\Session Manager, PendingFileRenameOperations",
        "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired, anything",
        "SOFTWARE\\Elsewhere, Installed",
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon, DefaultPassword",
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\WINLOGON, defaultpassword",
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion, DefaultPassword",
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\HotFix\\..\\Winlogon, DefaultPassword",
        "SOFTWARE\\Microsoft\\Updates\\..\\Windows NT\\CurrentVersion\\Winlogon, DefaultPassword",
        "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KB823980, DisplayName",
        "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages\\P~1, InstallUser",
        "SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management, PagingFiles",
        "SYSTEM\\CurrentControlSet\\Control\\Session Manager, FeatureSettingsOverride",
        "SOFTWARE\\Policies\\Microsoft\\Windows NT\\Printers\\PointAndPrint, ServerList",
        "SOFTWARE\\Microsoft\\Internet Explorer\\Main, iexplore.exe"
    })
    void anyOtherValue_isRefusedInBothViews(String path, String name) {
        refused(new Query.RegistryValue("HKLM\\" + path, name, RegistryView.NATIVE), "RegistryValue");
        refused(new Query.RegistryValue("HKLM\\" + path, name, RegistryView.WOW32), "RegistryValue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HKLM\\SOFTWARE\\Wow6432Node\\Microsoft\\Cryptography\\Wintrust\\Config",
                "HKLM\\SOFTWARE\\WOW6432NODE\\Microsoft\\Updates\\KB823980",
                "HKLM\\SOFTWARE\\Microsoft\\Updates\\wow6432node",
                "HKLM\\SOFTWARE\\Microsoft\\Updates\\Wow6432Node\\KB823980"
            })
    void keyThatNamesTheNodeOf32Bits_isRefusedBecauseTheViewSaysIt(String path) {
        refused(new Query.RegistryKey(path, RegistryView.NATIVE), "view");
        refused(new Query.RegistryKey(path, RegistryView.WOW32), "view");
        refused(new Query.RegistryValue(path, "EnableCertPaddingCheck", RegistryView.NATIVE), "view");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%SystemRoot%\\System32\\rpcrt4.dll",
                "%systemroot%\\system32\\RPCRT4.DLL",
                "%SystemRoot%\\SysWOW64\\ole32.dll",
                "%SystemRoot%\\System32\\drivers\\srv.sys",
                "%SystemRoot%\\System32\\Com\\comadmin.dll",
                "%SystemRoot%\\System32\\config.dll",
                "%SystemRoot%\\Boot\\EFI\\bootmgfw.efi",
                "%WinSxSWinner%\\amd64_microsoft-windows-os-kernel_31bf3856ad364e35_none\\ntoskrnl.exe",
                "%WinSxSWinner%\\x86_microsoft-windows-i..ocalization-package_31bf3856ad364e35_en-us\\a.mui",
                "%WinSxSWinner%\\amd64_netfx4-aspnet_wp_exe_b03f5f7f11d50a3a_none\\aspnet_wp.exe",
                "%EfiSystemPartition%\\EFI\\Microsoft\\Boot\\bootmgfw.efi"
            })
    void systemFile_isAllowed(String path) {
        allowed(new Query.WindowsFile(path));
        allowed(new Query.FileSignature(path));
        allowed(new Query.LoadedModules(List.of(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C:\\Windows\\System32\\rpcrt4.dll",
                "%SystemRoot%\\rpcrt4.dll",
                "%SystemRoot%\\System32",
                "%SystemRoot%\\System32\\",
                "%SystemRoot%\\System32\\..\\..\\Users\\x\\secret.txt",
                "%SystemRoot%\\System32\\.\\a.dll",
                "%SystemRoot%\\System32\\a.dll:stream",
                "%SystemRoot%\\System32\\a.dll::$DATA",
                "%SystemRoot%\\System32/a.dll",
                "%SystemRoot%\\System32\\\\a.dll",
                "%SystemRoot%\\System32\\a.dll ",
                "%SystemRoot%\\System32\\a.dll.",
                "%SystemRoot%\\System32\\NUL",
                "%SystemRoot%\\System32\\con.dll",
                "%SystemRoot%\\System32\\COM1.txt",
                "%SystemRoot%\\System32\\lpt\u00b9",
                "%SystemRoot%\\System32\\%USERNAME%\\a.dll",
                "%SystemRoot%\\System32\\*.dll",
                "%SystemRoot%\\System32\\a\u0000.dll",
                "%SystemRoot%\\System32\\config\\SAM",
                "%SystemRoot%\\SYSTEM32\\Config\\RegBack\\SAM",
                "%SystemRoot%\\System32x\\a.dll",
                "%SystemRoot%\\Boot\\EFI\\other.efi",
                "%SystemRoot%\\Boot\\EFI\\bootmgfwxefi",
                "%SystemRoot%\\WinSxS\\amd64_a_31bf3856ad364e35_none\\a.dll",
                "%WinSxSWinner%\\a.dll",
                "%WinSxSWinner%\\amd64_a_31bf3856ad364e35_none",
                "%WinSxSWinner%\\..\\amd64_a_31bf3856ad364e35_none\\a.dll",
                "%WinSxSWinner%\\amd64_a_31bf3856ad364e35_none\\..\\a.dll",
                "%WinSxSWinner%\\amd64_a_31bf3856ad364e35_none\\NUL",
                "%WinSxSWinner%\\amd64_a_31bf3856ad364e35_none.\\a.dll",
                "%WinSxSWinner%\\amd64_a_31bf_none\\a.dll",
                "%WinSxSWinner%\\vax_a_31bf3856ad364e35_none\\a.dll",
                "%EfiSystemPartition%\\EFI\\Microsoft\\Boot\\BCD",
                "%EfiSystemPartition%\\EFI\\Microsoft\\Boot\\Resources\\a.efi",
                "%EfiSystemPartition%\\EFI\\debian\\grubx64.efi",
                "%EfiSystemPartition%\\bootmgfw.efi",
                "%ProgramFiles%\\a\\a.dll",
                "%SystemRoot%\\Temp\\a.dll",
                "\\\\server\\share\\a.dll",
                "\\\\?\\C:\\Windows\\System32\\a.dll",
                "\\\\.\\PhysicalDrive0",
                ""
            })
    void anyOtherFile_isRefused(String path) {
        refused(new Query.WindowsFile(path), "WindowsFile");
        refused(new Query.FileSignature(path), "FileSignature");
        refused(new Query.LoadedModules(List.of("%SystemRoot%\\System32\\ntdll.dll", path)), "LoadedModules");
    }

    @Test
    void packageNames_areThoseOfDebian() {
        allowed(new Query.DebianPackages(
                List.of("libc6", "g++-12", "libstdc++6", "0ad", "linux-image-6.1.0-32-amd64")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc", "Bash", "a", "", "bash:amd64", "bash ", "-bash", "b\u0131n", "a/b", "x\nDepends"})
    void anyOtherName_isRefused(String name) {
        refused(new Query.DebianPackages(List.of("bash", name)), "DebianPackages");
    }

    @Test
    void oneBadQueryAmongGoodOnes_refusesThePlanWhole() {
        assertThatThrownBy(() -> PlanLimits.require(
                        plan(List.of(new Query.LinuxKernel(), new Query.WindowsFile("C:\\secret.txt")))))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("refused as a whole")
                .hasMessageContaining("C:\\secret.txt");
    }

    @Test
    void sameQueryTwice_isRefused() {
        assertThatThrownBy(() -> PlanLimits.require(plan(List.of(new Query.LinuxKernel(), new Query.LinuxKernel()))))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void tooMany_isRefused() {
        List<Query<?>> queries = IntStream.range(0, 5_001)
                .<Query<?>>mapToObj(i -> new Query.WindowsFile("%SystemRoot%\\System32\\" + i + ".dll"))
                .toList();
        List<String> names =
                IntStream.range(0, 20_001).mapToObj(i -> "package-" + i).toList();

        assertThatThrownBy(() -> PlanLimits.require(plan(queries))).isInstanceOf(PlanRefusedException.class);
        assertThatThrownBy(() -> PlanLimits.require(plan(List.of(new Query.DebianPackages(names)))))
                .isInstanceOf(PlanRefusedException.class);
    }

    @Test
    void turkishLocale_allowsTheSame() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            allowed(new Query.RegistryValue(
                    "HKLM\\SOFTWARE\\MICROSOFT\\WINDOWS NT\\CURRENTVERSION", "EDITIONID", RegistryView.NATIVE));
            allowed(new Query.WindowsFile("%SYSTEMROOT%\\SYSTEM32\\INI.DLL"));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Plan plan(List<Query<?>> queries) {
        return TestPortal.of("https://portal.test").planFor("check-1", TestPortal.bookworm(), queries);
    }

    private static void allowed(Query<?> query) {
        assertThatCode(() -> PlanLimits.require(plan(List.of(query)))).doesNotThrowAnyException();
    }

    private static void refused(Query<?> query, String named) {
        assertThatThrownBy(() -> PlanLimits.require(plan(List.of(query))))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining(named);
    }
}
