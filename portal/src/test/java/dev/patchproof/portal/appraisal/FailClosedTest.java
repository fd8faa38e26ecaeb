package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.BOOKWORM;
import static dev.patchproof.portal.appraisal.Catalogs.RPCRT4;
import static dev.patchproof.portal.appraisal.Catalogs.WINDOWS_11;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.kb823980;
import static dev.patchproof.portal.appraisal.Catalogs.keyPath;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.EffectTest.Absence;
import dev.patchproof.catalog.EffectTest.Place;
import dev.patchproof.catalog.EffectTest.RegistrySwitch;
import dev.patchproof.catalog.EffectTest.ValueType;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.ReferenceValue.SignedBuild;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.FileSignatureFact;
import dev.patchproof.evidence.FileSignatureFact.SigningCatalog;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.portal.collection.Planner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From clean computers, one observation at a time is taken away: what was not seen is never up to date. Where nothing is
 * lost with an observation, {@link #NEEDLESS} says why.
 */
class FailClosedTest {
    /** On a computer that was started after its files came, and whose update claims by a key. */
    private static final Map<String, String> NEEDLESS = Map.of(
            Query.RegistryKey.KIND, "a fix that the files prove counts, listed or not",
            Query.RebootRequired.KIND, "the flag is set, not cleared; programs and kernel are looked at themselves",
            Query.WindowsServicing.KIND, "no claim of this update asks for its packages; they only explain a gap",
            Query.WindowsKernel.KIND, "the update has no kernel",
            Query.LoadedModules.KIND, "no program is older than the start, and the files are");

    private static final Catalog XP = Catalogs.of(kb823980());
    private static final Catalog DEBIAN = Catalogs.of(update(
            "debian:bookworm:openssl",
            RestartNeed.NO,
            List.of(),
            fix(
                    BOOKWORM,
                    List.of(new DebianPackages(Map.of("libssl3", new DebianVersion("3.0.16-1")))),
                    List.of(new PackageRecord()))));

    private static final Place SWITCH = new Place("HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Config", false, "Check");
    private static final Fix SWITCHED = fix(
            WINDOWS_11,
            List.of(),
            List.of(new ReferenceValue.BuiltIn()),
            List.of(new RegistrySwitch(
                    SWITCH, Set.of(ValueType.REG_DWORD), Set.of("1"), Absence.BAD, List.of(), false)));
    private static final Catalog SIGNED = Catalogs.of(update(
            "KB5077181",
            RestartNeed.YES,
            List.of(),
            fix(
                    WINDOWS_11,
                    List.of(new WindowsRevision(26100, 7840, false)),
                    List.of(new SignedBuild(26100, 7840, List.of(RPCRT4))))));
    private static final Catalog IN_USE = Catalogs.of(update(
            "KB5077181",
            RestartNeed.NO,
            List.of(),
            fix(WINDOWS_11, List.of(), List.of(Catalogs.atLeast(RPCRT4, "10.0.26100.7840")))));

    private static Computer cleanXp() {
        return Computer.windowsXp("1").key(keyPath("SP2\\KB823980")).file(RPCRT4, "5.1.2600.1230");
    }

    private static Computer cleanDebian() {
        return Computer.bookworm().installed(Packages.fresh("libssl3", "3.0.16-1"));
    }

    @Test
    void cleanComputers_areUpToDate() {
        assertThat(judge(XP, cleanXp()).found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(judge(DEBIAN, cleanDebian()).found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    static Stream<Arguments> blinded() {
        Stream<Arguments> xp = Planner.queries(XP, cleanXp().product()).stream()
                .filter(query -> !NEEDLESS.containsKey(query.kind()))
                .flatMap(query -> blind(XP, query, true));
        Stream<Arguments> debian = Planner.queries(DEBIAN, cleanDebian().product()).stream()
                .filter(query -> !NEEDLESS.containsKey(query.kind()))
                .flatMap(query -> blind(DEBIAN, query, false));
        return Stream.concat(xp, debian);
    }

    private static <T> Stream<Arguments> blind(Catalog catalog, Query<T> query, boolean windows) {
        return Stream.<Finding<T>>of(
                        Finding.error("ACCESS_DENIED", "denied"),
                        Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "bound"),
                        Finding.doesNotExist())
                .map(finding -> Arguments.of(
                        catalog, (windows ? cleanXp() : cleanDebian()).finds(query, finding), query.kind(), finding));
    }

    @ParameterizedTest(name = "{2} {3}")
    @MethodSource("blinded")
    void oneObservationTakenAway_neverUpToDate(Catalog catalog, Computer computer, String kind, Finding<?> finding) {
        // When
        AttestationResult result = judge(catalog, computer);

        // Then
        assertThat(result.found()).as(kind + " " + finding).isNotEqualTo(OverallVerdict.UP_TO_DATE);
    }

    /** Computers on which an observation counts that does not on the others. */
    static Stream<Arguments> blindedWhereItCounts() {
        Update fix = Catalogs.mitigation("CVE-2013-3900", false, SWITCHED);
        Update updated = update(
                "KB5",
                RestartNeed.NO,
                List.of(),
                fix(WINDOWS_11, List.of(), List.of(Catalogs.atLeast(Catalogs.OLE32, "10.0.26100.1"))));
        Computer switchedOn = windows()
                .file(Catalogs.OLE32, "10.0.26100.1")
                .finds(Planner.query(SWITCH), Finding.exists(new RegistryValueFact("REG_DWORD", List.of("1"))));
        return Stream.of(
                Arguments.of(Catalogs.of(fix, updated), switchedOn, Planner.query(SWITCH)),
                Arguments.of(SIGNED, signed(), new Query.FileSignature(RPCRT4)),
                Arguments.of(SIGNED, signed(), new Query.WindowsFile(RPCRT4)),
                Arguments.of(SIGNED, signed(), new Query.WindowsRestart()),
                Arguments.of(IN_USE, replaced(), new Query.LoadedModules(List.of(RPCRT4))),
                Arguments.of(IN_USE, replaced(), new Query.WindowsFile(RPCRT4)));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("blindedWhereItCounts")
    void observationThatCountsTakenAway_neverUpToDate(Catalog catalog, Computer computer, Query<?> query) {
        assertThat(judge(catalog, computer).found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        nothingSeen().forEach(finding -> {
            // When
            AttestationResult result = judge(catalog, withFinding(computer, query, finding));

            // Then
            assertThat(result.found()).as(query + " " + finding).isNotEqualTo(OverallVerdict.UP_TO_DATE);
        });
    }

    /** The three ways of seeing nothing, for any kind of query. */
    private static Stream<Finding<Object>> nothingSeen() {
        return Stream.of(
                Finding.error("ACCESS_DENIED", "denied"),
                Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "bound"),
                Finding.doesNotExist());
    }

    @SuppressWarnings("unchecked") // a finding of nothing holds no value of the wrong type
    private static <T> Computer withFinding(Computer computer, Query<T> query, Finding<?> finding) {
        return computer.finds(query, (Finding<T>) finding);
    }

    private static Computer signed() {
        return windows()
                .revision("7840")
                .file(RPCRT4, "10.0.26100.7840")
                .finds(
                        new Query.FileSignature(RPCRT4),
                        Finding.exists(new FileSignatureFact(List.of(new SigningCatalog(
                                "Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7840.1.8.cat",
                                Finding.exists("Microsoft Windows"))))));
    }

    private static Computer replaced() {
        return windows().file(RPCRT4, Finding.exists("10.0.26100.7840"), Computer.TODAY);
    }

    private static Computer windows() {
        return Computer.windows11();
    }

    static Stream<ProductSelector> shippedProducts() {
        String unknown = ProductSelector.UNKNOWN;
        return Stream.of(
                new ProductSelector(
                        OsFamily.DEBIAN,
                        "12",
                        unknown,
                        unknown,
                        ProductType.UNKNOWN,
                        Architecture.X64,
                        unknown,
                        "bookworm"),
                new ProductSelector(
                        OsFamily.WINDOWS,
                        "5.1",
                        "2600",
                        "1",
                        ProductType.WORKSTATION,
                        Architecture.X86,
                        unknown,
                        unknown),
                new ProductSelector(
                        OsFamily.WINDOWS,
                        "10.0",
                        "19045",
                        "0",
                        ProductType.WORKSTATION,
                        Architecture.X64,
                        "Professional",
                        "22H2"));
    }

    @ParameterizedTest
    @MethodSource("shippedProducts")
    void silentProbe_neverUpToDateByTheShippedCatalog(ProductSelector product) {
        // Given
        Catalog catalog = CatalogReader.shipped();

        // When
        AttestationResult result = judge(catalog, Computer.of(product).answering(List.<Query<?>>of()));

        // Then
        assertThat(result.updates()).isNotEmpty();
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(result.found()).isNotEqualTo(OverallVerdict.UP_TO_DATE);
    }
}
