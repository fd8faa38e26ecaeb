package dev.patchproof.catalog.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.EffectTest;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ProductCondition.Processor;
import dev.patchproof.catalog.ProductRelease;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.BranchFloor;
import dev.patchproof.catalog.ReferenceValue.FileVersion;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.WindowsVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedCatalogTest {
    private static final Catalog CATALOG = CatalogReader.shipped();
    private static final String RPCRT4 = "%SystemRoot%\\System32\\rpcrt4.dll";

    @Test
    void shippedFiles_haveNoProblems() {
        assertThat(CATALOG.updates()).hasSizeGreaterThan(600);
        assertThat(CATALOG.products()).hasSizeGreaterThan(30);
    }

    @Test
    void turkishLocale_sameCatalog() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(CatalogReader.shipped()).isEqualTo(CATALOG);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void mitigations_areOptInAndTheWeakenedPrinterPolicyIsNot() {
        assertThat(CATALOG.updates().stream().filter(Update::optIn).map(Update::id))
                .containsExactlyInAnyOrder("ADV180002", "CVE-2013-3900", "CVE-2017-8529", "KB5025885");
        assertThat(update("KB5005652").optIn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"CVE-2013-3900, BAD", "CVE-2017-8529, BAD", "KB5005652, GOOD", "KB5025885, BAD"})
    void switches_absenceAsTheVendorSays(String id, EffectTest.Absence absence) {
        assertThat(update(id).fixes().stream()
                        .flatMap(fix -> fix.effects().stream())
                        .map(effect -> effect.<Optional<EffectTest.Absence>>fold(
                                kernel -> Optional.empty(), wanted -> Optional.of(wanted.absence())))
                        .distinct())
                .containsExactly(Optional.of(absence));
    }

    @Test
    void speculationSwitch_absenceIsBadOnTheOldServerAlone() {
        assertThat(update("ADV180002").fixes())
                .extracting(fix -> fix.product().build().isPresent())
                .containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource({"19044, 19041", "19045, 19041", "22631, 22621", "26200, 26100", "20348, 20348"})
    void signedBuild_isThatOfTheServicingLinesFiles(int build, int base) {
        assertThat(CATALOG.updates().stream()
                        .flatMap(update -> update.fixes().stream())
                        .filter(fix -> fix.product().build().equals(Optional.of(build)))
                        .flatMap(fix -> fix.references().stream())
                        .flatMap(reference -> reference.<Stream<Integer>>fold(
                                version -> Stream.of(),
                                digest -> Stream.of(),
                                record -> Stream.of(),
                                digests -> Stream.of(),
                                signed -> Stream.of(signed.build()),
                                builtIn -> Stream.of()))
                        .distinct())
                .containsExactly(base);
    }

    @Test
    void updatesThatRestoreWhatOthersUndid_inTheirOrder() {
        assertThat(update("KB5043083").prerequisites()).containsExactly("KB5043936");
        assertThat(update("KB5043083").supersedes()).containsExactly("KB5035858");
    }

    @Test
    void rpcUpdates_areOneChain() {
        assertThat(update("KB828741").supersedes()).containsExactly("KB824146");
        assertThat(update("KB824146").supersedes()).containsExactly("KB823980");
    }

    @ParameterizedTest
    @CsvSource({
        "KB823980, 5.0, 4, 5.0.2195.6753, Windows 2000\\SP5",
        "KB823980, 5.1, 1, 5.1.2600.1230, Windows XP\\SP2",
        "KB823980, 5.2, 0, 5.2.3790.59, Window Server 2003\\SP1",
        "KB824146, 5.0, 4, 5.0.2195.6802, Windows 2000\\SP5",
        "KB824146, 5.1, 1, 5.1.2600.1254, Windows XP\\SP2",
        "KB824146, 5.2, 0, 5.2.3790.76, Window Server 2003\\SP1"
    })
    void rpcUpdateOfThatYear_keyAndFileOfEachProduct(
            String id, String version, int servicePack, String floor, String key) {
        Fix fix = only(update(id), version, servicePack);

        assertThat(fix.claims())
                .containsExactly(
                        new ClaimTest.RegistryKey("HKLM\\SOFTWARE\\Microsoft\\Updates\\" + key + "\\" + id, false));
        assertThat(fix.references()).hasSize(1);
        assertThat(floors(fix, RPCRT4)).containsExactly(plain(floor));
        assertThat(fix.product().architectures()).isEmpty();
    }

    @Test
    void rpcUpdateOnXpGold_fileOfServicePack1HasItsOwnFloor() {
        Fix fix = only(update("KB823980"), "5.1", 0);

        assertThat(fix.claims())
                .containsExactly(new ClaimTest.RegistryKey(
                        "HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP1\\KB823980", false));
        assertThat(floors(fix, RPCRT4))
                .extracting(floor -> floor.atLeast().toString())
                .containsExactly("5.1.2600.109", "5.1.2600.1230");
    }

    @Test
    void secondRpcUpdateOnXpGold_bringsNoFileThatProvesIt() {
        assertThat(only(update("KB824146"), "5.1", 0).references()).isEmpty();
    }

    @Test
    void serversOf2003_gdrAndQfeToldByMarker() {
        Fix fix = update("KB828741").fixes().stream()
                .filter(candidate -> candidate.product().version().equals(Optional.of("5.2"))
                        && candidate.product().architectures().equals(Set.of(Processor.X86)))
                .findFirst()
                .orElseThrow();

        assertThat(floors(fix, "%SystemRoot%\\System32\\rpcss.dll"))
                .containsExactly(marked("5.2.3790.132", "srv03_gdr"), marked("5.2.3790.142", "srv03_qfe"));
        assertThat(floors(fix, "%SystemRoot%\\System32\\Com\\comadmin.dll")).containsExactly(plain("2001.12.4720.139"));
    }

    @ParameterizedTest
    @CsvSource({
        "5.1, 0, X86, 20",
        "5.1, 1, X86, 20",
        "5.1, 1, IA64, 35",
        "5.2, 0, X86, 18",
        "5.2, 0, IA64, 33",
        "5.0, 4, X86, 27",
        "4.0, 6, X86, 4"
    })
    void manifestOfKb828741_everyFileOfItIsThere(String version, int servicePack, Processor processor, int files) {
        Fix fix = update("KB828741").fixes().stream()
                .filter(candidate -> candidate.product().version().equals(Optional.of(version))
                        && candidate.product().servicePacks().contains(servicePack)
                        && (candidate.product().architectures().isEmpty()
                                || candidate.product().architectures().contains(processor)))
                .findFirst()
                .orElseThrow();

        Set<String> namesByFolder = paths(fix)
                .map(path -> path.toLowerCase(Locale.ROOT))
                .map(path -> (path.contains("syswow64") ? "wow " : "") + path.substring(path.lastIndexOf('\\') + 1))
                .collect(Collectors.toSet());
        assertThat(namesByFolder).hasSize(files);
    }

    @Test
    void vista_gdrAndLdrToldByRange() {
        Fix fix = update("KB958644").fixes().stream()
                .filter(candidate -> candidate.product().build().equals(Optional.of(6000)))
                .findFirst()
                .orElseThrow();

        assertThat(floors(fix, "%SystemRoot%\\System32\\netapi32.dll"))
                .containsExactly(
                        new BranchFloor(
                                WindowsVersion.parse("6.0.6000.16764"),
                                Optional.empty(),
                                Optional.of(WindowsVersion.parse("6.0.6000.20000")),
                                ""),
                        new BranchFloor(
                                WindowsVersion.parse("6.0.6000.20937"),
                                Optional.of(WindowsVersion.parse("6.0.6000.20000")),
                                Optional.empty(),
                                ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KB4012212", "KB4012215"})
    void smbUpdatesOfWindows7_provenByTheServerDriver(String id) {
        Fix fix = update(id).fixes().get(0);

        assertThat(fix.claims()).containsExactly(new ClaimTest.CbsPackage(id));
        assertThat(floors(fix, "%SystemRoot%\\System32\\drivers\\srv.sys")).containsExactly(plain("6.1.7601.23689"));
    }

    @ParameterizedTest
    @CsvSource({
        "KB5075912, 19044, 6937, ",
        "KB5075912, 19045, 6937, ",
        "KB5075941, 22631, 6649, ",
        "KB5077181, 26100, 7840, 7781",
        "KB5077181, 26200, 7840, 7781",
        "KB5075999, 14393, 8868, ",
        "KB5075904, 17763, 8389, ",
        "KB5075906, 20348, 4773, 4711",
        "KB5075897, 25398, 2149, ",
        "KB5075899, 26100, 32370, 32313"
    })
    void lineInSupport_newestRevisionOrExactHotpatch(String id, int build, int cumulative, Integer hotpatch) {
        List<ClaimTest> claims = update(id).fixes().stream()
                .filter(fix -> fix.product().build().equals(Optional.of(build)))
                .flatMap(fix -> fix.claims().stream())
                .distinct()
                .toList();

        ClaimTest newest = new ClaimTest.WindowsRevision(build, cumulative, false);
        assertThat(claims)
                .isEqualTo(
                        hotpatch == null
                                ? List.of(newest)
                                : List.of(newest, new ClaimTest.WindowsRevision(build, hotpatch, true)));
        assertThat(update(id).released()).contains(LocalDate.of(2026, 2, 10));
        assertThat(update(id).asOf()).isEqualTo(LocalDate.of(2026, 3, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "10240, 2021, 8",
        "14393, 2022, 12",
        "17763, 2023, 12",
        "19044, 2024, 6",
        "19045, 2025, 4",
        "20348, 2025, 4",
        "22000, 2023, 12",
        "22621, 2023, 11",
        "22631, 2025, 4",
        "25398, 2025, 4",
        "26100, 2025, 4",
        "26200, 2026, 2",
        "28000, 2026, 1"
    })
    void release_monthsOfTheYearThatTheCatalogHas(int build, int year, int updates) {
        assertThat(CATALOG.updates().stream()
                        .filter(update -> update.released()
                                .filter(day -> day.getYear() == year)
                                .isPresent())
                        .filter(update -> update.fixes().stream()
                                .anyMatch(fix -> fix.line().equals("cumulative")
                                        && fix.product().build().equals(Optional.of(build)))))
                .hasSize(updates);
    }

    @Test
    void everyWindows10OrLater_revisionsGrowFromMonthToMonth() {
        Map<String, Map<LocalDate, Integer>> byRelease = new java.util.TreeMap<>();
        CATALOG.updates().forEach(update -> update.released().ifPresent(day -> update.fixes().stream()
                .filter(fix -> fix.line().equals("cumulative"))
                .forEach(fix -> fix.claims().forEach(claim -> claim.<Optional<Integer>>fold(
                                key -> Optional.empty(),
                                revision -> Optional.of(revision.revision()),
                                packages -> Optional.empty(),
                                kernel -> Optional.empty(),
                                serviced -> Optional.empty())
                        .ifPresent(revision -> byRelease
                                .computeIfAbsent(
                                        fix.product().build() + " "
                                                + fix.product()
                                                        .productTypes()
                                                        .contains(ProductCondition.ProductKind.WORKSTATION),
                                        none -> new java.util.TreeMap<>())
                                .merge(day, revision, Math::max))))));

        assertThat(byRelease).hasSizeGreaterThan(15);
        assertThat(byRelease.values())
                .allSatisfy(byDay -> assertThat(List.copyOf(byDay.values())).isSorted());
    }

    @ParameterizedTest
    @CsvSource({
        "KB5004945, 1803 is above the revisions of the two years after it",
        "KB5012170, builds of several lines: no cumulative update",
        "KB5074204, the build of a hotpatch",
        "KB5018418_22H2, the build of another release"
    })
    void misprintsOfTheFeed_areNotInTheCatalog(String id, String why) {
        assertThat(CATALOG.updates().stream()
                        .filter(update -> id.startsWith(update.id()))
                        .flatMap(update -> update.fixes().stream())
                        .filter(fix ->
                                !id.endsWith("_22H2") || fix.product().build().equals(Optional.of(22621))))
                .as(why)
                .isEmpty();
    }

    @Test
    void updatesFromBeforeBuildsWerePublished_namedByTheFirstThatReplacesThem() {
        assertThat(update("KB5004237").replaces()).isNotEmpty();
        assertThat(CATALOG.updates().stream().flatMap(update -> update.replaces().stream()))
                .hasSizeGreaterThan(90)
                .noneMatch(id -> CATALOG.update(id).isPresent());
    }

    /** What the data's README says of the documents that they were made of. */
    @Test
    void serverCoreAndAzureEdition_areToldApartWhereTheDocumentsDo() {
        assertThat(CATALOG.updates().stream().flatMap(update -> update.fixes().stream()))
                .allSatisfy(fix -> assertThat(fix.product().installationTypes()).isEmpty());
        assertThat(CATALOG.updates().stream()
                        .filter(update -> update.fixes().stream()
                                .anyMatch(fix -> fix.line().equals("hotpatch")
                                        && fix.product()
                                                .editions()
                                                .equals(Set.of("ServerTurbine", "ServerTurbineCor"))))
                        .map(Update::id))
                .containsExactlyInAnyOrder(
                        "KB5010354", "KB5011497", "KB5013944", "KB5014678", "KB5016627", "KB5017316");
    }

    @Test
    void build26100_clientAndServerAreDifferentUpdates() {
        List<Fix> fixes = CATALOG.updates().stream()
                .flatMap(update -> update.fixes().stream())
                .filter(fix -> fix.product().build().equals(Optional.of(26100)))
                .toList();

        assertThat(fixes)
                .isNotEmpty()
                .allSatisfy(fix -> assertThat(fix.product().productTypes()).isNotEmpty());
    }

    @Test
    void everyProductWithAnUpdate_isAKnownRelease() {
        List<String> unknown = CATALOG.updates().stream()
                .flatMap(update -> update.fixes().stream())
                .map(Fix::product)
                .filter(condition -> CATALOG.products().stream()
                        .map(ProductRelease::product)
                        .noneMatch(release -> couldBeTheSame(release, condition)))
                .map(ProductCondition::toString)
                .distinct()
                .toList();

        assertThat(unknown).isEmpty();
    }

    @Test
    void productReleases_noComputerIsTwoOfThem() {
        List<ProductRelease> products = CATALOG.products();

        assertThat(IntStream.range(0, products.size())
                        .boxed()
                        .flatMap(i -> products.subList(i + 1, products.size()).stream()
                                .filter(other -> couldBeTheSame(products.get(i).product(), other.product()))
                                .map(other -> products.get(i).id() + " and " + other.id())))
                .isEmpty();
    }

    @Test
    void supportEnds_noEditionTwice() {
        assertThat(CATALOG.products()).allSatisfy(product -> assertThat(product.supportEnds().stream()
                        .flatMap(end -> end.editions().stream())
                        .toList())
                .doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bookworm", "trixie"})
    void debianSuite_kernelIsApartFromItsTools(String release) {
        Update kernel = update("debian:" + release + ":linux");
        Update tools = update("debian:" + release + ":linux-tools");

        assertThat(kernel.fixes()).allSatisfy(fix -> {
            assertThat(fix.claims()).hasOnlyElementsOfType(ClaimTest.DebianKernel.class);
            assertThat(fix.effects()).hasSize(1);
        });
        assertThat(tools.fixes()).allSatisfy(fix -> assertThat(packages(fix)).containsKey("linux-libc-dev"));
        assertThat(tools.fixes().stream().flatMap(fix -> packages(fix).keySet().stream()))
                .noneMatch(name -> name.startsWith("linux-image-"));
    }

    @ParameterizedTest
    @CsvSource({
        "debian:bookworm:glibc, libc6",
        "debian:bookworm:openssl, libssl3",
        "debian:bookworm:openssh, openssh-server",
        "debian:bookworm:sudo, sudo",
        "debian:bookworm:systemd, libsystemd0",
        "debian:bookworm:apt, apt",
        "debian:bookworm:curl, libcurl4",
        "debian:bookworm:gnutls28, libgnutls30",
        "debian:bookworm:expat, libexpat1",
        "debian:bookworm:nss, libnss3",
        "debian:bookworm:perl, perl-base",
        "debian:bookworm:python3.11, python3.11-minimal",
        "debian:trixie:openssl, libssl3t64",
        "debian:trixie:openssh, openssh-server",
        "debian:trixie:curl, libcurl4t64",
        "debian:trixie:zlib, zlib1g"
    })
    void packageThatFacesTheNetworkOrTheBoot_restsOnTheRepositorysDigest(String id, String name) {
        assertThat(update(id).fixes()).isNotEmpty().allSatisfy(fix -> {
            String fixed =
                    Optional.ofNullable(packages(fix).get(name)).orElseThrow().toString();
            assertThat(digests(fix).getOrDefault(name, Map.of()).getOrDefault(fixed, Map.of()))
                    .containsOnlyKeys("amd64", "arm64");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ubuntu-22.04, 2027-06-01, 2032-04-21",
        "ubuntu-18.04, 2023-05-31, 2028-04-26",
        "debian-11, 2026-08-31, "
    })
    void supportEnd_forEverybodyFirstAndByContractAfterIt(String id, LocalDate everybody, LocalDate pro) {
        List<ProductRelease.SupportEnd> ends = CATALOG.products().stream()
                .filter(product -> product.id().equals(id))
                .flatMap(product -> product.supportEnds().stream())
                .toList();

        assertThat(ends.get(0).editions()).isEmpty();
        assertThat(ends.get(0).lastDay()).isEqualTo(everybody);
        assertThat(ends.subList(1, ends.size()))
                .allSatisfy(end -> assertThat(end.editions()).containsExactly("pro"))
                .extracting(ProductRelease.SupportEnd::lastDay)
                .isEqualTo(Stream.ofNullable(pro).toList());
    }

    @Test
    void twoKernelSeriesInOneSuite_twoUpdates() {
        assertThat(kernelOf("debian:bookworm:linux").series()).isEqualTo("6.1");
        assertThat(kernelOf("debian:bookworm:linux-6.12").series()).isEqualTo("6.12");
    }

    private static ClaimTest.DebianKernel kernelOf(String id) {
        return (ClaimTest.DebianKernel) update(id).fixes().get(0).claims().get(0);
    }

    private static Map<String, Map<String, Map<String, String>>> digests(Fix fix) {
        return fix.references().stream()
                .flatMap(reference -> reference.<Stream<Map<String, Map<String, Map<String, String>>>>>fold(
                        version -> Stream.of(),
                        digest -> Stream.of(),
                        record -> Stream.of(),
                        digests -> Stream.of(digests.sha256()),
                        signed -> Stream.of(),
                        builtIn -> Stream.of()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, DebianVersion> packages(Fix fix) {
        return ((ClaimTest.DebianPackages) fix.claims().get(0)).fixedVersions();
    }

    private static Update update(String id) {
        return CATALOG.update(id).orElseThrow();
    }

    private static Fix only(Update update, String version, int servicePack) {
        List<Fix> fixes = update.fixes().stream()
                .filter(fix -> fix.product().version().equals(Optional.of(version))
                        && (fix.product().servicePacks().isEmpty()
                                || fix.product().servicePacks().contains(servicePack)))
                .toList();
        assertThat(fixes).hasSize(1);
        return fixes.get(0);
    }

    private static Stream<String> paths(Fix fix) {
        return versions(fix).map(FileVersion::path);
    }

    private static List<BranchFloor> floors(Fix fix, String path) {
        return versions(fix)
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .floors();
    }

    private static Stream<FileVersion> versions(Fix fix) {
        return fix.references().stream()
                .filter(FileVersion.class::isInstance)
                .map(FileVersion.class::cast)
                .map((ReferenceValue.FileVersion file) -> file);
    }

    private static BranchFloor plain(String atLeast) {
        return marked(atLeast, "");
    }

    private static BranchFloor marked(String atLeast, String marker) {
        return new BranchFloor(WindowsVersion.parse(atLeast), Optional.empty(), Optional.empty(), marker);
    }

    private static boolean couldBeTheSame(ProductCondition left, ProductCondition right) {
        return left.family() == right.family()
                && agree(left.version(), right.version())
                && (left.family() == Family.DEBIAN || agree(left.build(), right.build()))
                && agree(left.release(), right.release())
                && meet(left.productTypes(), right.productTypes())
                && meet(left.architectures(), right.architectures())
                && meet(left.servicePacks(), right.servicePacks());
    }

    private static <T> boolean agree(Optional<T> left, Optional<T> right) {
        return left.isEmpty() || right.isEmpty() || left.equals(right);
    }

    private static <T> boolean meet(Set<T> left, Set<T> right) {
        return left.isEmpty() || right.isEmpty() || left.stream().anyMatch(right::contains);
    }
}
