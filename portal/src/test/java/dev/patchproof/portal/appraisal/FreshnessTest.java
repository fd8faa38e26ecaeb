package dev.patchproof.portal.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The facts of these updates are of 20 November 2026. */
class FreshnessTest {
    private static final AppraisalPolicy POLICY = new AppraisalPolicy(Duration.ofDays(3), Duration.ofDays(2), Set.of());
    private static final Instant STALE = Instant.parse("2026-11-23T00:00:00Z");

    private static Freshness at(Instant evidence, Instant now) {
        return Freshness.of(List.of(Catalogs.kb823980()), evidence, now, POLICY);
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void catalog_isStaleFromItsHourOn(long seconds, boolean stale) {
        Instant now = STALE.plusSeconds(seconds);

        assertThat(at(now, now).catalogIsStale()).isEqualTo(stale);
        assertThat(at(now, now).staleFrom()).isEqualTo(STALE);
    }

    @Test
    void evidence_goesStaleFirstWhereItIsOlder() {
        Instant read = Instant.parse("2026-11-20T06:00:00Z");

        assertThat(at(read, read.plusSeconds(60)).staleFrom()).isEqualTo(read.plus(Duration.ofDays(2)));
    }

    @Test
    void clockOfTheComputerAhead_givesNoLongerLife() {
        Instant now = Instant.parse("2026-11-20T06:00:00Z");

        assertThat(at(now.plus(Duration.ofDays(300)), now).staleFrom()).isEqualTo(now.plus(Duration.ofDays(2)));
    }

    @Test
    void nothingForTheProduct_isNotStaleByItsCatalog() {
        Instant now = Instant.parse("2026-11-20T06:00:00Z");

        Freshness none = Freshness.of(List.of(), now, now, POLICY);

        assertThat(none.catalogDate()).isEmpty();
        assertThat(none.catalogIsStale()).isFalse();
        assertThat(none.staleFrom()).isEqualTo(now.plus(Duration.ofDays(2)));
    }
}
