package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.BOOKWORM;
import static dev.patchproof.portal.appraisal.Catalogs.RPCRT4;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.kb823980;
import static dev.patchproof.portal.appraisal.Catalogs.keyPath;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.portal.collection.Planner;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From clean computers, one observation at a time is taken away: what was not seen is never up to date. */
class FailClosedTest {
    private static final Catalog XP = Catalogs.of(kb823980());
    private static final Catalog DEBIAN = Catalogs.of(update(
            "debian:bookworm:openssl",
            RestartNeed.NO,
            List.of(),
            fix(
                    BOOKWORM,
                    List.of(new DebianPackages(Map.of("libssl3", new DebianVersion("3.0.16-1")))),
                    List.of(new PackageRecord()))));

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
                .filter(query -> !query.kind().equals(Query.RegistryKey.KIND))
                .flatMap(query -> blind(XP, query, true));
        Stream<Arguments> debian = Planner.queries(DEBIAN, cleanDebian().product()).stream()
                .filter(query -> !query.kind().equals(Query.RebootRequired.KIND))
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
