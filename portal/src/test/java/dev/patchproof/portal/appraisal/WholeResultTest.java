package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.OLE32;
import static dev.patchproof.portal.appraisal.Catalogs.RPCRT4;
import static dev.patchproof.portal.appraisal.Catalogs.WINDOWS_11;
import static dev.patchproof.portal.appraisal.Catalogs.XP;
import static dev.patchproof.portal.appraisal.Catalogs.XP_SP1;
import static dev.patchproof.portal.appraisal.Catalogs.atLeast;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.kb823980;
import static dev.patchproof.portal.appraisal.Catalogs.kb824146;
import static dev.patchproof.portal.appraisal.Catalogs.key;
import static dev.patchproof.portal.appraisal.Catalogs.keyPath;
import static dev.patchproof.portal.appraisal.Catalogs.release;
import static dev.patchproof.portal.appraisal.Catalogs.supportEnd;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Catalogs.windows;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.ProductSelector;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Supersedence, alternatives, support, staleness and the two overall verdicts. */
class WholeResultTest {
    private static final Catalog CHAIN = Catalogs.of(kb823980(), kb824146());
    private static final String OLDER = "KB823980";
    private static final String NEWER = "KB824146";

    private static final Catalog SUCCESSOR_OF_OTHER_FILES = Catalogs.of(
            kb823980(),
            update(
                    "KB2",
                    RestartNeed.YES,
                    List.of(OLDER),
                    fix(XP_SP1, List.of(key("KB2")), List.of(atLeast(Catalogs.OLE32, "5.1.2600.1362")))));

    private static Computer xp() {
        return Computer.windowsXp("1");
    }

