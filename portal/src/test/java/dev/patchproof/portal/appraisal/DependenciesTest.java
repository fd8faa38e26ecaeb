package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.OLE32;
import static dev.patchproof.portal.appraisal.Catalogs.RPCRT4;
import static dev.patchproof.portal.appraisal.Catalogs.WINDOWS_11;
import static dev.patchproof.portal.appraisal.Catalogs.atLeast;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.ClaimTest.CbsPackage;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsFileFact;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What updates need of each other, in which order, and what undoes them. */
class DependenciesTest {
    private static final String STACK = "KB5043936";
    private static final String REPAIR = "KB5043083";
    private static final String VERSION = "10.0.26100.7000";

    private static Computer pc() {
        return Computer.windows11().revision("7000");
    }

    private static Computer with(Computer pc, String kb, Instant installedAt) {
        return pc.serviced("Package_for_" + kb + "~31bf3856ad364e35~amd64~~10.0.1.2", 112, installedAt);
    }

    private static Update by(String kb, List<ReferenceValue> references, List<String> needs, List<String> undoneBy) {
        return update(
                kb,
                RestartNeed.YES,
                List.of(),
                needs,
                undoneBy,
                fix(WINDOWS_11, List.<ClaimTest>of(new CbsPackage(kb)), references));
    }

    private static Catalog needing(List<ReferenceValue> stack) {
        return Catalogs.of(
                by(STACK, stack, List.of(), List.of()),
                by(REPAIR, List.of(atLeast(RPCRT4, VERSION)), List.of(STACK), List.of()));
    }

