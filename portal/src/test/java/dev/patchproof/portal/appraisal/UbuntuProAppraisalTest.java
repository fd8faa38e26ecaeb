package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.JAMMY;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.UbuntuOffersFact;
import dev.patchproof.evidence.UbuntuOffersFact.ListedArchive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fixes that Ubuntu brings only to computers with Ubuntu Pro, on computers with and without it. */
class UbuntuProAppraisalTest {
    private static final String PUBLIC = "ubuntu:jammy:demo";
    private static final String PRO = "ubuntu:jammy:demo:pro";
    private static final String OTHER = "ubuntu:jammy:other:pro";
    private static final Catalog CATALOG = Catalogs.of(
            fixed(PUBLIC, "", "demo", "2.0-1ubuntu1.1"),
            fixed(PRO, Fix.PRO, "demo", "2.0-1ubuntu1.1+esm2"),
            fixed(OTHER, Fix.PRO, "other", "1.0-1ubuntu0.1~esm1"));
    private static final AppraisalPolicy PRO_REQUIRED =
            new AppraisalPolicy(Duration.ofDays(30), Duration.ofDays(7), Set.of(AppraisalPolicy.UBUNTU_PRO));

    private static Update fixed(String id, String line, String name, String version) {
        return update(
                id,
                RestartNeed.NO,
                List.of(),
                new Fix(
                        JAMMY,
                        line,
                        List.of(new DebianPackages(Map.of(name, new DebianVersion(version)))),
                        List.of(new PackageRecord()),
                        List.of(),
                        List.of()));
    }

    private static Computer computer(DebianPackage... packages) {
        Computer computer = Computer.jammy();
        for (DebianPackage each : packages) {
            computer = computer.installed(each);
        }
        return computer;
    }

