package dev.patchproof.probe.windows;

import static dev.patchproof.probe.windows.CollectInWine.file;
import static dev.patchproof.probe.windows.CollectInWine.key;
import static dev.patchproof.probe.windows.CollectInWine.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.RegistryKeyFact;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.WindowsRestartFact;
import dev.patchproof.wine.PeFixture;
import dev.patchproof.wine.WindowsVersions;
import dev.patchproof.wine.WinePrefix;
import dev.patchproof.wine.WineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The live collector in a real Windows Java under Wine. Wine, not Windows: nothing is denied here, nothing is 32-bit. */
class WineCollectorIT {

    /** When a registry value's key was written: just now. */
    private static final Pattern KEY_TIME = Pattern.compile("(keyChangedAt=Exists\\[value=)20[0-9T:.-]+Z");

    private static final Instant LONG_AGO = Instant.parse("2003-07-05T10:00:00Z");

    @Test
    void keysInBothViews_eachSeenInItsOwn() throws Exception {
        String registry = """
                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB823980]
                "Installed"=dword:00000001

                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\Updates\\OnlyIn32]
                "Installed"=dword:00000001
                """;
        String in64 = "HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB823980";
        String in32 = "HKLM\\SOFTWARE\\Microsoft\\Updates\\OnlyIn32";

        List<String> found = collectAfter(
                registry,
                key(in64, RegistryView.NATIVE),
                key(in64, RegistryView.WOW32),
                key(in32, RegistryView.NATIVE),
                key(in32, RegistryView.WOW32),
                value(in64, "installed", RegistryView.NATIVE),
                value(in64, "installed", RegistryView.WOW32),
                value(in64, "Other", RegistryView.NATIVE));

        String exists = Finding.exists(new RegistryKeyFact()).toString();
        String absent = Finding.doesNotExist().toString();
        assertThat(found).containsExactly(exists, absent, absent, exists, fact("REG_DWORD", "1"), absent, absent);
    }

    @Test
    void valuesOfEachType_raw() throws Exception {
        String registry = """
                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\PatchproofTypes]
                @="default"
                "sz"="Z\u00fcrich \u4e2d\u6587 \u0130\u0131"
                "empty"=""
                "expand"=hex(2):25,00,53,00,25,00,00,00
                "dword"=dword:ffffffff
                "shortDword"=hex(4):01,00
                "bigEndian"=hex(5):00,00,00,01
                "qword"=hex(b):ff,ff,ff,ff,ff,ff,ff,ff
                "binary"=hex:00,ff,10
                "none"=hex(0):
                "multi"=hex(7):61,00,00,00,00,00,62,00,00,00,00,00
                """;
        String[] questions = Stream.of(
                        "",
                        "sz",
                        "empty",
                        "expand",
                        "dword",
                        "shortDword",
                        "bigEndian",
                        "qword",
                        "binary",
                        "none",
                        "multi")
                .map(name -> value("HKLM\\SOFTWARE\\Microsoft\\PatchproofTypes", name, RegistryView.NATIVE))
                .toArray(String[]::new);

        List<String> found = collectAfter(registry, questions);

        assertThat(found)
                .containsExactly(
                        fact("REG_SZ", "default"),
                        fact("REG_SZ", "Z\u00fcrich \u4e2d\u6587 \u0130\u0131"),
                        fact("REG_SZ", ""),
                        fact("REG_EXPAND_SZ", "%S%"),
                        fact("REG_DWORD", "4294967295"),
                        Finding.error("MALFORMED", "REG_DWORD: expected 4 bytes, found 2 bytes")
                                .toString(),
                        fact("REG_DWORD_BIG_ENDIAN", "00000001"),
                        fact("REG_QWORD", "18446744073709551615"),
                        fact("REG_BINARY", "00ff10"),
                        fact("REG_NONE", ""),
                        fact("REG_MULTI_SZ", "a", "", "b"));
    }

    @Test
    void valueLargerThanTheFirstBuffer_whole() throws Exception {
        String long2000 = "x".repeat(2000);
        String registry = "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\PatchproofTypes]\n\"long\"=\"" + long2000 + "\"\n";

        List<String> found = collectAfter(
                registry, value("HKLM\\SOFTWARE\\Microsoft\\PatchproofTypes", "long", RegistryView.NATIVE));

        assertThat(found).containsExactly(fact("REG_SZ", long2000));
    }

    @Test
    void loadedModuleOfTheSameName_bytesTellTheVersionNotTheCall() throws Exception {
        byte[] old = PeFixture.pe64().version("5.1.2600.1106").bytes();
        try (WinePrefix prefix = prefix()) {
            prefix.put("windows/system32/rpcrt4.dll", old, LONG_AGO);
            prefix.put("windows/system32/patchproof.dll", old, LONG_AGO);

            List<String> found = collect(
                    prefix, file("%SystemRoot%\\System32\\rpcrt4.dll"), file("%SystemRoot%\\System32\\patchproof.dll"));

            assertThat(found.get(0))
                    .contains("path=C:\\windows\\System32\\rpcrt4.dll, size=" + old.length)
                    .contains("modified=2003-07-05T10:00:00Z")
                    .contains("fixedVersion=Exists[value=5.1.2600.1106], versionString=Exists[value=5.1.2600.1106]")
                    .contains("apiVersion=Exists[value=5.1.2600.2180]");
            assertThat(found.get(1)).contains("apiVersion=Exists[value=5.1.2600.1106]");
        }
    }

