package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.Update;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How old the facts and the evidence are.
 *
 * @param catalogDate the newest day of the facts for this product; empty where there are none
 * @param staleFrom from when the result must not be relied on: the earlier of catalog and evidence
 */
record Freshness(Optional<LocalDate> catalogDate, boolean catalogIsStale, Instant staleFrom) {
    Freshness {
        requireNonNull(catalogDate, "catalogDate");
        requireNonNull(staleFrom, "staleFrom");
    }

    static Freshness of(List<Update> relevant, Instant evidenceDate, Instant now, AppraisalPolicy policy) {
        Optional<LocalDate> catalogDate = dated(relevant).map(Update::asOf).max(LocalDate::compareTo);
        Optional<Instant> catalogStale = catalogDate.map(
                day -> day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(policy.catalogStaleAfter()));
        // a computer whose clock is ahead does not get longer than the rest
        Instant evidenceStale = (evidenceDate.isBefore(now) ? evidenceDate : now).plus(policy.evidenceStaleAfter());
        Instant staleFrom = Stream.concat(catalogStale.stream(), Stream.of(evidenceStale))
                .min(Instant::compareTo)
                .orElse(evidenceStale);
        return new Freshness(
                catalogDate, catalogStale.map(stale -> !now.isBefore(stale)).orElse(false), staleFrom);
    }

    /**
     * The updates whose day tells how new the catalog is for a product: those that a build or a package version settles,
     * since the next month brings new ones. A switch looked up yesterday makes no old list of updates new, and neither
     * does a single advisory.
     */
    private static Stream<Update> dated(List<Update> relevant) {
        List<Update> settled = relevant.stream()
                .filter(update -> !update.isOfOneAdvisory())
                .filter(Freshness::isSettledByVersion)
                .toList();
        return (settled.isEmpty() ? relevant : settled).stream();
    }

    private static boolean isSettledByVersion(Update update) {
        return update.fixes().stream().flatMap(fix -> fix.claims().stream()).anyMatch(ClaimTest::conclusive);
    }
}