    @Test
    void computerWithoutPro_isNotToldToInstallWhatItCannotGet() {
        // When
        AttestationResult result = judge(CATALOG, computer(Packages.whole("demo", "2.0-1ubuntu1.1")));

        // Then
        assertThat(result.updates()).extracting(UpdateResult::updateId).containsExactly(PUBLIC);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.grounds()).containsExactly(new Reason(ReasonCode.FIXES_ONLY_WITH_PRO, PRO, "", "1"));
    }

    @ParameterizedTest
    @CsvSource({
        // what the client says, origin in apt's lists, verdict, ground
        "true, UbuntuESM, NOT_UP_TO_DATE,",
        "true, UbuntuESMApps, NOT_UP_TO_DATE,",
        "true, Ubuntu, NOT_UP_TO_DATE, PRO_WITHOUT_ARCHIVES", // attached, and its services are off
        "true, not read, NOT_UP_TO_DATE,",
        "nothing, UbuntuESM, NOT_UP_TO_DATE,", // a mirror of Pro, without the client
        "denied, UbuntuESM, NOT_UP_TO_DATE,",
        "false, Ubuntu, UP_TO_DATE, FIXES_ONLY_WITH_PRO",
        "false, not read, UP_TO_DATE, FIXES_ONLY_WITH_PRO",
        "nothing, Ubuntu, UP_TO_DATE, FIXES_ONLY_WITH_PRO",
        "false, UbuntuESM, CANNOT_TELL, PRO_NOT_KNOWN", // a client of long ago, or one that lies
        "perhaps, Ubuntu, CANNOT_TELL, PRO_NOT_KNOWN",
        "nothing, not read, CANNOT_TELL, PRO_NOT_KNOWN",
        "denied, Ubuntu, CANNOT_TELL, PRO_NOT_KNOWN",
        "denied, not read, CANNOT_TELL, PRO_NOT_KNOWN"
    })
    void computerThatInstalledNothingOfPro_isToldByClientAndLists(
            String attached, String origin, OverallVerdict verdict, @Nullable ReasonCode ground) {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(Packages.whole("demo", "2.0-1ubuntu1.1"))
                        .finds(new Query.UbuntuOffers(), Finding.exists(offers(attached, origin))));

        // Then
        assertThat(result.found()).isEqualTo(verdict);
        assertThat(codes(result.grounds())).isEqualTo(ground == null ? List.of() : List.of(ground));
    }

    private static UbuntuOffersFact offers(String attached, String origin) {
        return new UbuntuOffersFact(
                switch (attached) {
                    case "nothing" -> Finding.doesNotExist();
                    case "denied" -> Finding.error("ACCESS_DENIED", "no");
                    default -> Finding.exists(attached);
                },
                origin.equals("not read")
                        ? Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "apt has no lists here")
                        : Finding.exists(List.of(new ListedArchive(Packages.archive(origin), ""))),
                Finding.exists(List.of()));
    }

    static List<Finding<UbuntuOffersFact>> noAnswer() {
        return List.of(
                Finding.doesNotExist(),
                Finding.error("IO", "no"),
                Finding.notCollected(NotCollectedReason.NOT_ASKED, "an older plan"));
    }

    @ParameterizedTest
    @MethodSource("noAnswer")
    void computerThatWasNotAskedForPro_isNotUpToDateOverWhatOnlyProBrings(Finding<UbuntuOffersFact> finding) {
        // When
        AttestationResult result = judge(
                CATALOG, computer(Packages.whole("demo", "2.0-1ubuntu1.1")).finds(new Query.UbuntuOffers(), finding));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(result.grounds()).containsExactly(new Reason(ReasonCode.PRO_NOT_KNOWN, PRO, "", "1"));
    }

    @Test
    void computerThatWasNotAskedForProAndHasEveryFix_isUpToDate() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(Packages.whole("demo", "2.0-1ubuntu1.1+esm2"))
                        .finds(new Query.UbuntuOffers(), Finding.error("IO", "no")));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(result.grounds()).isEmpty();
    }

    @Test
    void computerWithoutProBelowThePublicFix_isMissingThatOne() {
        // When
        AttestationResult result = judge(CATALOG, computer(Packages.whole("demo", "2.0-1ubuntu1")));

        // Then
        assertThat(verdict(result, PUBLIC)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.updates()).hasSize(1);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void onlyFixesOfProOnAComputerWithoutIt_cannotTell() {
        // When
        AttestationResult result = judge(CATALOG, computer(Packages.whole("other", "1.0-1")));

        // Then
        assertThat(result.updates()).isEmpty();
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result.grounds()))
                .containsExactly(ReasonCode.NO_APPLICABLE_UPDATE, ReasonCode.FIXES_ONLY_WITH_PRO);
    }

    @Test
    void organisationThatRequiresPro_fixIsMissing() {
        // When
        AttestationResult result = Appraiser.appraise(
                CATALOG,
                computer(Packages.whole("demo", "2.0-1ubuntu1.1")).answering(CATALOG),
                Computer.NOW,
                PRO_REQUIRED);

        // Then
        assertThat(verdict(result, PRO)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.NOT_UP_TO_DATE);
        assertThat(result.grounds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0-1ubuntu0.1~esm1", "1.0-1ubuntu0.1+esm1"})
    void anotherPackageOfProInstalled_missingFixesOfProCount(String version) {
        // When
        AttestationResult result =
                judge(CATALOG, computer(Packages.whole("demo", "2.0-1ubuntu1.1"), Packages.whole("other", version)));

        // Then
        assertThat(verdict(result, OTHER)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(verdict(result, PRO)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void packageFromTheArchiveOfPro_missingFixesOfProCount() {
        // Given
        DebianPackage fromPro = Packages.offeredBy(
                Packages.whole("other", "1.0-2"), Finding.exists(List.of(Packages.archive("UbuntuESMApps"))));

        // When
        AttestationResult result = judge(CATALOG, computer(Packages.whole("demo", "2.0-1ubuntu1.1"), fromPro));

        // Then
        assertThat(verdict(result, PRO)).isEqualTo(UpdateVerdict.MISSING);
    }

    @Test
    void fixOfProInstalled_countsAndIsInForce() {
        // When
        AttestationResult result = judge(CATALOG, computer(Packages.whole("demo", "2.0-1ubuntu1.1+esm2")));

        // Then
        assertThat(verdict(result, PRO)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(result.grounds()).isEmpty();
    }

    @Test
    void versionAboveTheFixOfProWithAlteredFiles_isNotPassedOver() {
        // Given: no sign of Pro in the number, and the bookkeeping claims the fix all the same
        DebianPackage altered =
                Packages.with("demo", "2.0-1ubuntu1.2", Packages.files(9, Packages.altered("/usr/bin/demo")));

        // When
        AttestationResult result = judge(CATALOG, computer(altered));

        // Then
        assertThat(verdict(result, PRO)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        // installed version, end for everybody, end with Pro, verdict
        "2.0-1ubuntu1.1, 2026-01-01, 2030-01-01, UNSUPPORTED",
        "2.0-1ubuntu1.1+esm2, 2026-01-01, 2030-01-01, UP_TO_DATE",
        "2.0-1ubuntu1.1+esm2, 2020-01-01, 2026-01-01, UNSUPPORTED",
        "2.0-1ubuntu1.1, 2030-01-01, 2035-01-01, UP_TO_DATE"
    })
    void supportOfTheRelease_lastsLongerWithPro(String version, String everybody, String pro, OverallVerdict verdict) {
        // Given
        Catalog catalog = Catalogs.of(
                Catalogs.release(
                        "ubuntu-22.04",
                        JAMMY,
                        Catalogs.supportEnd(List.of(), everybody),
                        Catalogs.supportEnd(List.of("pro"), pro)),
                CATALOG.updates().toArray(Update[]::new));

        // When
        AttestationResult result = judge(catalog, computer(Packages.whole("demo", version)));

        // Then
        assertThat(result.found()).isEqualTo(verdict);
    }

    @Test
    void updateWithAFixForEverybodyToo_isMissingWithoutPro() {
        // Given
        List<Fix> fixes = List.of(
                CATALOG.update(PUBLIC).orElseThrow().fixes().get(0),
                CATALOG.update(PRO).orElseThrow().fixes().get(0));
        Catalog both = Catalogs.of(update(PUBLIC, RestartNeed.NO, List.of(), fixes.toArray(Fix[]::new)));

        // When
        AttestationResult result = judge(both, computer(Packages.whole("demo", "2.0-1ubuntu1")));

        // Then
        assertThat(verdict(result, PUBLIC)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void packageOfProOnDebian_lengthensNoSupport() {
        // Given
        Catalog catalog = Catalogs.of(
                Catalogs.release(
                        "debian-12",
                        Catalogs.BOOKWORM,
                        Catalogs.supportEnd(List.of(), "2026-01-01"),
                        Catalogs.supportEnd(List.of("pro"), "2030-01-01")),
                update(
                        "debian:bookworm:demo",
                        RestartNeed.NO,
                        List.of(),
                        Catalogs.fix(
                                Catalogs.BOOKWORM,
                                List.of(new DebianPackages(Map.of("demo", new DebianVersion("2.0-1")))),
                                List.of(new PackageRecord()))));

        // When
        AttestationResult result =
                judge(catalog, Computer.bookworm().installed(Packages.whole("demo", "2.0-1ubuntu1.1+esm2")));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UNSUPPORTED);
    }

    @Test
    void packageOfProAndAttachedWithoutItsArchives_isToldThatItGetsNoMore() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(Packages.whole("demo", "2.0-1ubuntu1.1+esm2"))
                        .finds(new Query.UbuntuOffers(), Finding.exists(offers("true", "Ubuntu"))));

        // Then
        assertThat(codes(result.grounds())).containsExactly(ReasonCode.PRO_WITHOUT_ARCHIVES);
    }
}
