package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.JAMMY;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.PackageArchive;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.UbuntuOffersFact;
import dev.patchproof.evidence.UbuntuOffersFact.ListedArchive;
import dev.patchproof.evidence.UbuntuOffersFact.PackageOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates that Ubuntu gives to a part of all computers at a time. */
class PhasedUpdatesAppraisalTest {
    private static final String ID = "ubuntu:jammy:demo";
    private static final String FIXED = "1.0-1ubuntu0.2";
    private static final String BELOW = "1.0-1ubuntu0.1";
    private static final String YESTERDAY = "Sun, 22 Nov 2026  6:11:40 UTC";
    private static final Catalog CATALOG = Catalogs.of(
            update(
                    ID,
                    RestartNeed.NO,
                    List.of(),
                    fix(
                            JAMMY,
                            List.of(new DebianPackages(
                                    Map.of("demo", new DebianVersion(FIXED), "libdemo1", new DebianVersion(FIXED)))),
                            List.of(new PackageRecord()))),
            update(
                    "ubuntu:jammy:other",
                    RestartNeed.NO,
                    List.of(),
                    fix(
                            JAMMY,
                            List.of(new DebianPackages(Map.of("other", new DebianVersion("1.0")))),
                            List.of(new PackageRecord()))));

    private final List<PackageOffer> offers = new ArrayList<>();

    private PhasedUpdatesAppraisalTest offered(String name, String version, String percentage) {
        return offered(name, version, percentage, "Ubuntu", YESTERDAY);
    }

    private PhasedUpdatesAppraisalTest offered(
            String name, String version, String percentage, String origin, String date) {
        offers.add(new PackageOffer(
                name,
                "amd64",
                version,
                percentage,
                new ListedArchive(new PackageArchive(origin, origin, "jammy-updates", "jammy"), date)));
        return this;
    }

    private AttestationResult judged(DebianPackage... installed) {
        return judged(Finding.exists(offers), installed);
    }

    private static AttestationResult judged(Finding<List<PackageOffer>> phased, DebianPackage... installed) {
        Computer computer = Computer.jammy()
                .installed(Packages.whole("other", "1.0"))
                .finds(
                        new Query.UbuntuOffers(),
                        Finding.exists(
                                new UbuntuOffersFact(Finding.exists("false"), Finding.exists(List.of()), phased)));
        for (DebianPackage each : installed) {
            computer = computer.installed(each);
        }
        return judge(CATALOG, computer);
    }

    private static void isBeingRolledOut(AttestationResult result) {
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.updates()).extracting(UpdateResult::updateId).containsExactly("ubuntu:jammy:other");
        assertThat(result.grounds()).containsExactly(new Reason(ReasonCode.UPDATES_BEING_ROLLED_OUT, ID, "", "1"));
    }

    private static void isMissing(AttestationResult result) {
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(result.grounds()).isEmpty();
    }

    @Test
    void fixThatIsBeingRolledOut_isNoAccusationAndIsTold() {
        offered("demo", FIXED, "20").offered("demo", "1.0-1", "");

        isBeingRolledOut(judged(Packages.whole("demo", BELOW)));
    }

    @Test
    void fixThatWasHaltedForEverybody_isTold() {
        offered("demo", FIXED, "0");

        isBeingRolledOut(judged(Packages.whole("demo", BELOW)));
    }

    @ParameterizedTest
    @CsvSource({
        // offered version, percentage, origin, date
        "1.0-1ubuntu0.2, 100, Ubuntu, 'Sun, 22 Nov 2026 06:11:40 UTC'",
        "1.0-1ubuntu0.2, '', Ubuntu, 'Sun, 22 Nov 2026 06:11:40 UTC'",
        "1.0-1ubuntu0.2, -1, Ubuntu, 'Sun, 22 Nov 2026 06:11:40 UTC'",
        "1.0-1ubuntu0.2, ten, Ubuntu, 'Sun, 22 Nov 2026 06:11:40 UTC'",
        "1.0-1ubuntu0.1.1, 20, Ubuntu, 'Sun, 22 Nov 2026 06:11:40 UTC'", // not the fix
        "not a version, 20, Ubuntu, 'Sun, 22 Nov 2026 06:11:40 UTC'",
        "1.0-1ubuntu0.2, 20, LP-PPA-x, 'Sun, 22 Nov 2026 06:11:40 UTC'",
        "1.0-1ubuntu0.2, 20, Ubuntu, 'Sat, 14 Nov 2026 06:11:40 UTC'", // lists that nobody renews
        "1.0-1ubuntu0.2, 20, Ubuntu, 'Fri, 27 Nov 2026 06:11:40 UTC'", // of a time to come
        "1.0-1ubuntu0.2, 20, Ubuntu, ''",
        "1.0-1ubuntu0.2, 20, Ubuntu, yesterday"
    })
    void offerThatIsNoExcuse_missing(String version, String percentage, String origin, String date) {
        offered("demo", version, percentage, origin, date);

        isMissing(judged(Packages.whole("demo", BELOW)));
    }

    @Test
    void fixThatEverybodyGetsFromAnotherArchive_missing() {
        offered("demo", FIXED, "20").offered("demo", FIXED, "", "Ubuntu", "");

        isMissing(judged(Packages.whole("demo", BELOW)));
    }

    @Test
    void olderRepairThatEverybodyGetsAndThatIsNotHere_missing() {
        offered("demo", FIXED, "20").offered("demo", BELOW, "");

        isMissing(judged(Packages.whole("demo", "1.0-1")));
    }

    @Test
    void onePackageOfTwoInPhases_missing() {
        offered("demo", FIXED, "20");

        isMissing(judged(Packages.whole("demo", BELOW), Packages.whole("libdemo1", BELOW)));
    }

    @Test
    void onePackageReachedAndTheOtherInPhases_isTold() {
        offered("demo", FIXED, "20");

        isBeingRolledOut(judged(Packages.whole("demo", BELOW), Packages.whole("libdemo1", FIXED)));
    }

    @Test
    void packageThatSomebodyHolds_missing() {
        offered("demo", FIXED, "20");

        isMissing(judged(Packages.inState("demo", BELOW, "hold ok installed")));
    }

    @Test
    void offersThatWereNotSeen_missing() {
        List.<Finding<List<PackageOffer>>>of(
                        Finding.doesNotExist(),
                        Finding.error("IO", "no"),
                        Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "apt has no lists here"))
                .forEach(phased -> isMissing(judged(phased, Packages.whole("demo", BELOW))));
    }

    @Test
    void fixInPhasesThatIsHere_isInForce() {
        offered("demo", FIXED, "20");

        AttestationResult result = judged(Packages.whole("demo", FIXED));

        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(result.grounds()).isEmpty();
    }

    @Test
    void whatIsInstalledIsOfferedToEverybody_isTold() {
        offered("demo", FIXED, "20").offered("demo", BELOW, "");

        isBeingRolledOut(judged(Packages.whole("demo", BELOW)));
    }

    @Test
    void somethingOfUnknownVersionIsOfferedToEverybody_missing() {
        offered("demo", FIXED, "20").offered("demo", "not a version", "");

        isMissing(judged(Packages.whole("demo", BELOW)));
    }

    @Test
    void dateOfTheListsInOtherLetters_isRead() {
        offered("demo", FIXED, "20", "Ubuntu", "SUN, 22 nov 2026 06:11:40 UTC");

        isBeingRolledOut(judged(Packages.whole("demo", BELOW)));
    }
}
