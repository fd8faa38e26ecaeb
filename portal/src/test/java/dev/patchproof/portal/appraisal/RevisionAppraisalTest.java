package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.WINDOWS_11;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.key;
import static dev.patchproof.portal.appraisal.Catalogs.keyPath;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.EffectTest.Absence;
import dev.patchproof.catalog.EffectTest.Place;
import dev.patchproof.catalog.EffectTest.RegistrySwitch;
import dev.patchproof.catalog.EffectTest.ValueType;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.portal.collection.Planner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cumulative updates, which in part 1 are known by build and revision alone. */
class RevisionAppraisalTest {
    private static final String KB = "KB5077181";
    private static final Catalog CATALOG = Catalogs.of(update(
            KB,
            RestartNeed.YES,
            List.of(),
            fix(WINDOWS_11, List.of(new WindowsRevision(26100, 7840, false)), List.of()),
            fix(WINDOWS_11, List.of(new WindowsRevision(26100, 7781, true)), List.of())));

    @Test
    void revisionReached_claimedUnverified() {
        // When
        AttestationResult result = judge(CATALOG, Computer.windows11().revision("7840"));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(Judging.reason(result, KB, ReasonCode.REVISION_REACHED))
                .isEqualTo(new Reason(ReasonCode.REVISION_REACHED, "", "26100.7840", "26100.7840"));
    }

