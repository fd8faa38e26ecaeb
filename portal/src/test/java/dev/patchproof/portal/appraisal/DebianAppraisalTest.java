package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.BOOKWORM;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.layer;
import static dev.patchproof.portal.appraisal.Judging.reason;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.PackageArchive;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.PackageFiles.StrayLink;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RebootRequiredFact;
import dev.patchproof.evidence.ReplacedMappingsFact;
import dev.patchproof.evidence.SystemFacts.Setting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Source packages of a security suite on the computer's own dpkg database. */
class DebianAppraisalTest {
    private static final String ID = "debian:bookworm:openssl";
    private static final String FIXED = "3.0.16-1~deb12u1";
    private static final String OLD = "3.0.15-1~deb12u1";
    private static final String LIBRARY = "/usr/lib/x86_64-linux-gnu/libssl.so.3";
    private static final Catalog CATALOG = Catalogs.of(update(
            ID,
            RestartNeed.NO,
            List.of(),
            fix(
                    BOOKWORM,
                    List.of(new DebianPackages(
                            Map.of("openssl", new DebianVersion(FIXED), "libssl3", new DebianVersion(FIXED)))),
                    List.of(new PackageRecord()))));

    private static AttestationResult judged(DebianPackage... installed) {
        return judge(CATALOG, computer(installed));
    }

    private static Computer computer(DebianPackage... installed) {
        Computer computer = Computer.bookworm();
        List.of(installed).forEach(computer::installed);
        return computer;
    }

    @Test
    void wholePackageBootedSince_inForceByItsOwnRecord() {
        // When
        AttestationResult result = judged(Packages.whole("libssl3", FIXED), Packages.whole("openssl", FIXED));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(Judging.update(result, ID).basis()).isEqualTo(Basis.SYSTEM_RECORD);
    }

    @Test
    void versionBelow_missingHoweverWellItsFilesMatch() {
        // When
        AttestationResult result = judged(Packages.whole("libssl3", OLD));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.NOT_UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(codes(result, ID, Layer.ON_DISK)).containsExactly(ReasonCode.PACKAGE_RECORD_OF_OLDER_VERSION);
    }

    @Test
    void oneOfTwoBinariesBelow_missing() {
        // When
        AttestationResult result = judged(
                Packages.whole("libssl3", OLD),
                Packages.with(
                        "openssl", FIXED, Packages.files(3, Packages.unreadable("/usr/bin/openssl", Computer.TODAY))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(codes(result, ID, Layer.ON_DISK)).containsExactly(ReasonCode.PACKAGE_RECORD_OF_OLDER_VERSION);
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.NOT_YET_INSTALLED);
    }

    @Test
    void noneInstalled_updateIsLeftOutAndNothingCanBeTold() {
        // When
        AttestationResult result = judged();

        // Then
        assertThat(result.updates()).isEmpty();
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result.grounds())).containsExactly(ReasonCode.NO_APPLICABLE_UPDATE);
        assertThat(codes(result.notes())).containsExactly(ReasonCode.UPDATES_NOT_INSTALLED_HERE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deinstall ok config-files", "purge ok not-installed"})
    void removedPackage_isNotThere(String status) {
        // When
        AttestationResult result = judged(Packages.inState("libssl3", OLD, status));

        // Then
        assertThat(result.updates()).isEmpty();
    }

    @Test
    void packageOnHold_isInstalled() {
        // When
        AttestationResult result = judged(Packages.inState("libssl3", FIXED, "hold ok installed"));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "install ok unpacked",
                "install ok half-configured",
                "install ok half-installed",
                "install reinstreq installed",
                "install ok triggers-pending",
                "nonsense"
            })
    void interruptedInstallation_couldNotCheck(String status) {
        // When
        AttestationResult result = judged(Packages.inState("libssl3", FIXED, status));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(ReasonCode.PACKAGE_STATE_NOT_INSTALLED);
    }

    @Test
    void versionThatIsNoVersion_couldNotCheck() {
        // When
        AttestationResult result = judged(Packages.whole("libssl3", "not a version"));

        // Then
        assertThat(result.found()).isNotEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(ReasonCode.CLAIM_NOT_READABLE);
    }