    @Test
    void successorProven_olderUpdateIsSettledByIt() {
        // Given
        Computer computer = xp().key(keyPath("SP2\\KB824146")).file(RPCRT4, "5.1.2600.1254");

        // When
        AttestationResult result = judge(CHAIN, computer);

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(Judging.update(result, OLDER).satisfiedBy()).contains(NEWER);
        assertThat(verdict(result, OLDER)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, OLDER, Layer.ON_DISK)).startsWith(ReasonCode.SATISFIED_BY_SUCCESSOR);
    }

    @Test
    void successorOnlyClaimed_olderUpdateIsJudgedByItself() {
        // Given
        Computer computer = xp().key(keyPath("SP2\\KB824146")).file(RPCRT4, "5.1.2600.1230");

        // When
        AttestationResult result = judge(CHAIN, computer);

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, NEWER)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(verdict(result, OLDER)).isEqualTo(UpdateVerdict.FOUND_NOT_CLAIMED);
        assertThat(Judging.update(result, OLDER).satisfiedBy()).isEmpty();
    }

    @Test
    void successorOfASuccessorProven_settlesTheOldest() {
        // Given
        Catalog chain = Catalogs.of(
                kb823980(),
                update("KB2", RestartNeed.YES, List.of(OLDER), fix(XP_SP1, List.of(key("KB2")), List.of())),
                update(
                        "KB3",
                        RestartNeed.YES,
                        List.of("KB2"),
                        fix(XP_SP1, List.of(key("KB3")), List.of(atLeast(RPCRT4, "5.1.2600.1361")))));

        // When
        AttestationResult result = judge(chain, xp().key(keyPath("KB3")).file(RPCRT4, "5.1.2600.1361"));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.updates()).extracting(UpdateResult::verdict).containsOnly(UpdateVerdict.IN_FORCE);
        assertThat(Judging.update(result, OLDER).satisfiedBy()).contains("KB3");
    }

    @Test
    void fileOfTheOlderUpdateIsBelowItsOwnFloor_noSuccessorHidesIt() {
        // Given
        Catalog chain = Catalogs.of(
                kb823980(),
                update(
                        "KB2",
                        RestartNeed.YES,
                        List.of(OLDER),
                        fix(XP_SP1, List.of(key("KB2")), List.of(atLeast(Catalogs.OLE32, "5.1.2600.1362")))));

        // When
        AttestationResult result = judge(
                chain, xp().key(keyPath("KB2")).file(RPCRT4, "5.1.2600.1106").file(Catalogs.OLE32, "5.1.2600.1362"));

        // Then
        assertThat(verdict(result, OLDER)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void programHasAnOldFileThatOnlyTheOlderUpdateBrings_noSuccessorHidesIt() {
        // Given
        Computer half = withSuccessorOfOtherFiles().loaded(RPCRT4, "5.1.2600.1106", Computer.BOOT);

        // When
        AttestationResult result = judge(SUCCESSOR_OF_OTHER_FILES, half);

        // Then
        assertThat(verdict(result, "KB2")).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(verdict(result, OLDER)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
    }

    @Test
    void renameOfAFileThatOnlyTheOlderUpdateBrings_noSuccessorHidesIt() {
        // Given
        Computer waiting = withSuccessorOfOtherFiles()
                .renames("\\??\\C:\\WINDOWS\\system32\\SET1A.tmp", "!\\??\\C:\\WINDOWS\\system32\\rpcrt4.dll");

        // When
        AttestationResult result = judge(SUCCESSOR_OF_OTHER_FILES, waiting);

        // Then
        assertThat(verdict(result, OLDER)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
    }

    private static Computer withSuccessorOfOtherFiles() {
        return xp().key(keyPath("KB2")).file(RPCRT4, "5.1.2600.1230").file(Catalogs.OLE32, "5.1.2600.1362");
    }

    @Test
    void prerequisiteMissing_proofIsInDoubt() {
        // Given
        Catalog catalog = Catalogs.of(
                kb823980(),
                update(
                        "KB2",
                        RestartNeed.YES,
                        List.of(),
                        List.of(OLDER),
                        List.of(),
                        fix(XP_SP1, List.of(key("KB2")), List.of(atLeast(Catalogs.OLE32, "5.1.2600.1")))));

        // When
        AttestationResult result = judge(catalog, xp().key(keyPath("KB2")).file(Catalogs.OLE32, "5.1.2600.1"));

        // Then
        assertThat(verdict(result, "KB2")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, "KB2", Layer.ON_DISK)).startsWith(ReasonCode.PREREQUISITE_NOT_PROVEN);
    }

    @Test
    void updateThatUndoesItAndReplacesIt_doesNotSettleIt() {
        // Given
        Catalog catalog = Catalogs.of(
                update(
                        OLDER,
                        RestartNeed.YES,
                        List.of(),
                        List.of(),
                        List.of("KB9"),
                        fix(XP_SP1, List.of(key("KB1")), List.of(atLeast(RPCRT4, "5.1.2600.1230")))),
                update(
                        "KB9",
                        RestartNeed.YES,
                        List.of(OLDER),
                        fix(XP_SP1, List.of(key("KB9")), List.of(atLeast(OLE32, "5.1.2600.1230")))));

        // When
        AttestationResult result = judge(
                catalog,
                xp().key(keyPath("KB1"))
                        .key(keyPath("KB9"))
                        .file(RPCRT4, "5.1.2600.1230")
                        .file(OLE32, "5.1.2600.1230"));

        // Then
        assertThat(verdict(result, OLDER)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, OLDER, Layer.ON_DISK)).startsWith(ReasonCode.ROLLED_BACK);
    }

    @Test
    void updateThatUndoesItIsInstalled_proofIsInDoubt() {
        // Given
        Catalog catalog = Catalogs.of(
                update(
                        OLDER,
                        RestartNeed.YES,
                        List.of(),
                        List.of(),
                        List.of("KB9"),
                        fix(XP_SP1, List.of(key("KB1")), List.of(atLeast(RPCRT4, "5.1.2600.1230")))),
                update("KB9", RestartNeed.YES, List.of(), fix(XP_SP1, List.of(key("KB9")), List.of())));

        // When
        AttestationResult result =
                judge(catalog, xp().key(keyPath("KB1")).key(keyPath("KB9")).file(RPCRT4, "5.1.2600.1230"));

        // Then
        assertThat(verdict(result, OLDER)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, OLDER, Layer.ON_DISK)).startsWith(ReasonCode.ROLLED_BACK);
    }

    @Test
    void oneAlternativeProven_otherDoesNotCount() {
        // Given
        Update twoLines = update(
                OLDER,
                RestartNeed.YES,
                List.of(),
                fix(XP_SP1, List.of(), List.of(atLeast(RPCRT4, "5.1.2600.9999"))),
                fix(XP_SP1, List.of(), List.of(atLeast(Catalogs.OLE32, "5.1.2600.1"))));

        // When
        AttestationResult result =
                judge(Catalogs.of(twoLines), xp().file(RPCRT4, "5.1.2600.1").file(Catalogs.OLE32, "5.1.2600.1"));

        // Then
        assertThat(verdict(result, OLDER)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void claimOfOneAlternativeAndFilesOfAnother_proveNothingTogether() {
        // Given
        Update twoLines = update(
                OLDER,
                RestartNeed.YES,
                List.of(),
                fix(XP_SP1, List.of(key("GDR")), List.of(atLeast(RPCRT4, "5.1.2600.9999"))),
                fix(XP_SP1, List.of(key("LDR")), List.of()));

        // When
        AttestationResult result = judge(
                Catalogs.of(twoLines),
                xp().key(keyPath("GDR")).key(keyPath("LDR")).file(RPCRT4, "5.1.2600.1"));

        // Then
        assertThat(verdict(result, OLDER)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void unknownProduct_cannotTell() {
        // When
        AttestationResult result = judge(Catalogs.of(release("other", WINDOWS_11, "2099-01-01"), kb823980()), xp());

        // Then
        assertThat(result.productId()).isEmpty();
        assertThat(codes(result.grounds())).contains(ReasonCode.UNKNOWN_PRODUCT);
        assertThat(result.found()).isNotEqualTo(OverallVerdict.UP_TO_DATE);
    }

    @Test
    void provenUpdateOnAnUnknownProduct_stillCannotTell() {
        // When
        AttestationResult result = judge(
                Catalogs.of(release("other", WINDOWS_11, "2099-01-01"), kb823980()),
                xp().key(keyPath("SP2\\KB823980")).file(RPCRT4, "5.1.2600.1230"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
    }

    @Test
    void nothingInTheCatalogForTheProduct_emptyPlanCannotTell() {
        // When
        AttestationResult result = judge(Catalogs.of(kb823980()), Computer.bookworm());

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(codes(result.grounds())).containsExactly(ReasonCode.EMPTY_PLAN);
        assertThat(result.catalogDate()).isEmpty();
    }

    @Test
    void servicePackUnknown_doubtInsteadOfSilence() {
        // When
        AttestationResult result = judge(
                Catalogs.of(kb823980()),
                Computer.windowsXp(ProductSelector.UNKNOWN)
                        .key(keyPath("SP2\\KB823980"))
                        .file(RPCRT4, "5.1.2600.1230"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(Judging.reason(result, OLDER, ReasonCode.PRODUCT_FACT_UNKNOWN)
                        .subject())
                .contains("servicePack");
    }

    @Test
    void provenWhateverTheServicePackIs_inForce() {
        // Given
        Catalog either = Catalogs.of(Catalogs.update(
                OLDER,
                RestartNeed.YES,
                List.of(),
                fix(XP, List.of(Catalogs.key("SP2\\KB823980")), List.of(atLeast(RPCRT4, "5.1.2600.1230"))),
                fix(
                        Catalogs.XP_SP1,
                        List.of(Catalogs.key("SP2\\KB823980")),
                        List.of(atLeast(RPCRT4, "5.1.2600.1230")))));

        // When
        AttestationResult result = judge(
                either,
                Computer.windowsXp(ProductSelector.UNKNOWN)
                        .key(keyPath("SP2\\KB823980"))
                        .file(RPCRT4, "5.1.2600.1230"));

        // Then
        assertThat(Judging.verdict(result, OLDER)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void supportEnded_unsupportedThoughEveryUpdateIsThere() {
        // When
        AttestationResult result = judge(
                Catalogs.of(release("windows-xp", XP, "2014-04-08"), kb823980()),
                xp().key(keyPath("SP2\\KB823980")).file(RPCRT4, "5.1.2600.1230"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UNSUPPORTED);
        assertThat(result.grounds())
                .containsExactly(new Reason(ReasonCode.SUPPORT_ENDED, "Name of windows-xp", "2014-04-08", "a note"));
    }

    @Test
    void supportEndedAndUpdateMissing_notUpToDateAndSaysBoth() {
        // When
        AttestationResult result = judge(Catalogs.of(release("windows-xp", XP, "2014-04-08"), kb823980()), xp());

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(codes(result.grounds())).containsExactly(ReasonCode.SUPPORT_ENDED);
    }

    @Test
    void lastDayOfSupport_isStillSupported() {
        // When
        AttestationResult result = judge(
                Catalogs.of(release("windows-xp", XP, "2026-11-23"), kb823980()),
                xp().key(keyPath("SP2\\KB823980")).file(RPCRT4, "5.1.2600.1230"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(codes(result.grounds())).containsExactly(ReasonCode.SUPPORT_ENDS_SOON);
    }

    @Test
    void supportEndsByEdition_theComputersOwnCounts() {
        // Given
        Catalog catalog = Catalogs.of(
                release(
                        "w11",
                        WINDOWS_11,
                        supportEnd(List.of("Professional"), "2026-10-13"),
                        supportEnd(List.of("Enterprise"), "2027-10-12")),
                revisionUpdate());

        // When
        OverallVerdict professional =
                judge(catalog, Computer.windows11("Professional").revision("1")).found();
        OverallVerdict enterprise =
                judge(catalog, Computer.windows11("enterprise").revision("1")).found();
        OverallVerdict unknown = judge(
                        catalog, Computer.windows11(ProductSelector.UNKNOWN).revision("1"))
                .found();
        AttestationResult other = judge(catalog, Computer.windows11("Cloud").revision("1"));

        // Then
        assertThat(professional).isEqualTo(OverallVerdict.UNSUPPORTED);
        assertThat(enterprise).isEqualTo(OverallVerdict.UNVERIFIED);
        assertThat(unknown).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(other.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(other.grounds())).containsExactly(ReasonCode.SUPPORT_END_UNKNOWN);
    }

    private static Update revisionUpdate() {
        return update(
                "KB5",
                RestartNeed.YES,
                List.of(),
                fix(WINDOWS_11, List.of(new WindowsRevision(26100, 1, false)), List.of()));
    }

    @Test
    void staleCatalog_cannotTellThoughEveryUpdateIsThere() {
        // Given
        AppraisalPolicy strict = new AppraisalPolicy(Duration.ofDays(3), Duration.ofDays(7), Set.of());
        Catalog catalog = Catalogs.of(kb823980());

        // When
        AttestationResult result = Appraiser.appraise(
                catalog,
                xp().key(keyPath("SP2\\KB823980")).file(RPCRT4, "5.1.2600.1230").answering(catalog),
                Computer.NOW,
                strict);

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(codes(result.grounds())).containsExactly(ReasonCode.CATALOG_STALE);
        assertThat(result.staleFrom()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void switchLookedUpYesterday_makesNoOldListOfUpdatesNew() {
        // Given
        Update looked = aged(
                update("MITIGATION", RestartNeed.NO, List.of(), fix(WINDOWS_11, List.of(key("K")), List.of())),
                LocalDate.parse("2026-11-22"));
        Catalog catalog = Catalogs.of(aged(revisionUpdate(), LocalDate.parse("2026-02-10")), looked);

        // When
        AttestationResult result = judge(catalog, Computer.windows11().revision("1"));

        // Then
        assertThat(result.catalogDate()).contains(LocalDate.parse("2026-02-10"));
        assertThat(codes(result.grounds())).contains(ReasonCode.CATALOG_STALE);
    }

    private static Update aged(Update update, LocalDate asOf) {
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
                asOf);
    }

    @Test
    void freshCatalog_resultGoesStaleWithTheEvidence() {
        // When
        AttestationResult result = judge(CHAIN, xp());

        // Then
        assertThat(result.evidenceDate()).isEqualTo(Computer.NOW.minusSeconds(30));
        assertThat(result.staleFrom()).isEqualTo(Computer.NOW.minusSeconds(30).plus(Duration.ofDays(7)));
        assertThat(result.catalogDate()).contains(LocalDate.parse("2026-11-20"));
    }

    @Test
    void updatesForOtherProducts_areLeftOut() {
        // Given
        Catalog catalog = Catalogs.of(kb823980(), revisionUpdate());

        // When
        AttestationResult result = judge(catalog, Computer.windows11().revision("1"));

        // Then
        assertThat(result.updates()).extracting(UpdateResult::updateId).containsExactly("KB5");
    }

    @Test
    void restartPendingBesideAnUncheckedUpdate_cannotTell() {
        // Given
        Catalog catalog = Catalogs.of(
                kb823980(),
                update(
                        "KB2",
                        RestartNeed.YES,
                        List.of(),
                        fix(XP_SP1, List.of(key("KB2")), List.of(atLeast(Catalogs.OLE32, "5.1.2600.1")))));

        // When
        AttestationResult result = judge(
                catalog,
                xp().key(keyPath("SP2\\KB823980"))
                        .file(RPCRT4, Finding.exists("5.1.2600.1230"), Computer.TODAY)
                        .file(Catalogs.OLE32, Finding.error("MALFORMED", "x"), Computer.LONG_AGO));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
    }

    @Test
    void needOfAttention_sortsTheWorstFirst() {
        // Given
        Catalog catalog = Catalogs.of(
                kb823980(),
                update(
                        "KB1",
                        RestartNeed.YES,
                        List.of(),
                        fix(
                                XP_SP1,
                                List.of(key("KB1")),
                                List.of(Catalogs.ifPresent("%SystemRoot%\\gone.dll", "1.0.0.1")))),
                update(
                        "KB2",
                        RestartNeed.YES,
                        List.of(),
                        fix(XP_SP1, List.of(key("KB2")), List.of(atLeast(Catalogs.OLE32, "5.1.2600.9")))));

        // When
        AttestationResult result = judge(
                catalog,
                xp().key(keyPath("SP2\\KB823980"))
                        .file(RPCRT4, "5.1.2600.1230")
                        .key(keyPath("KB1"))
                        .key(keyPath("KB2"))
                        .file(Catalogs.OLE32, "5.1.2600.1"));

        // Then
        assertThat(result.updates())
                .extracting(UpdateResult::verdict)
                .containsExactly(
                        UpdateVerdict.CLAIMED_NOT_FOUND, UpdateVerdict.CLAIMED_UNVERIFIED, UpdateVerdict.IN_FORCE);
    }

    @Test
    void editionUnknownAndAnAlternativeMayProve_couldNotCheckInsteadOfMissing() {
        // Given
        Catalog catalog = Catalogs.of(update(
                "KB5",
                RestartNeed.YES,
                List.of(),
                fix(WINDOWS_11, List.of(), List.of(atLeast(RPCRT4, "10.0.26100.9"))),
                fix(
                        windows("10.0", Optional.of(26100), Set.of("Enterprise")),
                        List.of(),
                        List.of(atLeast(Catalogs.OLE32, "10.0.26100.1")))));

        // When
        AttestationResult result = judge(
                catalog,
                Computer.windows11(ProductSelector.UNKNOWN)
                        .file(RPCRT4, "10.0.26100.1")
                        .file(Catalogs.OLE32, "10.0.26100.1"));

        // Then
        assertThat(verdict(result, "KB5")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void nothingInTheCatalogForTheServicePack_emptyPlanCannotTell() {
        // When
        AttestationResult result = judge(Catalogs.of(kb823980()), Computer.windowsXp("2"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result.grounds())).contains(ReasonCode.EMPTY_PLAN);
    }
}
