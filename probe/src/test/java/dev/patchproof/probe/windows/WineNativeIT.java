package dev.patchproof.probe.windows;

import static dev.patchproof.probe.windows.CollectInWine.file;
import static dev.patchproof.probe.windows.CollectInWine.modules;
import static dev.patchproof.probe.windows.CollectInWine.signature;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32;
import dev.patchproof.evidence.Finding;
import dev.patchproof.wine.MingwLibrary;
import dev.patchproof.wine.MingwLibrary.Bits;
import dev.patchproof.wine.PeFixture;
import dev.patchproof.wine.WinePrefix;
import dev.patchproof.wine.WineRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the probe asks of Windows itself rather than of files and registry, in a real Windows Java under Wine. Wine, not
 * Windows: every process may be read, the kernel does not tell its revision, and there are neither signed catalogs nor
 * files on devices without a letter. Of those only the way out is seen here.
 */
class WineNativeIT {

    private static final Instant LONG_AGO = Instant.parse("2003-07-05T10:00:00Z");
    private static final String TOKEN = "%SystemRoot%\\System32\\patchproof.dll";
    private static final String WINDOWS_NAME = "C:\\windows\\system32\\patchproof.dll";

    @Test
    void libraryReplacedUnderARunningProgram_oldVersionInMemoryNewOneOnDisk(@TempDir Path folder) throws Exception {
        byte[] old = MingwLibrary.build(folder, Bits.BITS_64, "10.0.19041.3636", "10.0.19041.1");
        byte[] replacement = MingwLibrary.build(folder, Bits.BITS_64, "10.0.19041.4355", "10.0.19041.1");
        try (WinePrefix prefix = prefix()) {
            prefix.put("windows/system32/patchproof.dll", old, LONG_AGO);
            prefix.put("windows/system32/staged.dll", replacement, LONG_AGO);

            List<String> found = collect(
                    prefix,
                    modules(TOKEN),
                    "load|" + WINDOWS_NAME,
                    "move|" + WINDOWS_NAME + "|C:\\windows\\system32\\renamed.dll",
                    "move|C:\\windows\\system32\\staged.dll|" + WINDOWS_NAME,
                    modules(TOKEN, "%SystemRoot%\\System32\\renamed.dll"),
                    file(TOKEN));

            assertThat(found.get(0)).contains("LoadedModulesFact[modules=[], unreadable=[], complete=true]");
            String pid = found.get(1).replace("loaded by ", "");
            assertThat(found.get(4))
                    .contains("modules=[LoadedModule[path=" + TOKEN + ", fixedVersion=Exists[value=10.0.19041.3636], "
                            + "processes=[ProcessFact[pid=" + pid + ", name=java.exe, startedAt=Exists[value=")
                    .doesNotContain("renamed.dll", "10.0.19041.4355");
            assertThat(found.get(5)).contains("fixedVersion=Exists[value=10.0.19041.4355]");
        }
    }

    @Test
    void everyProgramLoadsNtdll_eachWithItsStart() throws Exception {
        Instant before = Instant.now();
        try (WinePrefix prefix = prefix()) {
            String found = collect(
                            prefix, modules("%SystemRoot%\\SYSTEM32\\NTDLL.dll", "%SystemRoot%\\SysWOW64\\ntdll.dll"))
                    .get(0);

            Matcher processes = Pattern.compile("pid=[0-9]+, name=([a-z.]+), startedAt=Exists\\[value=([^]]+)\\]")
                    .matcher(found);
            assertThat(processes.results())
                    .anyMatch(process -> process.group(1).equals("services.exe"))
                    .anyMatch(process -> process.group(1).equals("java.exe"));
            assertThat(processes.reset().results().map(process -> Instant.parse(process.group(2))))
                    .allMatch(start -> start.isAfter(before.minusSeconds(60)))
                    .allMatch(start -> start.isBefore(Instant.now().plusSeconds(60)));
            assertThat(found).contains("unreadable=[], complete=true").doesNotContain("SysWOW64");
        }
    }

    @Test
    void noCatalogsInWine_errorWithACodeNeitherCrashNorAbsence() throws Exception {
        try (WinePrefix prefix = prefix()) {
            List<String> found = collect(
                    prefix, signature("%SystemRoot%\\System32\\ntdll.dll"), signature("%SystemRoot%\\absent.dll"));

            assertThat(found.get(0)).startsWith("Failed[code=WIN32_");
            assertThat(found.get(1)).isEqualTo(Finding.doesNotExist().toString());
        }
    }

    /**
     * The calls themselves, against a catalog that was made for this test (one file, by SHA-1, signed by a key of its
     * own). That Wine accepts a signer whom nobody vouches for says nothing of Windows.
     */
    @Test
    void catalogOfOneFile_foundWithItsSignerByWinesSearch() throws Exception {
        String folder = "windows/system32/catroot/{F750E6C3-38EE-11D1-85E5-00C04FC295EE}/";
        try (WinePrefix prefix = prefix();
                InputStream catalog = WineNativeIT.class.getResourceAsStream("catalog-of-one-file.cat")) {
            prefix.put(
                    folder + "Package_for_KB4012212~31bf3856ad364e35~amd64~~6.1.1.0.cat",
                    Objects.requireNonNull(catalog).readAllBytes(),
                    LONG_AGO);
            prefix.put("windows/member.txt", "held by a catalog\n".getBytes(US_ASCII), LONG_AGO);
            prefix.put("windows/other.txt", "held by none\n".getBytes(US_ASCII), LONG_AGO);

            List<String> found = collect(prefix, "catalogs|C:\\windows\\member.txt", "catalogs|C:\\windows\\other.txt");

            assertThat(found.get(0))
                    .contains("\\Package_for_KB4012212~31bf3856ad364e35~amd64~~6.1.1.0.cat Verdict[code=0, "
                            + "signer=Optional[Patchproof Test Publisher]]]");
            assertThat(found.get(1)).isEqualTo("[]");
        }
    }

