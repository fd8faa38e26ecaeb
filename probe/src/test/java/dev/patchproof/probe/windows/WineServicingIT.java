package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.WindowsServicingFact;
import dev.patchproof.evidence.WindowsServicingFact.CbsPackage;
import dev.patchproof.wine.WinePrefix;
import dev.patchproof.wine.WineRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The bookkeeping of servicing, read live in a Windows Java under Wine. Wine, not Windows: the keys are the test's own. */
class WineServicingIT {

    private static final String SERVICING =
            "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing";
    private static final String TOKEN = "~31bf3856ad364e35~amd64~~";

    @Test
    void noServicingKeys_doesNotExist() throws Exception {
        assertThat(servicingAfter(""))
                .isEqualTo(found(new WindowsServicingFact(
                        Finding.doesNotExist(), Finding.doesNotExist(), Finding.doesNotExist())));
    }

    @Test
    void everyNamingFormAndState_eachPackageAsWritten() throws Exception {
        String registry = key("Package_for_KB3202790_RTM_GM" + TOKEN + "10.0.1.0", "CurrentState", 0x50)
                + key("Package_145_for_KB3185331" + TOKEN + "6.1.1.0", "CurrentState", 0x40)
                + key("Package_for_KB3185331" + TOKEN + "6.1.1.0", "CurrentState", 0x70)
                + key("Package_for_KB3185331" + TOKEN + "6.1.1.0\\Owners", "CurrentState", 0x20)
                + key("Package_for_RollupFix" + TOKEN + "19041.2965.1.8", "CurrentState", 0x60)
                + key("Package_for_ServicingStack_2963" + TOKEN + "19041.2963.1.1", "CurrentState", 0x80)
                + key("Package_for_KB4012212" + TOKEN + "6.1.1.2", "CurrentState", 0x65)
                + "\"LastError\"=dword:800f0922\n\"InstallTimeHigh\"=dword:01cc5b28\n\"InstallTimeLow\"=dword:f53201b2\n"
                + key("Package_for_KB976902" + TOKEN + "6.1.1.17514", "Visibility", 1)
                + "\"CurrentState\"=\"112\"\n"
                + "\n[" + SERVICING + "\\Version]\n\"10.0.19041.2963\"=\"x\"\n\"10.0.19041.1161\"=\"x\"\n@=\"x\"\n"
                + "\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full]\n"
                + "\"Release\"=dword:0008234d\n";

        assertThat(servicingAfter(registry))
                .isEqualTo(found(new WindowsServicingFact(
                        Finding.exists(List.of(
                                inState("Package_145_for_KB3185331" + TOKEN + "6.1.1.0", "64"),
                                inState("Package_for_KB3185331" + TOKEN + "6.1.1.0", "112"),
                                inState("Package_for_KB3202790_RTM_GM" + TOKEN + "10.0.1.0", "80"),
                                new CbsPackage(
                                        "Package_for_KB4012212" + TOKEN + "6.1.1.2",
                                        Finding.exists("101"),
                                        Finding.exists("2148469026"),
                                        Finding.exists(Instant.parse("2011-08-15T08:54:35.741637Z"))),
                                new CbsPackage(
                                        "Package_for_KB976902" + TOKEN + "6.1.1.17514",
                                        Finding.error(
                                                "MALFORMED",
                                                "HKLM" + SERVICING.substring("HKEY_LOCAL_MACHINE".length())
                                                        + "\\Packages\\Package_for_KB976902" + TOKEN
                                                        + "6.1.1.17514, CurrentState: expected REG_DWORD, found REG_SZ"),
                                        Finding.doesNotExist(),
                                        Finding.doesNotExist()),
                                inState("Package_for_RollupFix" + TOKEN + "19041.2965.1.8", "96"),
                                inState("Package_for_ServicingStack_2963" + TOKEN + "19041.2963.1.1", "128"))),
                        Finding.exists(List.of("10.0.19041.1161", "10.0.19041.2963")),
                        Finding.exists("533325"))));
    }

    @Test
    void keysOfThe32BitView_notRead() throws Exception {
        String registry = key("Package_for_KB1" + TOKEN + "1.1.1.1", "CurrentState", 0x70)
                .replace("SOFTWARE\\Microsoft", "SOFTWARE\\Wow6432Node\\Microsoft");

        assertThat(servicingAfter(registry)).contains("packages=DoesNotExist[]");
    }

    @Test
    void thousandsOfPackages_allRead() throws Exception {
        String registry = IntStream.range(0, 3000)
                .mapToObj(i -> key("Package_" + i + "_for_KB3185331" + TOKEN + "6.1.1.0", "CurrentState", 0x70))
                .collect(Collectors.joining());

        assertThat(servicingAfter(registry).split("CbsPackage\\[name=", -1)).hasSize(3001);
    }

    private static String key(String name, String value, int number) {
        return "\n[" + SERVICING + "\\Packages\\" + name + "]\n\"" + value + "\"=dword:"
                + String.format(Locale.ROOT, "%08x", number) + "\n";
    }

    private static CbsPackage inState(String name, String state) {
        return new CbsPackage(name, Finding.exists(state), Finding.doesNotExist(), Finding.doesNotExist());
    }

    private static String found(WindowsServicingFact fact) {
        return Finding.exists(fact).toString();
    }

    private static String servicingAfter(String registry) throws Exception {
        try (WinePrefix prefix = WinePrefix.create(Path.of("target", "wine"))) {
            prefix.importRegistry(registry);
            WineRun run = prefix.java(
                    CollectInWine.class,
                    List.of(WindowsCollector.class, Native.class, Advapi32.class),
                    List.of("servicing"));
            assertThat(run.exitCode()).as(run.toString()).isZero();
            return run.out().strip();
        }
    }
}
