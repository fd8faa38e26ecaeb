package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.BOOKWORM;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Updates that were taken from one advisory each, which is no list of all there are. */
class AdvisoryAppraisalTest {
    private static final String ADVISORY = "csaf:EXA-2026:1";
    private static final String SUITE = "debian:bookworm:other";

    private static Update fixed(String id, String name) {
        return update(
                id,
                RestartNeed.NO,
                List.of(),
                fix(
                        BOOKWORM,
                        List.of(new DebianPackages(Map.of(name, new DebianVersion("1.0-2")))),
                        List.of(new PackageRecord())));
    }

    private static Computer computer(String demo) {
        return Computer.bookworm().installed(Packages.whole("demo", demo)).installed(Packages.whole("other", "1.0-2"));
    }

    @Test
    void advisoryAlone_isJudgedAndTellsNothingOfTheRest() {
        // When
        AttestationResult result = judge(Catalogs.of(fixed(ADVISORY, "demo")), computer("1.0-2"));

        // Then
        assertThat(verdict(result, ADVISORY)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result.grounds())).containsExactly(ReasonCode.ONLY_ADVISORIES_JUDGED);
    }

    /** A switch that nobody requires is no list of updates either. */
    @Test
    void advisoryBesideAnOptInMitigation_tellsNothingOfTheRest() {
        // Given
        Update mitigation = Catalogs.mitigation(
                "debian:bookworm:hardening",
                true,
                fix(
                        BOOKWORM,
                        List.of(new DebianPackages(Map.of("other", new DebianVersion("1.0-2")))),
                        List.of(new PackageRecord())));

        // When
        AttestationResult result = judge(Catalogs.of(fixed(ADVISORY, "demo"), mitigation), computer("1.0-2"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result.grounds())).containsExactly(ReasonCode.ONLY_ADVISORIES_JUDGED);
    }

    @Test
    void advisoryThatIsMissing_notUpToDate() {
        // When
        AttestationResult result = judge(Catalogs.of(fixed(ADVISORY, "demo")), computer("1.0-1"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void advisoryBesideASuite_countsLikeAnyOther() {
        // When
        AttestationResult result =
                judge(Catalogs.of(fixed(ADVISORY, "demo"), fixed(SUITE, "other")), computer("1.0-2"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    @Test
    void newAdvisoryBesideAnOldSuite_catalogIsStale() {
        // Given
        Update advisory = fixed(ADVISORY, "demo");
        Catalog catalog = Catalogs.of(advisory, old(fixed(SUITE, "other")));

        // When
        AttestationResult result = judge(catalog, computer("1.0-2"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result.grounds())).containsExactly(ReasonCode.CATALOG_STALE);
    }

    /** Most updates of a suite are old facts; the newest day tells that somebody looked. */
    @Test
    void oldUpdateBesideANewOne_catalogIsAsNewAsTheNewest() {
        // When
        AttestationResult result = judge(
                Catalogs.of(old(fixed(SUITE, "other")), fixed("debian:bookworm:demo", "demo")), computer("1.0-2"));

        // Then
        assertThat(result.catalogDate()).contains(Catalogs.AS_OF);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    private static Update old(Update update) {
        LocalDate day = Catalogs.AS_OF.minusDays(400);
        return new Update(
                update.id(),
                update.aliases(),
                update.vendor(),
                update.description(),
                update.severity(),
                update.cves(),
                update.released(),
                update.sources(),
                update.restart(),
                update.supersedes(),
                update.prerequisites(),
                update.rolledBackBy(),
                update.optIn(),
                update.fixes(),
                day);
    }
}
