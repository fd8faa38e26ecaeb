package dev.patchproof.catalog.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.EffectTest;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ProductCondition.Processor;
import dev.patchproof.catalog.ProductCondition.ProductKind;
import dev.patchproof.catalog.ProductRelease.SupportEnd;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.BranchFloor;
import dev.patchproof.catalog.ReferenceValue.FileDigest;
import dev.patchproof.catalog.ReferenceValue.FileMode;
import dev.patchproof.catalog.ReferenceValue.FileVersion;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.Update.Severity;
import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogReaderTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Path CLEAN = RESOURCES.resolve("clean");
    private static final String WINTRUST = "HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Wintrust\\Config";

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void defect_refusedWithItsPlaceAndReason(String defect, String file, String path, Reason reason, String words) {
        CatalogException refused = catchThrowableOfType(
                CatalogException.class,
                () -> CatalogReader.read(RESOURCES.resolve("refused").resolve(defect)));

        assertThat(refused).as(defect).isNotNull();
        assertThat(refused.problems()).allSatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.message()).startsWith(reason == Reason.NOT_IN_SCHEMA ? "" : "expected");
        });
        assertThat(refused.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains(words));
    }

    @Test
    void everyFixture_isInTheTable() throws IOException {
        try (Stream<Path> folders = Files.list(RESOURCES.resolve("refused"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            defects().map(row -> (String) row.get()[0]).toList());
        }
    }

    /** A computer of one of them is never asked for another's. */
    @Test
    void morePackagesThanAPlanMayName_refusedWhereTheyAreOfOneRelease(@TempDir Path directory) throws IOException {
        packages(directory, "bookworm", 0, 15_000);
        packages(directory, "trixie", 15_000, 30_000);

        assertThat(CatalogReader.read(directory).updates()).hasSize(2);
        packages(directory, "bookworm", 30_000, 35_001);

        CatalogException refused = catchThrowableOfType(CatalogException.class, () -> CatalogReader.read(directory));
        assertThat(refused.problems()).hasSize(1).allSatisfy(problem -> {
            assertThat(problem.reason()).isEqualTo(Reason.TOO_MUCH_FOR_A_PLAN);
            assertThat(problem.message())
                    .startsWith("expected at most 5000 queries and 20000 names")
                    .endsWith("20001");
        });
    }

    private static void packages(Path directory, String release, int from, int to) throws IOException {
        String names = java.util.stream.IntStream.range(from, to)
                .mapToObj(i -> "\"package-" + i + "\"")
                .collect(java.util.stream.Collectors.joining(", "));
        Files.writeString(directory.resolve(release + "-" + from + ".json"), """
                {"$schema": "https://patchproof.dev/schema/catalog-1.json", "what": "Example", "asOf": "2026-11-23",
                 "sources": ["https://example.org/facts"],
                 "updates": [{"id": "DSA-%d", "vendor": "Example", "description": "An example", "restart": "no",
                   "fixes": [{"product": {"family": "debian", "release": "%s"},
                     "claims": [{"debianPackages": {"1.1": [%s]}}], "references": [{"packageRecord": {}}]}]}]}
                """.formatted(from, release, names));
    }

    @Test
    void severalDefects_allAreNamed(@TempDir Path directory) throws IOException {
        copy("supersedes-nothing-known", directory.resolve("1.json"));
        copy("unknown-field", directory.resolve("2.json"));
        copy("not-json", directory.resolve("3.json"));

        CatalogException refused = catchThrowableOfType(CatalogException.class, () -> CatalogReader.read(directory));

        assertThat(refused.problems())
                .extracting(Problem::file, Problem::reason)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("1.json", Reason.DANGLING),
                        org.assertj.core.groups.Tuple.tuple("2.json", Reason.NOT_IN_SCHEMA),
                        org.assertj.core.groups.Tuple.tuple("3.json", Reason.NOT_JSON));
        assertThat(refused).hasMessageContaining("1.json: /updates/0/supersedes/0: ");
    }

    @Test
    void updateThatIsThereButRefused_doesNotDangleAsWell(@TempDir Path directory) throws IOException {
        copy("unknown-field", directory.resolve("1.json"));
        String other = Files.readString(CLEAN.resolve("a.json")).replace("\"KB1\"", "\"KB9\"");
        Files.writeString(directory.resolve("2.json"), other.replace("\"KB0\"\n", "\"KB1\"\n"));

        CatalogException refused = catchThrowableOfType(CatalogException.class, () -> CatalogReader.read(directory));

        assertThat(refused.problems()).extracting(Problem::reason).containsOnly(Reason.NOT_IN_SCHEMA);
    }

    @Test
    void emptyDirectory_refused(@TempDir Path directory) {
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> CatalogReader.read(directory))
                .withMessageContaining("found none");
    }

    @Test
    void missingDirectory_refused(@TempDir Path directory) {
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> CatalogReader.read(directory.resolve("nowhere")))
                .withMessageContaining("expected a readable directory");
    }

    @Test
    void everyKindOfEntry_boundToItsRecord() {
        Catalog catalog = CatalogReader.read(CLEAN);

        Update update = catalog.update("KB1").orElseThrow();
        assertThat(update)
                .isEqualTo(new Update(
                        "KB1",
                        List.of("EX-1"),
                        "Example",
                        "An example",
                        Severity.CRITICAL,
                        List.of("CVE-2003-0352"),
                        Optional.of(LocalDate.of(2003, 7, 16)),
                        List.of(URI.create("https://example.org/own")),
                        RestartNeed.NO,
                        List.of("KB0"),
                        List.of(),
                        List.of(),
                        false,
                        List.of(new Fix(
                                new ProductCondition(
                                        Family.WINDOWS,
                                        Optional.of("5.2"),
                                        Optional.of(3790),
                                        Set.of(0),
                                        Set.of(ProductKind.SERVER, ProductKind.DOMAIN_CONTROLLER),
                                        Set.of(Processor.X86),
                                        Set.of("Enterprise"),
                                        Optional.of("RTM")),
                                "GDR",
                                List.of(
                                        new ClaimTest.RegistryKey(
                                                "HKLM\\SOFTWARE\\Microsoft\\Updates\\Example\\KB1", true),
                                        new ClaimTest.WindowsRevision(26100, 7781, true)),
                                List.of(
                                        new FileVersion(
                                                "%SystemRoot%\\System32\\rpcrt4.dll",
                                                FileMode.MUST_EXIST, List.of(floor("5.2.3790.59", "", "", ""))),
                                        new FileVersion(
                                                "%SystemRoot%\\SysWOW64\\Example\\a.dll",
                                                FileMode.MUST_EXIST,
                                                List.of(
                                                        floor("1.0.0.5", "1.0.0.0", "1.1.0.0", "x_gdr"),
                                                        floor("1.0.0.9", "", "", "x_qfe"))),
                                        new FileVersion(
                                                "%SystemRoot%\\System32\\b.dll",
                                                FileMode.ONLY_IF_PRESENT, List.of(floor("1.0.0.0", "", "", ""))),
                                        new FileDigest(
                                                "%SystemRoot%\\System32\\c.dll",
                                                FileMode.MUST_EXIST, Set.of("a".repeat(64))),
                                        new FileDigest(
                                                "%SystemRoot%\\System32\\d.dll",
                                                FileMode.ONLY_IF_PRESENT, Set.of("b".repeat(64)))),
                                List.of(),
                                List.of())),
                        LocalDate.of(2026, 11, 23)));
        Update older = catalog.update("KB0").orElseThrow();
        assertThat(older.severity()).isEqualTo(Severity.UNRATED);
        assertThat(older.sources()).containsExactly(URI.create("https://example.org/facts"));
        assertThat(older.prerequisites()).containsExactly("KB1");
        assertThat(older.rolledBackBy()).containsExactly("KB1");
    }

    @Test
    void switchesSignedBuildsAndDigests_boundToTheirRecords(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("a.json"), """
                {
                  "$schema": "https://patchproof.dev/schema/catalog-1.json",
                  "what": "Every kind that came with the evidence in depth",
                  "asOf": "2026-11-23",
                  "sources": ["https://example.org/facts"],
                  "updates": [{
                    "id": "CVE-2013-3900", "vendor": "Example", "description": "An example", "restart": "no",
                    "optIn": true,
                    "fixes": [{
                      "product": {"family": "windows", "version": "10.0"},
                      "claims": [{"cbsPackage": {"kb": "KB4012212"}}],
                      "references": [
                        {"builtIn": {}},
                        {"signedBuild": {"build": 19041, "revision": 6937,
                                         "files": ["%SystemRoot%\\\\System32\\\\ntdll.dll"]}},
                        {"packageDigests": {"libc6": {"2.36-9": {"amd64": "%s"}}}}
                      ],
                      "effects": [{"registrySwitch": {
                        "value": {"view": "native", "path": "HKLM\\\\SOFTWARE\\\\Microsoft\\\\Cryptography\\\\Wintrust\\\\Config", "name": "EnableCertPaddingCheck"},
                        "good": ["1"], "absence": "bad",
                        "wrongPlaces": [{"view": "wow32", "path": "HKLM\\\\SOFTWARE\\\\Microsoft\\\\Cryptography\\\\Wintrust\\\\Config", "name": "EnableCertPaddingCheck"}],
                        "readAtStart": true
                      }}],
                      "coreFiles": ["%%EfiSystemPartition%%\\\\EFI\\\\Microsoft\\\\Boot\\\\bootmgfw.efi"]
                    }]
                  }]
                }
                """.replace("%s", "c".repeat(64)).replace("%%", "%"));

        Update update = CatalogReader.read(folder).update("CVE-2013-3900").orElseThrow();

        assertThat(update.optIn()).isTrue();
        Fix fix = update.fixes().get(0);
        assertThat(fix.claims()).containsExactly(new ClaimTest.CbsPackage("KB4012212"));
        assertThat(fix.references())
                .containsExactly(
                        new ReferenceValue.BuiltIn(),
                        new ReferenceValue.SignedBuild(19041, 6937, List.of("%SystemRoot%\\System32\\ntdll.dll")),
                        new ReferenceValue.PackageDigests(
                                Map.of("libc6", Map.of("2.36-9", Map.of("amd64", "c".repeat(64))))));
        assertThat(fix.effects())
                .containsExactly(new EffectTest.RegistrySwitch(
                        new EffectTest.Place(WINTRUST, false, "EnableCertPaddingCheck"),
                        Set.of(EffectTest.ValueType.REG_DWORD),
                        Set.of("1"),
                        EffectTest.Absence.BAD,
                        List.of(new EffectTest.Place(WINTRUST, true, "EnableCertPaddingCheck")),
                        true));
        assertThat(fix.coreFiles()).containsExactly("%EfiSystemPartition%\\EFI\\Microsoft\\Boot\\bootmgfw.efi");
    }

    @Test
    void debianEntries_boundToTheirRecords() {
        Catalog catalog = CatalogReader.read(CLEAN);

        Fix kernel =
                catalog.update("debian:bookworm:linux").orElseThrow().fixes().get(0);
        DebianVersion fixed = new DebianVersion("6.12.117-1~deb12u1");
        assertThat(kernel.claims())
                .containsExactly(new ClaimTest.DebianKernel(fixed, Set.of("linux-image-6.12.117+deb12-amd64")));
        assertThat(kernel.references()).containsExactly(new PackageRecord());
        assertThat(kernel.effects()).containsExactly(new EffectTest.RunningKernel(fixed));
        assertThat(catalog.update("debian:bookworm:a")
                        .orElseThrow()
                        .fixes()
                        .get(0)
                        .claims())
                .containsExactly(new ClaimTest.DebianPackages(Map.of(
                        "a1", new DebianVersion("1:1.0-1"),
                        "a2", new DebianVersion("1:1.0-1"),
                        "a3", new DebianVersion("2.0"))));
        assertThat(catalog.products().get(1).supportEnds())
                .containsExactly(new SupportEnd(
                        List.of("Core"), LocalDate.of(2025, 10, 14), "ESU", URI.create("https://example.org/q")));
    }

    @Test
    void sameFilesInZip_sameCatalog(@TempDir Path directory) throws IOException {
        Path archive = directory.resolve("catalog.zip");
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Files.createDirectories(zip.getPath("/c/sub"));
            Files.copy(CLEAN.resolve("sub/b.json"), zip.getPath("/c/sub/b.json"));
            Files.copy(CLEAN.resolve("a.json"), zip.getPath("/c/a.json"));

            assertThat(CatalogReader.read(zip.getPath("/c"))).isEqualTo(CatalogReader.read(CLEAN));
        }
    }

    @Test
    void otherContent_otherRelease(@TempDir Path directory) throws IOException {
        Files.copy(CLEAN.resolve("a.json"), directory.resolve("a.json"));
        String before = CatalogReader.read(directory).release();
        Files.writeString(
                directory.resolve("a.json"),
                Files.readString(directory.resolve("a.json")).replace("An example", "Another"));

        assertThat(before).matches("[0-9a-f]{64}");
        assertThat(CatalogReader.read(directory).release()).isNotEqualTo(before);
    }

    @Test
    void turkishLocale_sameCatalog() {
        Catalog expected = CatalogReader.read(CLEAN);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(CatalogReader.read(CLEAN)).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    static Stream<Arguments> defects() throws IOException {
        return Files.readAllLines(RESOURCES.resolve("refused.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(row -> Arguments.of(row[0], row[1], row[2], Reason.valueOf(row[3]), row[4]));
    }

    private static BranchFloor floor(String atLeast, String from, String below, String marker) {
        return new BranchFloor(WindowsVersion.parse(atLeast), version(from), version(below), marker);
    }

    private static Optional<WindowsVersion> version(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(WindowsVersion.parse(text));
    }

    private static void copy(String defect, Path to) throws IOException {
        Files.copy(RESOURCES.resolve("refused").resolve(defect).resolve("a.json"), to);
    }
}