    @Test
    void revisionBelow_missingAsTheSystemItselfSays() {
        // When
        AttestationResult result = judge(CATALOG, Computer.windows11().revision("7623"));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.NOT_UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.MISSING);
    }

    @Test
    void hotpatchRevisionExactly_claimedThoughBelowTheCumulativeUpdate() {
        // When
        AttestationResult result = judge(CATALOG, Computer.windows11().revision("7781"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
    }

    @Test
    void aboveTheHotpatchButBelowTheCumulativeUpdate_missing() {
        // When
        AttestationResult result = judge(CATALOG, Computer.windows11().revision("7800"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.MISSING);
    }

    @Test
    void revisionAbsent_couldNotCheck() {
        // When
        AttestationResult result = judge(CATALOG, Computer.windows11());

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result, KB, Layer.CLAIMED)).containsExactly(ReasonCode.CLAIM_NOT_READABLE);
    }

    @Test
    void kernelAndRegistryNameDifferentBuilds_registrysRevisionClaimsNothing() {
        // Given: a feature update has written the registry, and the old build still runs
        Computer between = Computer.windows11()
                .revision("9000")
                .probeSaysOfRevision(
                        Finding.error("DISAGREEMENT", "the kernel says 10.0.26100, the registry 10.0.26200"));

        // When
        AttestationResult result = judge(CATALOG, between);

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, KB, Layer.CLAIMED)).containsExactly(ReasonCode.CLAIM_NOT_READABLE);
    }

    @Test
    void revisionIsNoNumber_couldNotCheck() {
        // Given
        Computer garbled = Computer.windows11()
                .finds(
                        Planner.WINDOWS_REVISION,
                        Finding.exists(new RegistryValueFact("REG_MULTI_SZ", List.of("7840", "1"))));

        // When
        AttestationResult result = judge(CATALOG, garbled);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void claimOfAnotherBuild_couldNotCheck() {
        // Given
        Catalog catalog = Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(WINDOWS_11, List.of(new WindowsRevision(22631, 100, false)), List.of())));

        // When
        AttestationResult result = judge(catalog, Computer.windows11().revision("7840"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, KB, Layer.CLAIMED)).containsExactly(ReasonCode.REVISION_OF_OTHER_BUILD);
    }

    @Test
    void keyOutlivesALowerRevision_keyClaimsNothing() {
        // Given
        Catalog catalog = Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(WINDOWS_11, List.of(key("KB"), new WindowsRevision(26100, 7840, false)), List.of())));

        // When
        AttestationResult result =
                judge(catalog, Computer.windows11().key(keyPath("KB")).revision("7000"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(codes(result, KB, Layer.CLAIMED)).containsExactly(ReasonCode.REVISION_BELOW, ReasonCode.KEY_PRESENT);
    }

    private static Update cumulative(String kb, int revision, List<ReferenceValue> references, String... undoneBy) {
        return update(
                kb,
                RestartNeed.YES,
                List.of(),
                List.of(),
                List.of(undoneBy),
                fix(WINDOWS_11, List.of(new WindowsRevision(26100, revision, false)), references));
    }

    private static final List<ReferenceValue> PROOF = List.of(Catalogs.atLeast(Catalogs.RPCRT4, "10.0.26100.7840"));

    @ParameterizedTest
    @ValueSource(strings = {"7840", "7900"}) // the newest, and a preview above it
    void newestOfTheLineProven_settlesEarlierOnesWithoutAnEdge(String revision) {
        // Given
        Catalog months = Catalogs.of(cumulative("KB5", 7500, List.of()), cumulative(KB, 7840, PROOF));

        // When
        AttestationResult result =
                judge(months, Computer.windows11().revision(revision).file(Catalogs.RPCRT4, "10.0.26100." + revision));

        // Then
        assertThat(verdict(result, "KB5")).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    @Test
    void newestOfTheLineOnlyListed_earlierOnesAreNoMoreThanListed() {
        // Given
        Catalog months = Catalogs.of(cumulative("KB5", 7500, List.of()), cumulative(KB, 7840, List.of()));

        // When
        AttestationResult result = judge(months, Computer.windows11().revision("7840"));

        // Then
        assertThat(verdict(result, "KB5")).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
    }

    @Test
    void earlierOneProven_settlesNoLaterOne() {
        // Given
        Catalog months = Catalogs.of(cumulative("KB5", 7500, PROOF), cumulative(KB, 7840, List.of()));

        // When
        AttestationResult result =
                judge(months, Computer.windows11().revision("7840").file(Catalogs.RPCRT4, "10.0.26100.7840"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
    }

    @Test
    void earlierOneWasUndone_aLaterRevisionAloneRepairsNothing() {
        // Given: nobody says that the last one repairs what the middle one undid
        Catalog months = Catalogs.of(
                cumulative("KB5", 7500, List.of(), "KB6"),
                cumulative("KB6", 7600, List.of()),
                cumulative(KB, 7840, PROOF));

        // When
        AttestationResult result =
                judge(months, Computer.windows11().revision("7840").file(Catalogs.RPCRT4, "10.0.26100.7840"));

        // Then
        assertThat(verdict(result, "KB5")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(verdict(result, "KB6")).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
    }

    @Test
    void earlierOneHasAFileOfItsOwnThatCouldNotBeRead_noRevisionSettlesIt() {
        // Given
        Catalog months = Catalogs.of(
                cumulative("KB5", 7500, List.of(Catalogs.atLeast(Catalogs.OLE32, "10.0.26100.7500"))),
                cumulative(KB, 7840, PROOF));

        // When
        AttestationResult result = judge(
                months,
                Computer.windows11()
                        .revision("7840")
                        .file(Catalogs.RPCRT4, "10.0.26100.7840")
                        .finds(new Query.WindowsFile(Catalogs.OLE32), Finding.error("ACCESS_DENIED", "no")));

        // Then
        assertThat(verdict(result, "KB5")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void switchThatClaimsALaterRevision_provesNoFilesOfEarlierOnes() {
        // Given
        Catalog months = Catalogs.of(
                cumulative("KB5", 7500, List.of()), cumulative(KB, 7840, List.of(new ReferenceValue.BuiltIn())));

        // When
        AttestationResult result = judge(months, Computer.windows11().revision("7840"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(verdict(result, "KB5")).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
    }

    static Stream<Arguments> optionalFile() {
        return Stream.of(
                Arguments.of(Finding.doesNotExist(), UpdateVerdict.IN_FORCE),
                Arguments.of(
                        Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time"),
                        UpdateVerdict.CLAIMED_UNVERIFIED),
                Arguments.of(Finding.error("ACCESS_DENIED", "no"), UpdateVerdict.COULD_NOT_CHECK));
    }

    @ParameterizedTest
    @MethodSource("optionalFile")
    void optionalFileOfTheEarlierOne_revisionSettlesItOnlyWhereTheFileIsGone(
            Finding<WindowsFileFact> finding, UpdateVerdict expected) {
        // Given
        Catalog months = Catalogs.of(
                cumulative("KB5", 7500, List.of(Catalogs.ifPresent(Catalogs.OLE32, "10.0.26100.7500"))),
                cumulative(KB, 7840, PROOF));

        // When
        AttestationResult result = judge(
                months,
                Computer.windows11()
                        .revision("7840")
                        .file(Catalogs.RPCRT4, "10.0.26100.7840")
                        .finds(new Query.WindowsFile(Catalogs.OLE32), finding));

        // Then
        assertThat(verdict(result, "KB5")).isEqualTo(expected);
    }

    /** Both are claimed and contradicted, each by a file of its own: none says what the other does. */
    @Test
    void earlierOneThatSaysOfAFileWhatTheNewestDoesNot_isShownBesideIt() {
        // Given
        Catalog months = Catalogs.of(
                cumulative("KB5", 7500, List.of(Catalogs.atLeast(Catalogs.OLE32, "10.0.26100.7500"))),
                cumulative(KB, 7840, PROOF));

        // When
        AttestationResult result = judge(
                months,
                Computer.windows11()
                        .revision("7840")
                        .file(Catalogs.RPCRT4, "10.0.26100.1")
                        .file(Catalogs.OLE32, "10.0.26100.1"));

        // Then
        assertThat(result.updates())
                .extracting(UpdateResult::verdict)
                .containsExactly(UpdateVerdict.CLAIMED_NOT_FOUND, UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(result.folded()).isEmpty();
    }

    /** What a switch turns on, or an organisation asks for besides, no later files bring. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void earlierOneNeedsMoreThanItsFiles_noLaterRevisionSettlesIt(boolean optIn) {
        // Given
        Place place = new Place("HKLM\\SOFTWARE\\Vendor", false, "Switch");
        RegistrySwitch on =
                new RegistrySwitch(place, Set.of(ValueType.REG_DWORD), Set.of("1"), Absence.BAD, List.of(), false);
        Update more = Catalogs.mitigation(
                "KB5",
                optIn,
                fix(
                        WINDOWS_11,
                        List.of(new WindowsRevision(26100, 7500, false)),
                        List.of(),
                        optIn ? List.of() : List.of(on)));

        // When
        AttestationResult result = judge(
                Catalogs.of(more, cumulative(KB, 7840, PROOF)),
                Computer.windows11()
                        .revision("7840")
                        .file(Catalogs.RPCRT4, "10.0.26100.7840")
                        .finds(Planner.query(place), Finding.exists(new RegistryValueFact("REG_DWORD", List.of("1")))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(verdict(result, "KB5")).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
    }

    /** Before Windows 10 a month's update could leave out what the month before had brought. */
    @ParameterizedTest
    @CsvSource({"10.0, 10240, IN_FORCE", "6.3, 9600, CLAIMED_UNVERIFIED"})
    void earlierOneOfAWindowsBefore10_noLaterRevisionSettlesIt(String version, int build, UpdateVerdict verdict) {
        // Given
        ProductCondition product = Catalogs.windows(version, Optional.of(build), Set.of());
        List<ReferenceValue> proof = List.of(Catalogs.atLeast(Catalogs.RPCRT4, version + "." + build + ".200"));
        Catalog months = Catalogs.of(
                update(
                        "KB5",
                        RestartNeed.YES,
                        List.of(),
                        fix(product, List.of(new WindowsRevision(build, 100, false)), List.of())),
                update(
                        KB,
                        RestartNeed.YES,
                        List.of(),
                        fix(product, List.of(new WindowsRevision(build, 200, false)), proof)));
        Computer computer = Computer.of(new ProductSelector(
                        OsFamily.WINDOWS,
                        version,
                        Integer.toString(build),
                        "0",
                        ProductType.WORKSTATION,
                        Architecture.X64,
                        "Professional",
                        "unknown"))
                .revision("200")
                .file(Catalogs.RPCRT4, version + "." + build + ".200");

        // When
        AttestationResult result = judge(months, computer);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(verdict(result, "KB5")).isEqualTo(verdict);
    }

    @Test
    void updateKnownByTwoRevisions_isThereFromTheLowerOne() {
        // Given
        Update twice = update(
                "KB5",
                RestartNeed.YES,
                List.of(),
                fix(WINDOWS_11, List.of(new WindowsRevision(26100, 7900, false)), List.of()),
                fix(WINDOWS_11, List.of(new WindowsRevision(26100, 7500, false)), List.of()));

        // When
        AttestationResult result = judge(
                Catalogs.of(twice, cumulative(KB, 7840, PROOF)),
                Computer.windows11().revision("7840").file(Catalogs.RPCRT4, "10.0.26100.7840"));

        // Then
        assertThat(verdict(result, "KB5")).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void laterOneThatHasALowerRevisionOfAnotherBuild_isNotSettledByThatNumber() {
        // Given
        Update ofTwoBuilds = update(
                "KB6",
                RestartNeed.YES,
                List.of(),
                fix(
                        Catalogs.windows("10.0", Optional.empty(), Set.of()),
                        List.of(new WindowsRevision(22631, 5000, false), new WindowsRevision(26100, 7900, false)),
                        List.of()));

        // When
        AttestationResult result = judge(
                Catalogs.of(ofTwoBuilds, cumulative(KB, 7840, PROOF)),
                Computer.windows11().revision("7840").file(Catalogs.RPCRT4, "10.0.26100.7840"));

        // Then
        assertThat(verdict(result, "KB6")).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void anotherOneOfTheSameRevision_isNotSettledByIt() {
        // Given
        Catalog twins = Catalogs.of(cumulative("KB5", 7840, List.of()), cumulative(KB, 7840, PROOF));

        // When
        AttestationResult result =
                judge(twins, Computer.windows11().revision("7840").file(Catalogs.RPCRT4, "10.0.26100.7840"));

        // Then
        assertThat(verdict(result, "KB5")).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
    }

    /** Neither could be checked, but the system says that it has the one, and not the other. */
    @Test
    void earlierOneIsListedAndTheNewestIsNot_bothAreShown() {
        // Given
        Catalog months = Catalogs.of(
                cumulative("KB5", 7500, List.of(Catalogs.atLeast(Catalogs.OLE32, "10.0.26100.7500"))),
                cumulative(KB, 7840, List.of(Catalogs.atLeast(Catalogs.OLE32, "10.0.26100.7840"))));

        // When
        AttestationResult result = judge(
                months,
                Computer.windows11()
                        .revision("7600")
                        .finds(new Query.WindowsFile(Catalogs.OLE32), Finding.error("ACCESS_DENIED", "no")));

        // Then
        assertThat(result.updates())
                .extracting(UpdateResult::verdict)
                .containsExactly(UpdateVerdict.COULD_NOT_CHECK, UpdateVerdict.COULD_NOT_CHECK);
        assertThat(result.folded()).isEmpty();
    }

    /** What the registry says counts; what the probe says of the system only where the registry was not asked. */
    @ParameterizedTest
    @CsvSource({"LIMIT_REACHED, COULD_NOT_CHECK", "NOT_ASKED, CLAIMED_UNVERIFIED"})
    void registrysRevisionNotCollected_theProbesOwnCountsOnlyWhereNobodyAsked(
            NotCollectedReason why, UpdateVerdict verdict) {
        // Given
        Computer computer = Computer.windows11()
                .probeSaysOfRevision(Finding.exists("7840"))
                .finds(Planner.WINDOWS_REVISION, Finding.notCollected(why, ""));

        // When
        AttestationResult result = judge(CATALOG, computer);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(verdict);
    }

    @Test
    void probeFoundNoRevisionOfItsOwn_theRegistrysCounts() {
        // When
        AttestationResult result = judge(
                CATALOG,
                Computer.windows11().probeSaysOfRevision(Finding.doesNotExist()).revision("7840"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
    }
}