    @Test
    void kernelThatDoesNotTellItsRevision_notOnThisSystem() throws Exception {
        try (WinePrefix prefix = prefix()) {
            assertThat(collect(prefix, "kernel").get(0))
                    .contains("runningVersion=NotCollected[reason=NOT_ON_THIS_SYSTEM");
        }
    }

    @Test
    void componentThatWins_fileOfItsFolder() throws Exception {
        String component = "amd64_microsoft.windows.gdiplus_6595b64144ccf1df";
        String winners = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\SideBySide\\Winners\\"
                + component + "_none_0d8ae71c6b8a8e4d";
        try (WinePrefix prefix = prefix()) {
            prefix.importRegistry("""
                    [%1$s]
                    @="1.1"

                    [%1$s\\1.1]
                    @="1.1.19041.4355"
                    "1.1.19041.3636"=hex:01
                    "1.1.19041.4355"=hex:01

                    [%1$s\\1.0]
                    @="1.0.2600.5512"
                    """.formatted(winners));
            String store = "windows/winsxs/" + component;
            prefix.put(
                    store + "_1.1.19041.3636_none_91a40448cc8846c1/gdiplus.dll",
                    PeFixture.pe64().version("10.0.19041.3636").bytes(),
                    LONG_AGO);
            prefix.put(
                    store + "_1.1.19041.4355_none_7ddd7a5d3b4fc6ae/gdiplus.dll",
                    PeFixture.pe64().version("10.0.19041.4355").bytes(),
                    LONG_AGO);

            List<String> found = collect(
                    prefix,
                    file("%WinSxSWinner%\\" + component + "_none\\GdiPlus.dll"),
                    file("%WinSxSWinner%\\x86" + component.substring(5) + "_none\\GdiPlus.dll"));

            assertThat(found.get(0))
                    .contains("_1.1.19041.4355_none_7ddd7a5d3b4fc6ae\\GdiPlus.dll")
                    .contains("fixedVersion=Exists[value=10.0.19041.4355]");
            assertThat(found.get(1)).isEqualTo(Finding.doesNotExist().toString());
        }
    }

    @Test
    void fileOfLongAgoPutHereNow_changeTimeTells() throws Exception {
        Instant before = Instant.now();
        try (WinePrefix prefix = prefix()) {
            prefix.put("windows/system32/patchproof.dll", new byte[1], LONG_AGO);

            String found = collect(prefix, file(TOKEN)).get(0);

            Matcher changed = Pattern.compile("modified=2003-07-05T10:00:00Z, changedAt=Exists\\[value=([^]]+)\\]")
                    .matcher(found);
            assertThat(changed.find()).as(found).isTrue();
            assertThat(Instant.parse(changed.group(1))).isAfter(before.minusSeconds(60));
        }
    }

    @Test
    void firmwaresPartitionUnknownOrNotToBeOpened_errorNotAbsence() throws Exception {
        String asked = file("%EfiSystemPartition%\\EFI\\Microsoft\\Boot\\bootmgfw.efi");
        try (WinePrefix prefix = prefix()) {
            prefix.importRegistry("[HKEY_LOCAL_MACHINE\\SYSTEM\\Setup]\n\"SystemPartition\"=-\n");
            assertThat(collect(prefix, asked).get(0)).startsWith("Failed[code=NOT_LOCATED");

            prefix.importRegistry(
                    "[HKEY_LOCAL_MACHINE\\SYSTEM\\Setup]\n\"SystemPartition\"=\"\\\\Device\\\\HarddiskVolume1\"\n");
            assertThat(collect(prefix, asked).get(0)).startsWith("Failed[code=IO");
        }
    }

    @Test
    void fileReadByItsHandle_asByJava() throws Exception {
        byte[] content = PeFixture.pe64().version("10.0.26100.3775").bytes();
        try (WinePrefix prefix = prefix()) {
            prefix.put("windows/system32/patchproof.dll", content, LONG_AGO);

            assertThat(collect(prefix, "handle|" + WINDOWS_NAME).get(0))
                    .isEqualTo(content.length + " 2003-07-05T10:00:00Z false " + content.length
                            + " Exists[value=10.0.26100.3775]");
        }
    }

    private static WinePrefix prefix() throws IOException, InterruptedException {
        return WinePrefix.create(Path.of("target", "wine"));
    }

    private static List<String> collect(WinePrefix prefix, String... questions)
            throws IOException, InterruptedException {
        WineRun run = prefix.java(
                CollectInWine.class, List.of(WindowsCollector.class, Native.class, Advapi32.class), List.of(questions));
        assertThat(run.exitCode()).as(run.toString()).isZero();
        return run.out().lines().toList();
    }
}