    @Test
    void alteredFile_claimedNotFoundAndTheFileNamed() {
        // When
        AttestationResult result =
                judged(Packages.with("libssl3", FIXED, Packages.files(9, Packages.altered(LIBRARY))));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(reason(result, ID, ReasonCode.PACKAGE_FILE_ALTERED).subject())
                .isEqualTo(LIBRARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.20.2-1nodesource1", "1:20.20.2-1nodesource1+repack1", "15.14-1.pgdg120+1"})
    void newerPackageOfAnotherMaker_couldNotCheckHoweverWellItsFilesMatch(String version) {
        // When
        AttestationResult result = judged(Packages.whole("libssl3", version));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(ReasonCode.PACKAGE_FROM_OTHER_MAKER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.17-1~deb12u2", "3.0.16-2", "3.0.16+really3.0.16-1"})
    void newerPackageOfDebian_inForce(String version) {
        // When
        AttestationResult result = judged(Packages.whole("libssl3", version));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @ParameterizedTest
    @CsvSource({
        // archives that offer it, installed version, verdict, what the claim rests on
        "Debian, 3.0.16-1~deb12u1, IN_FORCE, PACKAGE_VERSION_REACHED",
        "Debian, 20.20.2-1nodesource1, IN_FORCE, PACKAGE_VERSION_REACHED",
        "Debian Backports, 3.5.1-1~bpo12+1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "Debian Backports, 3.0.2-1~bpo12+1, MISSING, PACKAGE_VERSION_BELOW",
        "none, 3.5.1-1~bpo12+1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "no lists, 3.5.1-1~bpo12+1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "no lists, 3.0.2-1~bpo12+1, MISSING, PACKAGE_VERSION_BELOW",
        "Debian, 3.0.15-1~deb12u1, MISSING, PACKAGE_VERSION_BELOW",
        ". nodistro, 3.0.16-1~deb12u1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_ARCHIVE",
        ". nodistro, 1.0-1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_ARCHIVE",
        "Ubuntu, 3.0.17-0ubuntu1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_ARCHIVE",
        "'', 3.0.16-1~deb12u1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_ARCHIVE",
        "none, 3.0.17-1~deb12u2, IN_FORCE, PACKAGE_VERSION_REACHED",
        "none, 3.0.15-1~deb12u1, MISSING, PACKAGE_VERSION_BELOW",
        "none, 3.5.1-1~bpo12+1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "none, 20.20.2-1nodesource1, COULD_NOT_CHECK, PACKAGE_FROM_NO_ARCHIVE",
        "no lists, 3.0.17-1~deb12u2, IN_FORCE, PACKAGE_VERSION_REACHED",
        "no lists, 3.5.1-1~bpo12+1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "no lists, 3.5.1-1+deb13u1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "no lists, 3.0.16-1+deb13u1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "no lists, 3.5.1-1+deb12u1~deb11u1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "no lists, 3.5.1-1+deb13u1~deb12u1, IN_FORCE, PACKAGE_VERSION_REACHED",
        "no lists, 3.0.15-1~deb11u1, MISSING, PACKAGE_VERSION_BELOW",
        "no lists, 20.20.2-1nodesource1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_MAKER",
        "error, 20.20.2-1nodesource1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_MAKER",
    })
    void archivesThatOfferTheVersion_tellWhoMadeIt(
            String origin, String version, UpdateVerdict verdict, ReasonCode claim) {
        // Given
        Finding<List<PackageArchive>> archives =
                switch (origin) {
                    case "none" -> Finding.doesNotExist();
                    case "no lists" -> Packages.noLists();
                    case "error" -> Finding.error("IO", "gone");
                    default -> Finding.exists(List.of(Packages.archive(origin)));
                };

        // When
        AttestationResult result = judged(Packages.offeredBy(Packages.whole("libssl3", version), archives));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(claim);
    }

    @ParameterizedTest
    @CsvSource({
        // codename of Debian's archive that offers it, installed version, verdict, what the claim rests on
        "bookworm, 3.5.1-1, IN_FORCE, PACKAGE_VERSION_REACHED",
        "bookworm-security, 3.5.1-1, IN_FORCE, PACKAGE_VERSION_REACHED",
        "bookworm-backports, 3.5.1-1~bpo12+1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "bookworm-backports-sloppy, 3.5.1-1~bpo12+1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "sid, 3.5.1-1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "trixie-security, 3.5.1-1+deb13u1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "bookwormish, 3.5.1-1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "'', 3.5.1-1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "bullseye, 1.1.1w-0+deb11u1, MISSING, PACKAGE_VERSION_BELOW",
    })
    void numbersOfAnotherReleaseOfTheDistribution_sayNothing(
            String codename, String version, UpdateVerdict verdict, ReasonCode claim) {
        // When
        AttestationResult result = judged(Packages.offeredBy(
                Packages.whole("libssl3", version),
                Finding.exists(List.of(new PackageArchive("Debian", "Debian", "any", codename)))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(claim);
    }

    @Test
    void archiveOfAnotherMaker_isNamed() {
        // When
        AttestationResult result = judged(Packages.offeredBy(
                Packages.whole("libssl3", FIXED),
                Finding.exists(List.of(Packages.archive("Mirror of mine"), Packages.archive("")))));

        // Then
        assertThat(reason(result, ID, ReasonCode.PACKAGE_FROM_OTHER_ARCHIVE))
                .isEqualTo(new Reason(
                        ReasonCode.PACKAGE_FROM_OTHER_ARCHIVE, "libssl3", FIXED, FIXED + ", ?, Mirror of mine"));
    }

    @Test
    void sameVersionInTheDistributionAndElsewhere_isTheDistributions() {
        // When
        AttestationResult result = judged(Packages.offeredBy(
                Packages.whole("libssl3", FIXED),
                Finding.exists(List.of(Packages.archive("Mirror of mine"), Packages.archive("Debian")))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void oldPackageOnHold_missingAndTheHoldIsTold() {
        // When
        AttestationResult result = judged(Packages.inState("libssl3", OLD, "hold ok installed"));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(codes(result, ID, Layer.CLAIMED))
                .containsExactly(ReasonCode.PACKAGE_VERSION_BELOW, ReasonCode.PACKAGE_HELD);
        assertThat(codes(result.notes())).containsExactly(ReasonCode.PACKAGES_HELD);
    }

    @Test
    void missingFile_claimedNotFoundAndTheFileNamed() {
        // When
        AttestationResult result =
                judged(Packages.with("libssl3", FIXED, Packages.files(9, Packages.missing(LIBRARY))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(reason(result, ID, ReasonCode.PACKAGE_FILE_MISSING).subject())
                .isEqualTo(LIBRARY);
    }

    @Test
    void unreadableFileUntouchedSinceUnpacking_isANamedLimit() {
        // When
        AttestationResult result = judged(
                Packages.with("libssl3", FIXED, Packages.files(9, Packages.unreadable(LIBRARY, Computer.LONG_AGO))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, ID, Layer.ON_DISK)).contains(ReasonCode.PACKAGE_FILE_UNREADABLE_ACCEPTED);
    }

    @Test
    void somethingElseInPlaceOfAFile_isNotTheNamedLimit() {
        // When
        AttestationResult result = judged(Packages.with(
                "libssl3", FIXED, Packages.files(9, Packages.unreadable(LIBRARY, "NOT_A_FILE", Computer.LONG_AGO))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @ParameterizedTest
    @CsvSource({
        // seconds from the unpacking to the change, mode by statoverride, verdict
        "-60, none, IN_FORCE",
        "0, none, IN_FORCE",
        "2, none, IN_FORCE",
        "3, none, COULD_NOT_CHECK",
        "3, unreadable, COULD_NOT_CHECK",
        "3, 4754, COULD_NOT_CHECK", // others may read by that mode, so it does not explain why this user may not
        "3, nonsense, COULD_NOT_CHECK",
        "3, not looked at, COULD_NOT_CHECK",
        "3, 4750, IN_FORCE",
        "3600, 0600, IN_FORCE",
        "3601, 4750, COULD_NOT_CHECK", // configured long since: somebody else changed it
    })
    void unreadableFile_isAcceptedWhereNothingChangedItSinceUnpacking(
            long seconds, String override, UpdateVerdict verdict) {
        // Given
        Finding<String> mode =
                switch (override) {
                    case "none" -> Finding.doesNotExist();
                    case "unreadable" -> Finding.error("MALFORMED", "line 1");
                    case "not looked at" -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
                    default -> Finding.exists(override);
                };
        DifferingFile file = new DifferingFile(
                LIBRARY,
                "aa".repeat(16),
                Finding.error("ACCESS_DENIED", "no"),
                Finding.exists(Computer.LONG_AGO.plusSeconds(seconds)),
                mode);

        // When
        AttestationResult result = judged(Packages.with("libssl3", FIXED, Packages.files(9, file)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
        assertThat(codes(result, ID, Layer.ON_DISK))
                .contains(
                        verdict == UpdateVerdict.IN_FORCE
                                ? ReasonCode.PACKAGE_FILE_UNREADABLE_ACCEPTED
                                : ReasonCode.PACKAGE_FILE_UNREADABLE);
    }

    /** However long ago it was changed: the named limit is for files that may not be read, and for nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"LEADS_OUT", "LIMIT_REACHED", "NOT_A_FILE", "LINK_LOOP", "IO"})
    void fileThatTheProbeDoesNotFollow_couldNotCheck(String code) {
        // When
        AttestationResult result = judged(Packages.with(
                "libssl3", FIXED, Packages.files(9, Packages.unreadable(LIBRARY, code, Computer.LONG_AGO))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void fileThatAnAdministratorReplacedByDiversion_couldNotCheck() {
        // When
        AttestationResult result = judged(Packages.with(
                "libssl3", FIXED, Packages.files(9, Packages.unreadable(LIBRARY, "DIVERTED", Computer.LONG_AGO))));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result, ID, Layer.ON_DISK)).contains(ReasonCode.PACKAGE_FILE_DIVERTED);
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/share/polkit-1/rules.d/systemd-networkd.rules, ACCESS_DENIED, ACCESS_DENIED, IN_FORCE",
        "/var/lib/polkit-1/localauthority/10-vendor.d/x.pkla, ACCESS_DENIED, ACCESS_DENIED, IN_FORCE",
        "/usr/share/polkit-1/rules.d/systemd-networkd.rules, IO, ACCESS_DENIED, COULD_NOT_CHECK",
        "/usr/share/polkit-1/rules.d/systemd-networkd.rules, ACCESS_DENIED, IO, COULD_NOT_CHECK",
        "/usr/lib/private/code.so, ACCESS_DENIED, ACCESS_DENIED, COULD_NOT_CHECK",
    })
    void fileInAFolderThatMayNotBeOpened_isLeftOutOnlyWhereItHoldsSettings(
            String path, String found, String changedAt, UpdateVerdict verdict) {
        // Given
        DifferingFile hidden = new DifferingFile(
                path,
                "aa".repeat(16),
                Finding.error(found, "no"),
                Finding.error(changedAt, "no"),
                Finding.doesNotExist());

        // When
        AttestationResult result = judged(Packages.with("libssl3", FIXED, Packages.files(9, hidden)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
        assertThat(codes(result, ID, Layer.ON_DISK))
                .contains(
                        verdict == UpdateVerdict.IN_FORCE
                                ? ReasonCode.PACKAGE_FILE_IN_CLOSED_FOLDER
                                : ReasonCode.PACKAGE_FILE_UNREADABLE);
    }

    /** That not even its dates can be seen is what the folder's being closed looks like. */
    @ParameterizedTest
    @ValueSource(strings = {"seen", "absent", "not looked at"})
    void settingWhoseDatesAreNotHidden_isNotLeftOut(String dates) {
        // Given
        Finding<Instant> changedAt =
                switch (dates) {
                    case "seen" -> Finding.exists(Computer.TODAY);
                    case "absent" -> Finding.doesNotExist();
                    default -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
                };
        DifferingFile setting = new DifferingFile(
                "/usr/share/polkit-1/rules.d/50-default.rules",
                "aa".repeat(16),
                Finding.error("ACCESS_DENIED", "no"),
                changedAt,
                Finding.doesNotExist());

        // When
        AttestationResult result = judged(Packages.with("libssl3", FIXED, Packages.files(9, setting)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void fileNotLookedAt_claimedUnverified() {
        // Given
        DifferingFile unseen = new DifferingFile(
                LIBRARY,
                "aa".repeat(16),
                Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time"),
                Finding.exists(Computer.LONG_AGO),
                Finding.doesNotExist());

        // When
        AttestationResult result = judged(Packages.with("libssl3", FIXED, Packages.files(9, unseen)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(reason(result, ID, ReasonCode.FILE_NOT_COLLECTED).subject()).isEqualTo(LIBRARY);
    }

    @Test
    void filesOfThePackageNotLookedAt_claimedUnverified() {
        // When
        AttestationResult result =
                judged(Packages.with("libssl3", FIXED, Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(reason(result, ID, ReasonCode.FILE_NOT_COLLECTED).subject()).isEqualTo("libssl3");
    }

    @Test
    void settingsInAClosedFolderAlone_proveNothing() {
        // Given
        DifferingFile hidden = new DifferingFile(
                "/usr/share/polkit-1/rules.d/50-default.rules",
                "aa".repeat(16),
                Finding.error("ACCESS_DENIED", "no"),
                Finding.error("ACCESS_DENIED", "no"),
                Finding.doesNotExist());

        // When
        AttestationResult result = judged(Packages.with("libssl3", FIXED, Packages.files(0, hidden)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
    }

    @Test
    void libraryNameThatLeadsToAFileOfNoPackage_claimedNotFound() {
        // Given
        StrayLink redirected = new StrayLink(
                "/usr/lib/libssl.so.3", Finding.exists("/usr/lib/libssl.so.3.0.2"), Finding.doesNotExist());

        // When
        AttestationResult result = judged(Packages.with("libssl3", FIXED, Packages.links(redirected)));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(reason(result, ID, ReasonCode.PACKAGE_LINK_LEADS_ELSEWHERE))
                .isEqualTo(new Reason(
                        ReasonCode.PACKAGE_LINK_LEADS_ELSEWHERE,
                        "/usr/lib/libssl.so.3",
                        "",
                        "/usr/lib/libssl.so.3.0.2"));
    }

    @ParameterizedTest
    @CsvSource({
        "exists, CLAIMED_NOT_FOUND, PACKAGE_LINK_LEADS_ELSEWHERE",
        "absent, CLAIMED_NOT_FOUND, PACKAGE_LINK_LEADS_NOWHERE",
        "other package, COULD_NOT_CHECK, PACKAGE_LINK_OF_OTHER_PACKAGE",
        "LEADS_OUT, CLAIMED_NOT_FOUND, PACKAGE_LINK_LEADS_ELSEWHERE",
        "ACCESS_DENIED, COULD_NOT_CHECK, PACKAGE_FILE_UNREADABLE",
        "not looked at, COULD_NOT_CHECK, PACKAGE_FILE_UNREADABLE",
        "owner unknown, COULD_NOT_CHECK, PACKAGE_FILE_UNREADABLE",
        "owner not looked at, COULD_NOT_CHECK, PACKAGE_FILE_UNREADABLE",
    })
    void libraryNameThatLeadsAway_isJudgedByWhatItLeadsTo(String where, UpdateVerdict verdict, ReasonCode code) {
        // Given
        Finding<String> leadsTo =
                switch (where) {
                    case "absent" -> Finding.doesNotExist();
                    case "LEADS_OUT", "ACCESS_DENIED" -> Finding.error(where, "/usr/lib/libssl.so.3");
                    case "not looked at" -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
                    default -> Finding.exists("/opt/libssl.so.3");
                };
        Finding<String> owner =
                switch (where) {
                    case "other package" -> Finding.exists("libressl");
                    case "owner unknown" -> Finding.error("IO", "no list");
                    case "owner not looked at" -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
                    default -> Finding.doesNotExist();
                };

        // When
        AttestationResult result = judged(
                Packages.with("libssl3", FIXED, Packages.links(new StrayLink("/usr/lib/libssl.so.3", leadsTo, owner))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
        assertThat(codes(result, ID, Layer.ON_DISK)).contains(code);
    }

    @Test
    void libraryNamesThatCouldNotBeFollowed_couldNotCheck() {
        // Given
        Finding<PackageFiles> files = Finding.exists(new PackageFiles(
                "ee".repeat(32), 10, 10, List.of(), List.of(), Finding.error("IO", "the package's links")));

        // When
        AttestationResult result = judged(Packages.with("libssl3", FIXED, files));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, ID, Layer.ON_DISK)).contains(ReasonCode.PACKAGE_FILE_UNREADABLE);
    }

    @Test
    void noRecord_claimedUnverified() {
        // When
        AttestationResult result =
                judged(Packages.whole("openssl", FIXED), Packages.with("libssl3", FIXED, Finding.doesNotExist()));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(reason(result, ID, ReasonCode.PACKAGE_RECORD_ABSENT).subject())
                .isEqualTo("libssl3");
    }

    @Test
    void unreadableRecord_couldNotCheck() {
        // When
        AttestationResult result = judged(Packages.with("libssl3", FIXED, Finding.error("IO", "gone")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(reason(result, ID, ReasonCode.PACKAGE_RECORD_UNREADABLE))
                .isEqualTo(new Reason(ReasonCode.PACKAGE_RECORD_UNREADABLE, "libssl3", "", "IO"));
    }

    @Test
    void emptyRecord_provesNothing() {
        // When
        AttestationResult result =
                judged(Packages.with("libssl3", FIXED, Finding.exists(Packages.recorded("ee".repeat(32), 0))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(codes(result, ID, Layer.ON_DISK)).containsExactly(ReasonCode.PACKAGE_RECORD_EMPTY);
    }

    @Test
    void packageDatabaseUnreadable_couldNotCheckAndClaimedCannotTell() {
        // Given
        Computer broken = Computer.bookworm()
                .finds(
                        new Query.DebianPackages(List.of("libssl3", "openssl")),
                        Finding.<DebianPackagesFact>error("IO", "no status file"));

        // When
        AttestationResult result = judge(CATALOG, broken);

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void offlineRoot_provenOnDiskAndNeverInForce() {
        // Given
        Computer root = computer(Packages.whole("libssl3", FIXED))
                .setting(Setting.OFFLINE_ROOT)
                .booted(Finding.notCollected(NotCollectedReason.OFFLINE_ROOT, "no running system"));

        // When
        AttestationResult result = judge(CATALOG, root);

        // Then
        assertThat(layer(result, ID, Layer.ON_DISK)).isEqualTo(LayerResult.TRUE);
        assertThat(layer(result, ID, Layer.IN_FORCE)).isEqualTo(LayerResult.NOT_EVALUATED);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result.notes())).contains(ReasonCode.NOT_THE_RUNNING_SYSTEM);
    }

    @Test
    void ownReplacedCodeStillMapped_waitsForRestartOfTheProgram() {
        // Given
        Computer stale = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(List.of(Packages.replaced(
                                LIBRARY,
                                Finding.exists("libssl3:amd64"),
                                Packages.process(812, "nginx", Computer.BOOT)))));

        // When
        AttestationResult result = judge(CATALOG, stale);

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(reason(result, ID, ReasonCode.REPLACED_CODE_MAPPED).found()).isEqualTo("nginx (812)");
    }

    @Test
    void replacedCodeOfAnotherPackage_doesNotCount() {
        // Given
        Computer other = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(List.of(Packages.replaced(
                                "/usr/lib/libother.so.1",
                                Finding.exists("libother1"),
                                Packages.process(812, "nginx", Computer.BOOT)))));

        // When
        AttestationResult result = judge(CATALOG, other);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.NO_REPLACED_CODE);
    }

    @Test
    void unreadableProcessOlderThanUnpacking_restartToBeSureAndSuspectNamed() {
        // Given
        Computer suspect = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(List.of(), Packages.process(1, "systemd", Computer.BOOT)));

        // When
        AttestationResult result = judge(CATALOG, suspect);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(reason(result, ID, ReasonCode.PROCESS_NOT_READABLE).subject())
                .isEqualTo("systemd (1)");
    }

    @Test
    void unreadableProcessWithinTheClockMargin_isASuspect() {
        // Given
        Instant justAfter = Computer.TODAY.plusSeconds(1);

        // When
        AttestationResult result = judge(
                CATALOG,
                computer(Packages.fresh("libssl3", FIXED))
                        .finds(
                                new Query.ReplacedMappings(),
                                Packages.mappings(List.of(), Packages.process(9, "sshd", justAfter))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }

    @Test
    void unreadableProcessStartedSinceUnpacking_doesNotCount() {
        // Given
        Computer younger = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(List.of(), Packages.process(9, "sshd", Computer.TODAY.plusSeconds(60))));

        // When
        AttestationResult result = judge(CATALOG, younger);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void unreadableProcessButBootedSinceUnpacking_inForce() {
        // Given
        Computer booted = computer(Packages.whole("libssl3", FIXED))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(
                                List.of(),
                                new ProcessFact(
                                        1,
                                        "systemd",
                                        Finding.error("IO", "no stat"),
                                        Finding.doesNotExist(),
                                        Finding.doesNotExist())));

        // When
        AttestationResult result = judge(CATALOG, booted);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.BOOTED_AFTER_UNPACKING);
    }

    @ParameterizedTest
    @CsvSource({
        // start, lineage, whether it is a suspect; in seconds from the unpacking
        "60, 60, false",
        "60, 3, false",
        "60, 2, true", // within the clock margin
        "60, -3600, true", // forked by something older
        "-3600, -3600, true",
        "60, none, false",
        "60, not asked, false", // the first probes: an older ancestor would be a suspect by itself
        "2, not asked, true",
        "60, not collected, true",
        "60, error, true",
        "error, 60, true",
    })
    void unreadableProcess_isASuspectWhereItsCodeMayBeOlder(String start, String lineage, boolean suspect) {
        // Given
        Computer computer = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(
                                List.of(),
                                new ProcessFact(9, "sshd", since(start), since(lineage), Finding.doesNotExist())));

        // When
        AttestationResult result = judge(CATALOG, computer);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(suspect ? UpdateVerdict.RESTART_TO_BE_SURE : UpdateVerdict.IN_FORCE);
    }

    private static Finding<Instant> since(String seconds) {
        return switch (seconds) {
            case "none" -> Finding.doesNotExist();
            case "error" -> Finding.error("MALFORMED", "stat");
            case "not asked" -> Finding.notCollected(NotCollectedReason.NOT_ASKED, "");
            case "not collected" -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "");
            default -> Finding.exists(Computer.TODAY.plusSeconds(Long.parseLong(seconds)));
        };
    }

    @Test
    void servicesThatMapReplacedCode_areToldByUnit() {
        // Given
        ProcessFact master = Packages.process(812, "nginx", Computer.BOOT, Finding.exists("nginx.service"));
        ProcessFact worker = Packages.process(813, "nginx", Computer.BOOT, Finding.exists("nginx.service"));
        ProcessFact mail = Packages.process(900, "master", Computer.BOOT, Finding.exists("postfix@-.service"));
        ProcessFact shell = Packages.process(901, "bash", Computer.BOOT, Finding.exists("session-3.scope"));
        Computer stale = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(List.of(
                                Packages.replaced(LIBRARY, Finding.exists("libssl3"), master, worker, mail, shell))));

        // When
        AttestationResult result = judge(CATALOG, stale);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(services(result)).containsExactly("nginx.service", "postfix@-.service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"session-3.scope", "init.scope", "user@1000.service", ""})
    void suspectOfNoService_needsMoreThanARestartOfServices(String unit) {
        // Given
        Finding<String> other = unit.isEmpty() ? Finding.doesNotExist() : Finding.exists(unit);
        Computer stale = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(
                                List.of(),
                                Packages.process(1, "systemd", Computer.BOOT, other),
                                Packages.process(9, "sshd", Computer.BOOT, Finding.exists("ssh.service"))));

        // When
        AttestationResult result = judge(CATALOG, stale);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(services(result)).isEmpty();
    }

    @Test
    void unreadableService_isNamedByUnit() {
        // Given
        Computer stale = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(
                                List.of(), Packages.process(9, "sshd", Computer.BOOT, Finding.exists("ssh.service"))));

        // When
        AttestationResult result = judge(CATALOG, stale);

        // Then
        assertThat(services(result)).containsExactly("ssh.service");
    }

    @Test
    void manySuspects_areAllNamedInFewGrounds() {
        // Given
        ProcessFact[] many = IntStream.range(0, 200)
                .mapToObj(i -> Packages.process(100 + i, "daemon" + i / 2, Computer.BOOT))
                .toArray(ProcessFact[]::new);
        Computer stale = computer(Packages.fresh("libssl3", FIXED))
                .finds(new Query.ReplacedMappings(), Packages.mappings(List.of(), many));

        // When
        AttestationResult result = judge(CATALOG, stale);

        // Then
        assertThat(codes(result, ID, Layer.IN_FORCE)).hasSize(21);
        assertThat(reason(result, ID, ReasonCode.MORE_PROCESSES_NOT_READABLE).found())
                .isEqualTo("180");
        assertThat(reason(result, ID, ReasonCode.MORE_PROCESSES_NOT_READABLE).subject())
                .startsWith("daemon10, daemon11, ")
                .endsWith(", daemon99");
    }

    private static List<String> services(AttestationResult result) {
        return Judging.update(result, ID).layers().values().stream()
                .flatMap(layer -> layer.reasons().stream())
                .filter(reason -> reason.code() == ReasonCode.SERVICE_TO_RESTART)
                .map(Reason::subject)
                .toList();
    }

    @Test
    void replacedSystemFileThatNobodyOwns_restartToBeSure() {
        // Given
        Computer suspect = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(List.of(
                                Packages.replaced(
                                        "/usr/lib/libgone.so.1",
                                        Finding.doesNotExist(),
                                        Packages.process(7, "cron", Computer.BOOT)),
                                Packages.replaced(
                                        "/home/me/scratch",
                                        Finding.doesNotExist(),
                                        Packages.process(8, "cc1", Computer.BOOT)))));

        // When
        AttestationResult result = judge(CATALOG, suspect);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.REPLACED_CODE_OF_UNKNOWN_OWNER);
    }

    @Test
    void hiddenProcesses_restartToBeSure() {
        // Given
        Computer hidden = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.ReplacedMappings(),
                        Finding.exists(new ReplacedMappingsFact(List.of(), List.of(), false)));

        // When
        AttestationResult result = judge(CATALOG, hidden);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.PROCESS_LIST_INCOMPLETE);
    }

    @Test
    void processListUnreadable_restartToBeSure() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(Packages.fresh("libssl3", FIXED))
                        .finds(new Query.ReplacedMappings(), Finding.error("IO", "no /proc")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }

    @Test
    void processListNotCollected_couldNotCheck() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(Packages.fresh("libssl3", FIXED))
                        .finds(
                                new Query.ReplacedMappings(),
                                Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void unpackingTimeUnknown_everyUnseenProcessIsASuspect() {
        // Given
        Computer unknown = computer(Packages.with(
                        "libssl3", FIXED, "install ok installed", Finding.error("IO", "no list"), Packages.files(10)))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(List.of(), Packages.process(9, "sshd", Computer.NOW)));

        // When
        AttestationResult result = judge(CATALOG, unknown);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }

    @Test
    void restartFlagNamesThePackage_waitsForRestart() {
        // Given
        Computer asked = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.RebootRequired(),
                        Finding.exists(new RebootRequiredFact(Computer.TODAY, Finding.exists(List.of("libssl3")))));

        // When
        AttestationResult result = judge(CATALOG, asked);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(result.notes()).as("told by the update").isEmpty();
    }

    @Test
    void restartFlagUnreadable_restartToBeSure() {
        // Given
        Computer denied = computer(Packages.fresh("libssl3", FIXED))
                .finds(new Query.RebootRequired(), Finding.error("ACCESS_DENIED", "no"));

        // When
        AttestationResult result = judge(CATALOG, denied);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(reason(result, ID, ReasonCode.RESTART_STATE_NOT_READABLE).found())
                .isEqualTo("ACCESS_DENIED");
    }

    @Test
    void restartFlagOfAnotherPackage_isOnlyANote() {
        // Given
        Computer asked = computer(Packages.fresh("libssl3", FIXED))
                .finds(
                        new Query.RebootRequired(),
                        Finding.exists(new RebootRequiredFact(Computer.TODAY, Finding.exists(List.of("dbus")))));

        // When
        AttestationResult result = judge(CATALOG, asked);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.notes())
                .containsExactly(new Reason(ReasonCode.REBOOT_REQUIRED_FLAG, "dbus", "", Computer.TODAY.toString()));
    }
}