    @Test
    void prerequisiteInstalledLater_proofIsInDoubt() {
        // Given
        Computer wrongOrder = with(
                with(pc().file(RPCRT4, VERSION).file(OLE32, VERSION), STACK, Computer.LONG_AGO.plusSeconds(60)),
                REPAIR,
                Computer.LONG_AGO);

        // When
        AttestationResult result = judge(needing(List.of(atLeast(OLE32, VERSION))), wrongOrder);

        // Then
        assertThat(verdict(result, REPAIR)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(Judging.reason(result, REPAIR, ReasonCode.PREREQUISITE_INSTALLED_LATER)
                        .subject())
                .isEqualTo(STACK);
    }

    /** Its files are there and its build is not: nobody can call it missing. */
    @Test
    void prerequisiteOnlyListedAndUpdateNotListed_couldNotCheck() {
        // Given
        Catalog catalog = Catalogs.of(
                by(STACK, List.of(), List.of(), List.of()),
                update(
                        REPAIR,
                        RestartNeed.YES,
                        List.of(),
                        List.of(STACK),
                        List.of(),
                        fix(
                                WINDOWS_11,
                                List.of(new ClaimTest.WindowsRevision(26100, 9000, false)),
                                List.of(atLeast(RPCRT4, VERSION)))));

        // When
        AttestationResult result = judge(catalog, with(pc().file(RPCRT4, VERSION), STACK, Computer.LONG_AGO));

        // Then
        assertThat(verdict(result, REPAIR)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void prerequisiteInstalledFirst_inForce() {
        // Given
        Computer rightOrder = with(
                with(pc().file(RPCRT4, VERSION).file(OLE32, VERSION), STACK, Computer.LONG_AGO),
                REPAIR,
                Computer.LONG_AGO.plusSeconds(60));

        // When
        AttestationResult result = judge(needing(List.of(atLeast(OLE32, VERSION))), rightOrder);

        // Then
        assertThat(verdict(result, REPAIR)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void prerequisiteOnlyListed_updateIsNoMoreThanListed() {
        // Given
        Computer listed = with(
                with(pc().file(RPCRT4, VERSION), STACK, Computer.LONG_AGO), REPAIR, Computer.LONG_AGO.plusSeconds(60));

        // When
        AttestationResult result = judge(needing(List.of()), listed);

        // Then
        assertThat(verdict(result, REPAIR)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(codes(result, REPAIR, Layer.ON_DISK)).startsWith(ReasonCode.PREREQUISITE_NOT_PROVEN);
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
    }

    @Test
    void prerequisiteMayWaitForRestart_noDoubt() {
        // Given: its driver was changed after the start, and no program tells of a driver
        String driver = "%SystemRoot%\\System32\\drivers\\srv.sys";
        WindowsFileFact known =
                Computer.fact(driver, Finding.exists(VERSION), Finding.doesNotExist(), Computer.LONG_AGO);
        Computer unsure = with(
                        with(pc().file(RPCRT4, VERSION), STACK, Computer.LONG_AGO),
                        REPAIR,
                        Computer.LONG_AGO.plusSeconds(60))
                .finds(
                        new Query.WindowsFile(driver),
                        Finding.exists(new WindowsFileFact(
                                known.path(),
                                known.size(),
                                known.created(),
                                known.modified(),
                                Finding.exists(Computer.BOOT.plusSeconds(7200)),
                                known.sha256(),
                                known.fixedVersion(),
                                known.versionString(),
                                known.apiVersion())));

        // When
        AttestationResult result = judge(needing(List.of(atLeast(driver, VERSION))), unsure);

        // Then
        assertThat(verdict(result, STACK)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(verdict(result, REPAIR)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void prerequisiteWaitsForRestart_restartNeededAndNoDoubt() {
        // Given
        Computer waiting = with(
                        with(pc().file(RPCRT4, VERSION), STACK, Computer.LONG_AGO),
                        REPAIR,
                        Computer.LONG_AGO.plusSeconds(60))
                .file(OLE32, VERSION)
                .loaded(OLE32, "10.0.26100.1", Computer.BOOT.plusSeconds(30));

        // When
        AttestationResult result = judge(needing(List.of(atLeast(OLE32, VERSION))), waiting);

        // Then
        assertThat(verdict(result, STACK)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(verdict(result, REPAIR)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
    }

    @Test
    void prerequisiteNotThere_evenAListedUpdateIsInDoubt() {
        // Given
        Catalog catalog = Catalogs.of(
                by(STACK, List.of(atLeast(OLE32, VERSION)), List.of(), List.of()),
                by(REPAIR, List.of(), List.of(STACK), List.of()));

        // When
        AttestationResult result = judge(catalog, with(pc().file(OLE32, "10.0.26100.1"), REPAIR, Computer.LONG_AGO));

        // Then
        assertThat(verdict(result, REPAIR)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void doubtAboutAPrerequisite_isADoubtAboutWhatNeedsIt() {
        // Given
        Catalog catalog = Catalogs.of(
                by("KB1111111", List.of(), List.of(), List.of()),
                by("KB2222222", List.of(atLeast(OLE32, VERSION)), List.of("KB1111111"), List.of()),
                by("KB3333333", List.of(atLeast(RPCRT4, VERSION)), List.of("KB2222222"), List.of()));

        // When
        AttestationResult result = judge(catalog, pc().file(RPCRT4, VERSION).file(OLE32, VERSION));

        // Then
        assertThat(verdict(result, "KB2222222")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(verdict(result, "KB3333333")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    /** As with the servicing defect of 2024: the newer build was the worse one, until a later one repaired it. */
    private static Catalog undone(List<ReferenceValue> repair) {
        return Catalogs.of(
                update(
                        "KB1111111",
                        RestartNeed.YES,
                        List.of(),
                        List.of(),
                        List.of("KB5035858"),
                        fix(WINDOWS_11, List.of(new WindowsRevision(26100, 100, false)), List.of())),
                update(
                        "KB5035858",
                        RestartNeed.YES,
                        List.of("KB1111111"),
                        fix(WINDOWS_11, List.of(new WindowsRevision(26100, 200, false)), List.of())),
                update(
                        REPAIR,
                        RestartNeed.YES,
                        List.of("KB5035858"),
                        fix(WINDOWS_11, List.of(new WindowsRevision(26100, 300, false)), repair)));
    }

    @Test
    void buildThatUndoesIt_listedUpdateIsInDoubt() {
        // When
        AttestationResult result = judge(undone(List.of()), Computer.windows11().revision("250"));

        // Then
        assertThat(verdict(result, "KB1111111")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, "KB1111111", Layer.ON_DISK)).startsWith(ReasonCode.ROLLED_BACK);
    }

    @Test
    void repairListed_notProvenAndNotInDoubt() {
        // When
        AttestationResult result = judge(undone(List.of()), Computer.windows11().revision("300"));

        // Then
        assertThat(verdict(result, "KB1111111")).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
    }

    /** Files that were right before they were undone prove nothing until the repair is proven. */
    @Test
    void repairListedOnly_filesOfTheUndoneUpdateProveNothing() {
        // Given
        Catalog catalog = Catalogs.of(
                update(
                        "KB1111111",
                        RestartNeed.YES,
                        List.of(),
                        List.of(),
                        List.of(UNDOING),
                        fix(
                                WINDOWS_11,
                                List.of(new WindowsRevision(26100, 100, false)),
                                List.of(atLeast(RPCRT4, VERSION)))),
                update(
                        UNDOING,
                        RestartNeed.YES,
                        List.of("KB1111111"),
                        fix(WINDOWS_11, List.of(new WindowsRevision(26100, 200, false)), List.of())),
                update(
                        REPAIR,
                        RestartNeed.YES,
                        List.of(UNDOING),
                        fix(WINDOWS_11, List.of(new WindowsRevision(26100, 300, false)), List.of())));

        // When
        AttestationResult result =
                judge(catalog, Computer.windows11().revision("300").file(RPCRT4, VERSION));

        // Then
        assertThat(verdict(result, "KB1111111")).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(codes(result, "KB1111111", Layer.ON_DISK)).startsWith(ReasonCode.ROLLED_BACK_AND_REPAIR_NOT_PROVEN);
    }

    @Test
    void repairProven_settlesIt() {
        // When
        AttestationResult result = judge(
                undone(List.of(atLeast(RPCRT4, VERSION))),
                Computer.windows11().revision("300").file(RPCRT4, VERSION));

        // Then
        assertThat(Judging.update(result, "KB1111111").satisfiedBy()).contains(REPAIR);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    private static final String UNDOING = "KB5035858";

    private static Catalog undoneByPackage() {
        return Catalogs.of(
                by("KB1111111", List.of(atLeast(RPCRT4, VERSION)), List.of(), List.of(UNDOING)),
                by(UNDOING, List.of(), List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x50, 999_999})
    void updateThatUndoesItMayHaveBeenThere_proofIsInDoubt(int state) {
        // Given
        Computer pc = with(pc().file(RPCRT4, VERSION), "KB1111111", Computer.LONG_AGO)
                .serviced("Package_for_" + UNDOING + "~31bf3856ad364e35~amd64~~10.0.1.2", state, Instant.MIN);

        // When
        AttestationResult result = judge(undoneByPackage(), pc);

        // Then
        assertThat(verdict(result, "KB1111111")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, "KB1111111", Layer.ON_DISK)).startsWith(ReasonCode.ROLLED_BACK);
    }

    @Test
    void prerequisiteGoneButItsSuccessorProven_inForce() {
        // Given
        String newerStack = "KB5050000";
        Catalog catalog = Catalogs.of(
                by(STACK, List.of(), List.of(), List.of()),
                update(
                        newerStack,
                        RestartNeed.YES,
                        List.of(STACK),
                        fix(
                                WINDOWS_11,
                                List.<ClaimTest>of(new CbsPackage(newerStack)),
                                List.of(atLeast(OLE32, VERSION)))),
                by(REPAIR, List.of(atLeast(RPCRT4, VERSION)), List.of(STACK), List.of()));
        Computer pc = with(
                with(pc().file(RPCRT4, VERSION).file(OLE32, VERSION), newerStack, Computer.LONG_AGO),
                REPAIR,
                Computer.LONG_AGO);

        // When
        AttestationResult result = judge(catalog, pc);

        // Then
        assertThat(verdict(result, REPAIR)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void repairSupersededAndNotListed_isNoRepair() {
        // Given: 0x50 says neither yes nor no
        Catalog catalog = Catalogs.of(
                by("KB1111111", List.of(), List.of(), List.of(UNDOING)),
                by(UNDOING, List.of(), List.of(), List.of()),
                update(
                        REPAIR,
                        RestartNeed.YES,
                        List.of("KB1111111"),
                        fix(WINDOWS_11, List.<ClaimTest>of(new CbsPackage(REPAIR)), List.of(atLeast(OLE32, VERSION)))));
        Computer pc = with(with(pc(), "KB1111111", Computer.LONG_AGO), UNDOING, Computer.LONG_AGO)
                .file(OLE32, Finding.exists(VERSION), Computer.TODAY)
                .loaded(OLE32, "10.0.26100.1", Computer.LONG_AGO)
                .serviced("Package_for_" + REPAIR + "~31bf3856ad364e35~amd64~~10.0.1.2", 0x50, Instant.MIN);

        // When
        AttestationResult result = judge(catalog, pc);

        // Then
        assertThat(verdict(result, REPAIR)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(verdict(result, "KB1111111")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void noTraceOfTheUpdateThatUndoesIt_inForce() {
        // When
        AttestationResult result =
                judge(undoneByPackage(), with(pc().file(RPCRT4, VERSION), "KB1111111", Computer.LONG_AGO));

        // Then
        assertThat(verdict(result, "KB1111111")).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void prerequisiteInstalledBeforeAndANewVersionOfItAfter_proofIsInDoubt() {
        // Given
        Computer again = with(
                        with(pc().file(RPCRT4, VERSION).file(OLE32, VERSION), STACK, Computer.LONG_AGO),
                        REPAIR,
                        Computer.LONG_AGO.plusSeconds(60))
                .serviced(
                        "Package_for_" + STACK + "~31bf3856ad364e35~amd64~~10.0.1.3",
                        112,
                        Computer.LONG_AGO.plusSeconds(120));

        // When
        AttestationResult result = judge(needing(List.of(atLeast(OLE32, VERSION))), again);

        // Then
        assertThat(verdict(result, REPAIR)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void laterCumulativeUpdateInstalledAfter_isNotTheOneThatWasNeededFirst() {
        // Given
        String rollup = "Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.";
        Catalog catalog = Catalogs.of(
                update(
                        STACK,
                        RestartNeed.YES,
                        List.of(),
                        fix(
                                WINDOWS_11,
                                List.of(new ClaimTest.WindowsRevision(26100, 6000, false)),
                                List.of(atLeast(OLE32, VERSION)))),
                by(REPAIR, List.of(atLeast(RPCRT4, VERSION)), List.of(STACK), List.of()));
        Computer month = with(
                        pc().file(RPCRT4, VERSION).file(OLE32, VERSION), REPAIR, Computer.LONG_AGO.plusSeconds(60))
                .serviced(rollup + "6000.1.8", 112, Computer.LONG_AGO)
                .serviced(rollup + "7000.1.8", 112, Computer.LONG_AGO.plusSeconds(120));

        // When
        AttestationResult result = judge(catalog, month);

        // Then
        assertThat(verdict(result, REPAIR)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void updateThatUndoesItNotLookedFor_proofIsInDoubt() {
        // When
        AttestationResult result = judge(
                undoneByPackage(),
                pc().file(RPCRT4, VERSION)
                        .finds(
                                new Query.WindowsServicing(),
                                Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time")));

        // Then
        assertThat(codes(result, "KB1111111", Layer.ON_DISK)).startsWith(ReasonCode.ROLLED_BACK);
    }

    @Test
    void updateThatUndoesItIsOnTheDiskAndNotListed_proofIsInDoubt() {
        // Given
        Catalog catalog = Catalogs.of(
                by("KB1111111", List.of(atLeast(RPCRT4, VERSION)), List.of(), List.of(UNDOING)),
                by(UNDOING, List.of(atLeast(OLE32, VERSION)), List.of(), List.of()));

        // When
        AttestationResult result = judge(catalog, pc().file(RPCRT4, VERSION).file(OLE32, VERSION));

        // Then
        assertThat(codes(result, "KB1111111", Layer.ON_DISK)).startsWith(ReasonCode.ROLLED_BACK);
    }

    /** Seconds after the first: of the stack, of what needs the stack, and of what needs both. */
    @ParameterizedTest
    @CsvSource({
        "0, 60, 120, IN_FORCE",
        "0, 0, 0, IN_FORCE",
        "60, 0, 120, COULD_NOT_CHECK",
        "0, 120, 60, COULD_NOT_CHECK",
    })
    void twoPrerequisites_countOnlyOneAfterTheOther(int first, int second, int last, UpdateVerdict verdict) {
        // Given
        String middle = "KB5043937";
        Catalog catalog = Catalogs.of(
                by(STACK, List.of(atLeast(OLE32, VERSION)), List.of(), List.of()),
                by(middle, List.of(atLeast(OLE32, VERSION)), List.of(), List.of()),
                by(REPAIR, List.of(atLeast(RPCRT4, VERSION)), List.of(STACK, middle), List.of()));
        Computer computer = with(
                with(
                        with(
                                pc().file(RPCRT4, VERSION).file(OLE32, VERSION),
                                STACK,
                                Computer.LONG_AGO.plusSeconds(first)),
                        middle,
                        Computer.LONG_AGO.plusSeconds(second)),
                REPAIR,
                Computer.LONG_AGO.plusSeconds(last));

        // When
        AttestationResult result = judge(catalog, computer);

        // Then
        assertThat(verdict(result, REPAIR)).isEqualTo(verdict);
    }
}