    @Test
    void filesAbsentGarbledAndWithoutVersion_eachItsOwnFinding() throws Exception {
        byte[] whole = PeFixture.pe64().version("5.1.2600.1106").bytes();
        try (WinePrefix prefix = prefix()) {
            prefix.put("windows/system32/truncated.dll", Arrays.copyOf(whole, whole.length / 2), LONG_AGO);
            prefix.put("windows/system32/text.dll", "not a program".getBytes(UTF_8), LONG_AGO);
            prefix.put(
                    "windows/system32/plain.dll",
                    PeFixture.pe64().withoutResources().bytes(),
                    LONG_AGO);
            prefix.put(
                    "windows/system32/x86.dll",
                    PeFixture.pe32().version("4.0.1381.7219").bytes(),
                    LONG_AGO);
            prefix.put("Program Files (x86)/Common Files/deep/x.dll", whole, LONG_AGO);

            List<String> found = collect(
                    prefix,
                    file("%SystemRoot%\\System32\\absent.dll"),
                    file("%SystemRoot%\\System32\\truncated.dll"),
                    file("%SystemRoot%\\System32\\text.dll"),
                    file("%SystemRoot%\\System32\\plain.dll"),
                    file("%SystemRoot%\\System32\\x86.dll"),
                    file("%CommonProgramFiles(x86)%\\deep\\x.dll"));

            assertThat(found.get(0)).isEqualTo(Finding.doesNotExist().toString());
            assertThat(found.get(1)).contains("fixedVersion=Failed[code=MALFORMED");
            assertThat(found.get(2)).contains("fixedVersion=Failed[code=MALFORMED, message=DOS header");
            assertThat(found.get(3)).contains("fixedVersion=DoesNotExist[]", "apiVersion=DoesNotExist[]");
            assertThat(found.get(4)).contains("fixedVersion=Exists[value=4.0.1381.7219]");
            assertThat(found.get(5))
                    .contains("path=C:\\Program Files (x86)\\Common Files\\deep\\x.dll")
                    .contains("fixedVersion=Exists[value=5.1.2600.1106]");
        }
    }

    @Test
    void librariesAsVendorsBuildThem_bytesAndCallAgree() throws Exception {
        List<Path> libraries;
        try (Stream<Path> files = Files.list(Path.of(System.getProperty(WinePrefix.JAVA_PROPERTY, ""), "bin"))) {
            libraries = files.filter(file -> file.toString().endsWith(".dll"))
                    .sorted()
                    .toList();
        }
        try (WinePrefix prefix = prefix()) {
            List<String> questions = new ArrayList<>();
            for (Path library : libraries) {
                String name = "copy-of-" + library.getFileName(); // a name that no loaded module has
                prefix.put("windows/survey/" + name, Files.readAllBytes(library), LONG_AGO);
                questions.add(file("%SystemRoot%\\survey\\" + name));
            }

            List<String> found = collect(prefix, questions.toArray(String[]::new));

            Pattern agreeing = Pattern.compile(
                    ".*fixedVersion=(Exists\\[value=[0-9.]+\\]|DoesNotExist\\[\\]), versionString=.*, apiVersion=\\1\\]\\]");
            assertThat(found).hasSizeGreaterThan(20).allMatch(line -> agreeing.matcher(line)
                    .matches());
            assertThat(found)
                    .anyMatch(line -> line.contains("copy-of-ucrtbase.dll") && line.contains("Exists[value=10.0."));
        }
    }

    @Test
    void nothingPending_doesNotExist() throws Exception {
        assertThat(collectAfter("", "restart"))
                .containsExactly(Finding.exists(new WindowsRestartFact(
                                Finding.doesNotExist(),
                                Finding.doesNotExist(),
                                Finding.doesNotExist(),
                                Finding.doesNotExist()))
                        .toString());
    }

    @Test
    void restartPending_allThreeAndEmptyTargetsKept() throws Exception {
        String registry = """
                [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager]
                "PendingFileRenameOperations"=hex(7):5c,00,3f,00,3f,00,5c,00,43,00,3a,00,5c,00,61,00,\
                  00,00,00,00,5c,00,3f,00,3f,00,5c,00,43,00,3a,00,5c,00,62,00,00,00,21,00,63,00,00,00,00,00

                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending]

                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired]
                """;

        assertThat(collectAfter(registry, "restart"))
                .containsExactly(Finding.exists(new WindowsRestartFact(
                                Finding.exists(List.of("\\??\\C:\\a", "", "\\??\\C:\\b", "!c")),
                                Finding.exists(new RegistryKeyFact()),
                                Finding.exists(new RegistryKeyFact()),
                                Finding.doesNotExist()))
                        .toString());
    }

