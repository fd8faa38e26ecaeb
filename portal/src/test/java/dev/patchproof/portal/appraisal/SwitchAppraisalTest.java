package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.WINDOWS_11;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.kb823980;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.layer;
import static dev.patchproof.portal.appraisal.Judging.reason;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.EffectTest.Absence;
import dev.patchproof.catalog.EffectTest.Place;
import dev.patchproof.catalog.EffectTest.RegistrySwitch;
import dev.patchproof.catalog.EffectTest.ValueType;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ProductCondition.Processor;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.portal.collection.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fixes that every computer has and that a registry value turns on, required or not. */
class SwitchAppraisalTest {
    private static final String ID = "CVE-2013-3900";
    private static final Place RIGHT = new Place("HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Config", true, "Check");
    private static final Place WRONG = new Place("HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Config", false, "Check");
    private static final Set<ValueType> EITHER = Set.of(ValueType.REG_DWORD, ValueType.REG_SZ);
    private static final AppraisalPolicy REQUIRED =
            new AppraisalPolicy(Duration.ofDays(30), Duration.ofDays(7), Set.of(ID));

    private static Update mitigation(Absence absence, boolean optIn) {
        return Catalogs.mitigation(
                ID,
                optIn,
                fix(
                        WINDOWS_11,
                        List.of(),
                        List.of(new ReferenceValue.BuiltIn()),
                        List.of(new RegistrySwitch(RIGHT, EITHER, Set.of("1"), absence, List.of(WRONG), false))));
    }

    private static Catalog catalog(Absence absence) {
        return Catalogs.of(mitigation(absence, false));
    }

    private static Computer pc() {
        return Computer.windows11();
    }

    private static Computer updated() {
        return pc().revision("1").file(Catalogs.RPCRT4, "10.0.26100.1");
    }

    private static Query.RegistryValue at(Place place) {
        return Planner.query(place);
    }

    private static Finding<RegistryValueFact> value(String type, String data) {
        return Finding.exists(new RegistryValueFact(type, List.of(data)));
    }

