package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.ModernWindows.filesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.portal.collection.Planner;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    @Test
    void planForWindows_staysShort() {
        assertThat(Planner.queries(SHIPPED, ModernWindows.windows11("7840").product()))
                .hasSizeLessThan(60);
    }
}
