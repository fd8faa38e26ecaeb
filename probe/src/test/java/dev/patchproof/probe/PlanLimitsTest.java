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
                "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager"
            })
    void keyOfAnUpdatesTrace_isAllowed(String path) {
        allowed(new Query.RegistryKey(path, RegistryView.NATIVE));
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
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Firefox",
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
        "SYSTEM\\CurrentControlSet\\Control\\Session Manager, PendingFileRenameOperations",
        "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages\\P~1, CurrentState"
    })
    void namedValue_isAllowed(String path, String name) {
        allowed(new Query.RegistryValue("HKLM\\" + path, name, RegistryView.NATIVE));
    }

    @ParameterizedTest
    @CsvSource({
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion, DigitalProductId",
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion, RegisteredOwner",
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion, ''",
        "SYSTEM\\CurrentControlSet\\Control\\Session Manager, BootExecute",
        "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired, anything",
        "SOFTWARE\\Elsewhere, Installed"
    })
    void anyOtherValue_isRefused(String path, String name) {
        refused(new Query.RegistryValue("HKLM\\" + path, name, RegistryView.NATIVE), "RegistryValue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%SystemRoot%\\System32\\rpcrt4.dll",
                "%systemroot%\\system32\\RPCRT4.DLL",
                "%SystemRoot%\\SysWOW64\\ole32.dll",
                "%SystemRoot%\\System32\\drivers\\srv.sys",
                "%SystemRoot%\\System32\\Com\\comadmin.dll",
                "%SystemRoot%\\System32\\config.dll"
            })
    void systemFile_isAllowed(String path) {
        allowed(new Query.WindowsFile(path));
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
                "%ProgramFiles%\\a\\a.dll",
                "%SystemRoot%\\Temp\\a.dll",
                "\\\\server\\share\\a.dll",
                "\\\\?\\C:\\Windows\\System32\\a.dll",
                "\\\\.\\PhysicalDrive0",
                ""
            })
    void anyOtherFile_isRefused(String path) {
        refused(new Query.WindowsFile(path), "WindowsFile");
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