    @ParameterizedTest
    @CsvSource({
        "REG_SZ,     1, IN_FORCE",
        "REG_DWORD,  1, IN_FORCE",
        "REG_DWORD,  0, INSTALLED_NOT_IN_FORCE",
        "REG_SZ,     0, INSTALLED_NOT_IN_FORCE",
        "REG_SZ,     '', INSTALLED_NOT_IN_FORCE",
        "REG_BINARY, 1, INSTALLED_NOT_IN_FORCE",
    })
    void value_turnsItOnOrOff(String type, String data, UpdateVerdict verdict) {
        // When
        AttestationResult result = judge(catalog(Absence.BAD), pc().finds(at(RIGHT), value(type, data)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
        assertThat(Judging.update(result, ID).basis()).isEqualTo(Basis.BUILT_IN);
    }

    @ParameterizedTest
    @CsvSource({
        "REG_DWORD, REG_DWORD, IN_FORCE",
        "REG_DWORD, REG_SZ,    INSTALLED_NOT_IN_FORCE",
        "REG_SZ,    REG_SZ,    IN_FORCE",
        "REG_SZ,    REG_DWORD, INSTALLED_NOT_IN_FORCE",
    })
    void typeThatWindowsDoesNotReadThere_turnsNothingOn(ValueType read, String found, UpdateVerdict verdict) {
        // Given
        Catalog catalog = Catalogs.of(Catalogs.mitigation(
                ID,
                false,
                fix(
                        WINDOWS_11,
                        List.of(),
                        List.of(new ReferenceValue.BuiltIn()),
                        List.of(new RegistrySwitch(RIGHT, Set.of(read), Set.of("1"), Absence.BAD, List.of(), false)))));

        // When
        AttestationResult result = judge(catalog, pc().finds(at(RIGHT), value(found, "1")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
    }

    /** Windows has not looked at it since; a start writes into some keys itself, in its first minutes. */
    @ParameterizedTest
    @CsvSource({
        "-86400, IN_FORCE",
        "30, IN_FORCE",
        "599, IN_FORCE",
        "600, RESTART_TO_BE_SURE",
        "7200, RESTART_TO_BE_SURE",
    })
    void switchThatIsReadAtTheStart_countsFromTheNextOneAfterItsKeyWasWritten(long afterStart, UpdateVerdict verdict) {
        // When
        AttestationResult result = judge(
                readAtStart(), pc().finds(at(RIGHT), written(Finding.exists(Computer.BOOT.plusSeconds(afterStart)))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "failed", "not asked"})
    void switchThatIsReadAtTheStartAndNobodyKnowsSinceWhen_restartToBeSure(String kind) {
        // Given
        Finding<Instant> unknown =
                switch (kind) {
                    case "absent" -> Finding.doesNotExist();
                    case "failed" -> Finding.error("WIN32_5", "no");
                    default -> Finding.notCollected(NotCollectedReason.NOT_ASKED, "an older probe");
                };

        // When
        AttestationResult result = judge(readAtStart(), pc().finds(at(RIGHT), written(unknown)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.SWITCH_SET_SINCE_BOOT);
    }

    @Test
    void switchThatIsReadAtTheStartAndStartUnknown_restartToBeSure() {
        // When
        AttestationResult result = judge(
                readAtStart(),
                pc().booted(Finding.error("IO", "no uptime"))
                        .finds(at(RIGHT), written(Finding.exists(Computer.LONG_AGO))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }

    @Test
    void switchThatIsReadAtTheStartAndIsOff_waitsForTheSwitchWheneverItWasWritten() {
        // When
        AttestationResult result = judge(
                readAtStart(),
                pc().finds(
                                at(RIGHT),
                                Finding.exists(new RegistryValueFact(
                                        "REG_DWORD", List.of("0"), Finding.exists(Computer.LONG_AGO)))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
    }

    private static Catalog readAtStart() {
        return Catalogs.of(Catalogs.mitigation(
                ID,
                false,
                fix(
                        WINDOWS_11,
                        List.of(),
                        List.of(new ReferenceValue.BuiltIn()),
                        List.of(new RegistrySwitch(RIGHT, EITHER, Set.of("1"), Absence.BAD, List.of(), true)))));
    }

    private static Finding<RegistryValueFact> written(Finding<Instant> when) {
        return Finding.exists(new RegistryValueFact("REG_DWORD", List.of("1"), when));
    }

    @Test
    void switchOff_notUpToDateSinceNoRestartHelps() {
        // When
        AttestationResult result = judge(catalog(Absence.BAD), pc());

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(Judging.update(result, ID).waitsForSwitch()).isTrue();
        assertThat(reason(result, ID, ReasonCode.SWITCH_NOT_SET))
                .isEqualTo(new Reason(
                        ReasonCode.SWITCH_NOT_SET,
                        "HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Cryptography\\Config\\Check",
                        "1",
                        ""));
    }

    @Test
    void switchOffAndUpdateStaged_notUpToDateSinceTheRestartSetsNoSwitch() {
        // Given
        Catalog staged = Catalogs.of(Catalogs.update(
                "KB5077181",
                RestartNeed.YES,
                List.of(),
                fix(
                        WINDOWS_11,
                        List.of(new WindowsRevision(26100, 7840, false)),
                        List.of(),
                        List.of(new RegistrySwitch(RIGHT, EITHER, Set.of("1"), Absence.BAD, List.of(), false)))));

        // When
        AttestationResult result = judge(
                staged,
                pc().revision("7000")
                        .serviced("Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7840.1.8", 96, Computer.TODAY));

        // Then
        assertThat(verdict(result, "KB5077181")).isEqualTo(UpdateVerdict.PENDING_RESTART);
        assertThat(Judging.update(result, "KB5077181").waitsForSwitch()).isTrue();
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void absenceThatIsGood_inForce() {
        // When
        AttestationResult result = judge(catalog(Absence.GOOD), pc());

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.SWITCH_ON_BY_DEFAULT);
    }

    @Test
    void badValueWhereAbsenceIsGood_waits() {
        // When
        AttestationResult result = judge(catalog(Absence.GOOD), pc().finds(at(RIGHT), value("REG_DWORD", "0")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
    }

    @Test
    void setInTheWrongPlace_waitsAndTellsBothPlaces() {
        // When
        AttestationResult result = judge(catalog(Absence.BAD), pc().finds(at(WRONG), value("REG_DWORD", "1")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(codes(result, ID, Layer.IN_FORCE)).startsWith(ReasonCode.SWITCH_IN_WRONG_PLACE);
        Reason wrong = reason(result, ID, ReasonCode.SWITCH_IN_WRONG_PLACE);
        assertThat(wrong.subject()).contains("WOW6432Node");
        assertThat(wrong.found()).isEqualTo("HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Config\\Check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "absent", "failed", "not looked at"})
    void notSetAtTheWrongPlaceEither_isOnlyNotSet(String state) {
        // Given
        Finding<RegistryValueFact> wrong =
                switch (state) {
                    case "absent" -> Finding.doesNotExist();
                    case "failed" -> Finding.error("WIN32_5", "denied");
                    case "not looked at" -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "x");
                    default -> value("REG_DWORD", state);
                };

        // When
        AttestationResult result = judge(catalog(Absence.BAD), pc().finds(at(WRONG), wrong));

        // Then
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.SWITCH_NOT_SET);
    }

    @ParameterizedTest
    @CsvSource({"REG_BINARY, 01, REG_BINARY 01", "REG_DWORD, 0, 0"})
    void switchThatIsOff_isShownAsItIsSet(String type, String data, String shown) {
        // When
        AttestationResult result = judge(catalog(Absence.BAD), pc().finds(at(RIGHT), value(type, data)));

        // Then
        assertThat(reason(result, ID, ReasonCode.SWITCH_OFF).found()).isEqualTo(shown);
    }

    @Test
    void notReadable_errorAndNeverAPass() {
        // When
        AttestationResult result =
                judge(catalog(Absence.GOOD), pc().finds(at(RIGHT), Finding.error("WIN32_5", "denied")));

        // Then
        assertThat(layer(result, ID, Layer.IN_FORCE)).isEqualTo(LayerResult.ERROR);
        assertThat(reason(result, ID, ReasonCode.SWITCH_NOT_READABLE).found()).isEqualTo("WIN32_5");
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
    }

    @Test
    void notCollected_notEvaluatedAndNeverAPass() {
        // When
        AttestationResult result = judge(
                catalog(Absence.GOOD),
                pc().finds(at(RIGHT), Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "x")));

        // Then
        assertThat(layer(result, ID, Layer.IN_FORCE)).isEqualTo(LayerResult.NOT_EVALUATED);
        assertThat(reason(result, ID, ReasonCode.SWITCH_NOT_COLLECTED).found()).isEqualTo("x");
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
    }

    @Test
    void claimedWithoutAProofAndSwitchOff_notUpToDate() {
        // Given
        Catalog catalog = Catalogs.of(Catalogs.mitigation(
                ID,
                false,
                fix(
                        WINDOWS_11,
                        List.of(new WindowsRevision(26100, 1, false)),
                        List.of(),
                        List.of(new RegistrySwitch(RIGHT, EITHER, Set.of("1"), Absence.BAD, List.of(), false)))));

        // When
        AttestationResult result = judge(catalog, pc().revision("1"));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    /** Nothing proves it and its key settles nothing; but the switch says that it does not work. */
    @Test
    void listedByAKeyAloneAndSwitchOff_notUpToDate() {
        // Given
        Catalog catalog = Catalogs.of(Catalogs.mitigation(
                ID,
                false,
                fix(
                        WINDOWS_11,
                        List.of(Catalogs.key("SP2\\KB823980")),
                        List.of(),
                        List.of(new RegistrySwitch(RIGHT, EITHER, Set.of("1"), Absence.BAD, List.of(), false)))));

        // When
        AttestationResult result = judge(catalog, pc().key(Catalogs.keyPath("SP2\\KB823980")));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void updateThatNothingCanSettle_countsInNeitherVerdict() {
        // Given: its key is not there, which proves nothing
        Catalog catalog = Catalogs.of(
                Catalogs.update(
                        "KB4",
                        RestartNeed.NO,
                        List.of(),
                        fix(WINDOWS_11, List.of(Catalogs.key("SP2\\KB823980")), List.of())),
                Catalogs.update(
                        "KB5",
                        RestartNeed.NO,
                        List.of(),
                        fix(
                                WINDOWS_11,
                                List.of(new WindowsRevision(26100, 1, false)),
                                List.of(Catalogs.atLeast(Catalogs.RPCRT4, "10.0.26100.1")))));

        // When
        AttestationResult result = judge(catalog, updated());

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(result.folded()).extracting(FoldedUpdates::counted).containsExactly(false);
    }

    @Test
    void optInThatNobodyRequires_isJudgedAndCountsInNeitherVerdict() {
        // Given
        Catalog catalog = Catalogs.of(
                mitigation(Absence.BAD, true),
                Catalogs.update(
                        "KB5",
                        RestartNeed.NO,
                        List.of(),
                        fix(
                                WINDOWS_11,
                                List.of(new WindowsRevision(26100, 1, false)),
                                List.of(Catalogs.atLeast(Catalogs.RPCRT4, "10.0.26100.1")))));

        // When
        AttestationResult result = judge(catalog, pc().revision("1").file(Catalogs.RPCRT4, "10.0.26100.1"));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(Judging.update(result, ID).counted()).isFalse();
        assertThat(result.updates()).extracting(UpdateResult::updateId).containsExactly("KB5", ID);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    @Test
    void onlyOptIn_nothingCountsSoCannotTell() {
        // When
        AttestationResult result =
                judge(Catalogs.of(mitigation(Absence.BAD, true)), pc().finds(at(RIGHT), value("REG_DWORD", "1")));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result.grounds())).contains(ReasonCode.NO_APPLICABLE_UPDATE);
    }

    @Test
    void optInThatTheOrganisationRequires_countsLikeAnyOther() {
        // Given
        Catalog catalog = Catalogs.of(
                mitigation(Absence.BAD, true),
                Catalogs.update(
                        "KB5",
                        RestartNeed.NO,
                        List.of(),
                        fix(
                                WINDOWS_11,
                                List.of(new WindowsRevision(26100, 1, false)),
                                List.of(Catalogs.atLeast(Catalogs.RPCRT4, "10.0.26100.1")))));
        Evidence off = updated().answering(catalog);
        Evidence on = updated().finds(at(RIGHT), value("REG_SZ", "1")).answering(catalog);

        // When
        AttestationResult liar = Appraiser.appraise(catalog, off, Computer.NOW, REQUIRED);
        AttestationResult twin = Appraiser.appraise(catalog, on, Computer.NOW, REQUIRED);

        // Then
        assertThat(Judging.update(liar, ID).counted()).isTrue();
        assertThat(liar.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(twin.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    @Test
    void otherFamily_isNotAskedForSwitches() {
        assertThat(Planner.queries(
                        Catalogs.of(kb823980(), mitigation(Absence.BAD, true)),
                        Computer.windowsXp("1").product()))
                .doesNotContain(at(RIGHT));
    }

    @Test
    void successorProvenButSwitchOfTheOlderOneIsOff_noSuccessorHidesIt() {
        // Given
        Catalog chain = Catalogs.of(
                mitigation(Absence.BAD, false),
                Catalogs.update(
                        "KB5",
                        RestartNeed.NO,
                        List.of(ID),
                        fix(
                                WINDOWS_11,
                                List.of(new WindowsRevision(26100, 1, false)),
                                List.of(Catalogs.atLeast(Catalogs.RPCRT4, "10.0.26100.1")))));

        // When
        AttestationResult result = judge(chain, pc().revision("1").file(Catalogs.RPCRT4, "10.0.26100.1"));

        // Then
        assertThat(verdict(result, "KB5")).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void architectureNotKnownAndMitigationRequired_cannotTell() {
        // Given
        ProductCondition x64 = new ProductCondition(
                Family.WINDOWS,
                Optional.of("10.0"),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(Processor.X64),
                Set.of(),
                Optional.empty());
        Catalog catalog = Catalogs.of(
                Catalogs.mitigation(
                        ID,
                        true,
                        fix(
                                x64,
                                List.of(),
                                List.of(new ReferenceValue.BuiltIn()),
                                List.of(new RegistrySwitch(
                                        RIGHT, EITHER, Set.of("1"), Absence.BAD, List.of(), false)))),
                Catalogs.update(
                        "KB5",
                        RestartNeed.NO,
                        List.of(),
                        fix(
                                WINDOWS_11,
                                List.of(new WindowsRevision(26100, 1, false)),
                                List.of(Catalogs.atLeast(Catalogs.RPCRT4, "10.0.26100.1")))));
        Computer unknown = Computer.of(new ProductSelector(
                        OsFamily.WINDOWS,
                        "10.0",
                        "26100",
                        "0",
                        ProductType.WORKSTATION,
                        Architecture.OTHER,
                        "Professional",
                        "24H2"))
                .revision("1")
                .file(Catalogs.RPCRT4, "10.0.26100.1");

        // When
        AttestationResult result = Appraiser.appraise(catalog, unknown.answering(catalog), Computer.NOW, REQUIRED);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(reason(result, ID, ReasonCode.PRODUCT_FACT_UNKNOWN).subject())
                .isEqualTo("architecture");
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
    }

    @Test
    void onlySwitchesCount_saysNothingOfUpdatesSoCannotTell() {
        // When
        AttestationResult result = judge(catalog(Absence.GOOD), pc());

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result.grounds())).containsExactly(ReasonCode.ONLY_SWITCHES_JUDGED);
    }
}