    @Test
    void pendingXml_itsLastWriteTime() throws Exception {
        try (WinePrefix prefix = prefix()) {
            prefix.put("windows/winsxs/pending.xml", new byte[1], LONG_AGO);

            assertThat(collect(prefix, "restart").get(0)).endsWith("pendingXml=Exists[value=2003-07-05T10:00:00Z]]]");
        }
    }

    @Test
    void switchAsTextAndAsNumberInEachView_raw() throws Exception {
        String registry = """
                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\\Wintrust\\Config]
                "EnableCertPaddingCheck"="1"

                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\Cryptography\\Wintrust\\Config]
                "EnableCertPaddingCheck"=dword:00000001
                """;
        String key = "HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Wintrust\\Config";

        assertThat(collectAfter(
                        registry,
                        value(key, "EnableCertPaddingCheck", RegistryView.NATIVE),
                        value(key, "EnableCertPaddingCheck", RegistryView.WOW32)))
                .containsExactly(fact("REG_SZ", "1"), fact("REG_DWORD", "1"));
    }

    @Test
    void windowsXpSp1_itsSelector() throws Exception {
        assertThat(collectAfter(WindowsVersions.XP_SP1, "system").get(0))
                .contains("ProductSelector[family=WINDOWS, version=5.1, build=2600, servicePack=1, "
                        + "productType=WORKSTATION, architecture=X64, edition=unknown, release=unknown]")
                .contains("productName=Microsoft Windows XP, revision=DoesNotExist[]")
                .contains("installationType=DoesNotExist[], disagreements=[]")
                .contains("setting=LIVE, elevated=Exists[value=")
                .contains("jvmArchitecture=X64, jvmVersion=17.");
    }

    @Test
    void server2003_itsProductType() throws Exception {
        assertThat(collectAfter(WindowsVersions.SERVER_2003, "system").get(0))
                .contains("version=5.2, build=3790, servicePack=0, productType=SERVER,");
    }

    @Test
    void windows10_itsSelectorAndRevision() throws Exception {
        assertThat(collectAfter(WindowsVersions.WINDOWS_10_22H2, "system").get(0))
                .contains("ProductSelector[family=WINDOWS, version=10.0, build=19045, servicePack=0, "
                        + "productType=WORKSTATION, architecture=X64, edition=Professional, release=22H2]")
                .contains("productName=Windows 10 Pro, revision=Exists[value=6937]")
                .contains("hostName=Exists[value=", "bootedAt=Exists[value=");
    }

    @Test
    void serverCore_itsInstallationType() throws Exception {
        String core = WindowsVersions.WINDOWS_10_22H2 + """

                [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]
                "InstallationType"="Server Core"
                """;

        assertThat(collectAfter(core, "system").get(0)).contains("installationType=Exists[value=Server Core]");
    }

    @Test
    void versionCallSetApartFromTheRegistry_noRevision() throws Exception {
        String shimmed = WindowsVersions.WINDOWS_10_22H2
                + "\n[HKEY_CURRENT_USER\\Software\\Wine]\n\"Version\"=\"win10\"\n"; // 10.0.18362

        assertThat(collectAfter(shimmed, "system").get(0))
                .contains("build=18362")
                .contains(
                        "revision=Failed[code=DISAGREEMENT, message=the kernel says 10.0.18362, the registry 10.0.19045")
                .contains("disagreements=[ProductDisagreement[fact=build, used=18362, other=19045]]");
    }

    @Test
    void secretOfTheUser_hiddenAndReadBack() throws Exception {
        assertThat(collectAfter("", "secret|patchproof").get(0))
                .endsWith("\\AppData\\Local patchproof readable=false altered=refused");
    }

    private static WinePrefix prefix() throws IOException, InterruptedException {
        return WinePrefix.create(Path.of("target", "wine"));
    }

    private static List<String> collectAfter(String registry, String... questions)
            throws IOException, InterruptedException {
        try (WinePrefix prefix = prefix()) {
            prefix.importRegistry(registry);
            return collect(prefix, questions);
        }
    }

    private static List<String> collect(WinePrefix prefix, String... questions)
            throws IOException, InterruptedException {
        WineRun run = prefix.java(
                CollectInWine.class, List.of(WindowsCollector.class, Native.class, Advapi32.class), List.of(questions));
        assertThat(run.exitCode()).as(run.toString()).isZero();
        return run.out()
                .lines()
                .map(line -> KEY_TIME.matcher(line).replaceAll("$1" + Instant.EPOCH))
                .toList();
    }

    private static String fact(String type, String... data) {
        return Finding.exists(new RegistryValueFact(type, List.of(data), Finding.exists(Instant.EPOCH)))
                .toString();
    }
}
