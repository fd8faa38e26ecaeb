package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.ModernWindows.filesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.portal.collection.Planner;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Computers of February 2026 against the catalog that is shipped: what settles each is one update. */
class ShippedWindowsTest {
    private static final Catalog SHIPPED = CatalogReader.shipped();

    /** What counts, switches that are on by default apart. */
    private static Map<String, UpdateVerdict> settled(AttestationResult result) {
        Map<String, UpdateVerdict> verdicts = new LinkedHashMap<>();
        result.updates().stream()
                .filter(update -> update.counted() && update.basis() != Basis.BUILT_IN)
                .forEach(update -> verdicts.put(update.updateId(), update.verdict()));
        return verdicts;
    }

    @Test
    void windows10OfFebruary_settledByItsCumulativeUpdate() {
        AttestationResult result = judge(SHIPPED, filesOf(ModernWindows.windows10("6937"), 19041, 6937));

        assertThat(settled(result)).containsExactly(Map.entry("KB5075912", UpdateVerdict.IN_FORCE));
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
    }

    @Test
    void windows11OfFebruary_settledByItsCumulativeUpdate() {
        AttestationResult result = judge(SHIPPED, filesOf(ModernWindows.windows11("7840"), 26100, 7840));

        assertThat(settled(result)).containsExactly(Map.entry("KB5077181", UpdateVerdict.IN_FORCE));
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
    }

    @Test
    void server2025OfFebruary_settledByItsCumulativeUpdate() {
        AttestationResult result = judge(SHIPPED, filesOf(ModernWindows.server2025("32370"), 26100, 32370));

        assertThat(settled(result)).containsExactly(Map.entry("KB5075899", UpdateVerdict.IN_FORCE));
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
    }

    @Test
    void windows11WithTheRevisionOfServer2025_isAboveItsLineAndSettledAllTheSame() {
        AttestationResult result = judge(SHIPPED, filesOf(ModernWindows.windows11("32370"), 26100, 32370));

        assertThat(settled(result)).containsExactly(Map.entry("KB5077181", UpdateVerdict.IN_FORCE));
    }

    @Test
    void server2025WithTheRevisionOfWindows11_missesItsOwn() {
        AttestationResult result = judge(SHIPPED, filesOf(ModernWindows.server2025("7840"), 26100, 7840));

        assertThat(settled(result)).containsEntry("KB5075899", UpdateVerdict.MISSING);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void monthsBehind_theNewestIsMissingAndNothingElse() {
        AttestationResult result = judge(SHIPPED, filesOf(ModernWindows.windows10("6332"), 19041, 6332));

        assertThat(settled(result).entrySet())
                .filteredOn(entry -> entry.getValue() == UpdateVerdict.MISSING)
                .containsExactly(Map.entry("KB5075912", UpdateVerdict.MISSING));
        assertThat(settled(result)).hasSizeLessThanOrEqualTo(2);
    }

    /** November 2024, of which the shipped catalog has no document: between June 2024 and May 2025. */
    @Test
    void windows10OfAMonthThatTheCatalogLacks_missesTheNewestAndIsNotAccusedOfOlderOnes() {
        AttestationResult result = judge(SHIPPED, filesOf(ModernWindows.windows10("5131"), 19041, 5131));

        assertThat(settled(result))
                .containsExactly(
                        Map.entry("KB5075912", UpdateVerdict.MISSING), Map.entry("KB5039211", UpdateVerdict.IN_FORCE));
        assertThat(result.folded())
                .allSatisfy(each -> assertThat(each.verdict()).isIn(UpdateVerdict.MISSING, UpdateVerdict.IN_FORCE));
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    /** The last months of Windows 11 21H2 are among those that the shipped catalog lacks: all it knows is there. */
    @ParameterizedTest
    @ValueSource(ints = {3019, 3079, 3260})
    void windows11WhoseLastMonthsTheCatalogLacks_isNeitherAccusedNorUpToDate(int revision) {
        Computer computer = Computer.of(new ProductSelector(
                        OsFamily.WINDOWS,
                        "10.0",
                        "22000",
                        "0",
                        ProductType.WORKSTATION,
                        Architecture.X64,
                        "Enterprise",
                        "21H2"))
                .revision(Integer.toString(revision));

        AttestationResult result = judge(SHIPPED, filesOf(computer, 22000, revision));

        assertThat(settled(result).values()).isNotEmpty().containsOnly(UpdateVerdict.IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UNSUPPORTED);
        assertThat(result.grounds()).extracting(Reason::code).contains(ReasonCode.CATALOG_STALE);
    }

    /** The day after the catalog's last fact for it, a computer of the month that is missing is still not cleared. */
    @Test
    void freshCatalogWithoutTheComputersMonth_revisionAboveItSettlesAndOneBelowDoesNot() {
        Catalog catalog = CumulativeCatalog.real(LocalDate.parse("2026-11-20"));

        AttestationResult above = judge(catalog, filesOf(ModernWindows.windows10("7058"), 19041, 7058));
        AttestationResult below = judge(catalog, filesOf(ModernWindows.windows10("6900"), 19041, 6900));

        assertThat(above.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(below.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void planForWindows_staysShort() {
        assertThat(Planner.queries(SHIPPED, ModernWindows.windows11("7840").product()))
                .hasSizeLessThan(60);
    }
}
