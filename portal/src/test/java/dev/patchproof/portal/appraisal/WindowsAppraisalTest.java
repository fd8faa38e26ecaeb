package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.OLE32;
import static dev.patchproof.portal.appraisal.Catalogs.RPCRT4;
import static dev.patchproof.portal.appraisal.Catalogs.XP_SP1;
import static dev.patchproof.portal.appraisal.Catalogs.atLeast;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.ifPresent;
import static dev.patchproof.portal.appraisal.Catalogs.kb823980;
import static dev.patchproof.portal.appraisal.Catalogs.key;
import static dev.patchproof.portal.appraisal.Catalogs.keyPath;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.layer;
import static dev.patchproof.portal.appraisal.Judging.reason;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ReferenceValue.FileDigest;
import dev.patchproof.catalog.ReferenceValue.FileMode;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LoadedModulesFact;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.evidence.ProductDisagreement;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.evidence.WindowsRestartFact;
import dev.patchproof.portal.collection.Planner;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The liar of 2003 and its clean twins, and each way in which a layer can fail. */
class WindowsAppraisalTest {
    private static final String KB = "KB823980";
    private static final String KEY = keyPath("SP2\\KB823980");
    private static final String OLD = "5.1.2600.1106";
    private static final String FIXED = "5.1.2600.1230";
    private static final Catalog CATALOG = Catalogs.of(kb823980());
    private static final Catalog NO_RESTART = Catalogs.of(update(
            KB,
            RestartNeed.NO,
            List.of(),
            fix(XP_SP1, List.of(key("SP2\\KB823980")), List.of(atLeast(RPCRT4, FIXED)))));

    private static Computer xp() {
        return Computer.windowsXp("1");
    }

    @Test
    void registryClaimsButFileIsOld_claimedNotFound() {
        // Given
        Computer liar = xp().key(KEY).file(RPCRT4, OLD);

        // When
        AttestationResult result = judge(CATALOG, liar);

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(reason(result, KB, ReasonCode.FILE_VERSION_BELOW))
                .isEqualTo(new Reason(ReasonCode.FILE_VERSION_BELOW, "C:\\WINDOWS\\System32\\rpcrt4.dll", FIXED, OLD));
    }

    @Test
    void registryClaimsButFileIsAbsent_claimedNotFound() {
        // When
        AttestationResult result = judge(CATALOG, xp().key(KEY));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(codes(result, KB, Layer.ON_DISK)).containsExactly(ReasonCode.FILE_ABSENT);
    }

    @Test
    void keyAndFixedFile_inForce() {
        // When
        AttestationResult result = judge(CATALOG, xp().key(KEY).file(RPCRT4, FIXED));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(Judging.update(result, KB).basis()).isEqualTo(Basis.REFERENCE_VALUE);
    }

    @Test
    void fixedFileWithoutKey_foundNotClaimed() {
        // When
        AttestationResult result = judge(CATALOG, xp().file(RPCRT4, FIXED));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.NOT_UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.FOUND_NOT_CLAIMED);
    }

    @Test
    void neitherKeyNorFixedFile_missing() {
        // When
        AttestationResult result = judge(CATALOG, xp().file(RPCRT4, OLD));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.NOT_UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.MISSING);
    }

    @Test
    void garbledFile_couldNotCheckAndNeverUpToDate() {
        // Given
        Computer garbled = xp().key(KEY).file(RPCRT4, Finding.error("MALFORMED", "no PE header"), Computer.LONG_AGO);

        // When
        AttestationResult result = judge(CATALOG, garbled);

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(reason(result, KB, ReasonCode.FILE_UNREADABLE).found()).isEqualTo("MALFORMED");
    }

    @Test
    void fileThatMayNotBeRead_couldNotCheck() {
        // Given
        Computer denied = xp().key(KEY).finds(new Query.WindowsFile(RPCRT4), Finding.error("ACCESS_DENIED", "no"));

        // When
        AttestationResult result = judge(CATALOG, denied);

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(layer(result, KB, Layer.ON_DISK)).isEqualTo(LayerResult.ERROR);
    }

    @Test
    void fileWithoutVersion_couldNotCheck() {
        // When
        AttestationResult result =
                judge(CATALOG, xp().key(KEY).file(RPCRT4, Finding.doesNotExist(), Computer.LONG_AGO));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, KB, Layer.ON_DISK)).containsExactly(ReasonCode.FILE_WITHOUT_VERSION);
    }

    @Test
    void versionThatIsNoVersion_couldNotCheck() {
        // When
        AttestationResult result = judge(CATALOG, xp().key(KEY).file(RPCRT4, "5.1.2600"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void evidenceWithoutObservations_couldNotCheckAndClaimedCannotTell() {
        // Given
        Evidence silent = xp().answering(List.<Query<?>>of());

        // When
        AttestationResult result = judge(CATALOG, silent);

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result, KB, Layer.CLAIMED)).containsExactly(ReasonCode.CLAIM_NOT_COLLECTED);
        assertThat(codes(result, KB, Layer.ON_DISK)).containsExactly(ReasonCode.FILE_NOT_COLLECTED);
    }

    @Test
    void keyThatMayNotBeReadWithFixedFile_foundNotClaimedAndClaimedCannotTell() {
        // Given
        Computer denied = xp().file(RPCRT4, FIXED)
                .finds(new Query.RegistryKey(KEY, RegistryView.NATIVE), Finding.error("WIN32_5", "denied"));

        // When
        AttestationResult result = judge(CATALOG, denied);

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.FOUND_NOT_CLAIMED);
    }

    @Test
    void newerFileThanExpected_inForceAndSaidSo() {
        // When
        AttestationResult result = judge(CATALOG, xp().key(KEY).file(RPCRT4, "5.1.2600.1361"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, KB, Layer.ON_DISK)).containsExactly(ReasonCode.FILE_VERSION_NEWER);
    }

    @Test
    void versionCallNamesAnotherVersion_bytesWin() {
        // Given
        WindowsFileFact fact = new WindowsFileFact(
                "C:\\WINDOWS\\System32\\rpcrt4.dll",
                1,
                Computer.LONG_AGO,
                Computer.LONG_AGO,
                Finding.doesNotExist(),
                "ab".repeat(32),
                Finding.exists(OLD),
                Finding.doesNotExist(),
                Finding.exists("5.1.2600.2180"));

        // When
        AttestationResult result =
                judge(CATALOG, xp().key(KEY).finds(new Query.WindowsFile(RPCRT4), Finding.exists(fact)));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(reason(result, KB, ReasonCode.VERSION_CALL_DISAGREES).found())
                .isEqualTo("5.1.2600.2180");
    }

    @Test
    void oneOfTwoFilesIsOld_claimedNotFound() {
        // Given
        Catalog catalog = Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(
                        XP_SP1,
                        List.of(key("SP2\\KB823980")),
                        List.of(atLeast(RPCRT4, FIXED), atLeast(OLE32, "5.1.2600.1243")))));

        // When
        AttestationResult result =
                judge(catalog, xp().key(KEY).file(RPCRT4, FIXED).file(OLE32, "5.1.2600.1106"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(codes(result, KB, Layer.ON_DISK))
                .containsExactly(ReasonCode.FILE_VERSION_BELOW, ReasonCode.FILE_VERSION_REACHED);
    }

    @Test
    void optionalFileGone_countsNothing() {
        // Given
        Catalog catalog = Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(
                        XP_SP1,
                        List.of(key("SP2\\KB823980")),
                        List.of(atLeast(RPCRT4, FIXED), ifPresent(OLE32, "5.1.2600.1243")))));

        // When
        AttestationResult result = judge(catalog, xp().key(KEY).file(RPCRT4, FIXED));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void everyOptionalFileGone_provesNothing() {
        // Given
        Catalog catalog = Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(XP_SP1, List.of(key("SP2\\KB823980")), List.of(ifPresent(RPCRT4, FIXED)))));

        // When
        AttestationResult result = judge(catalog, xp().key(KEY));

        // Then
        assertThat(layer(result, KB, Layer.ON_DISK)).isEqualTo(LayerResult.NOT_EVALUATED);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(Judging.update(result, KB).basis()).isEqualTo(Basis.NONE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
    }

    @Test
    void builtInBesideAnOptionalFileThatIsGone_provesNothing() {
        // Given
        Catalog catalog = Catalogs.of(update(
                KB,
                RestartNeed.NO,
                List.of(),
                fix(
                        XP_SP1,
                        List.of(key("KB")),
                        List.of(
                                new dev.patchproof.catalog.ReferenceValue.BuiltIn(),
                                Catalogs.ifPresent(Catalogs.OLE32, "5.1.2600.1")))));

        // When
        AttestationResult result = judge(catalog, Computer.windowsXp("1").key(keyPath("KB")));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
    }

    @Test
    void noRestartNeededButNobodyWasAskedAboutPrograms_couldNotCheck() {
        // Given: a file that came after the start, and the plan of a first probe
        Catalog catalog = Catalogs.of(update(
                KB,
                RestartNeed.NO,
                List.of(),
                fix(XP_SP1, List.of(key("KB")), List.of(Catalogs.atLeast(RPCRT4, "5.1.2600.1230")))));
        Computer computer = Computer.windowsXp("1")
                .key(keyPath("KB"))
                .file(RPCRT4, Finding.exists("5.1.2600.1230"), Computer.TODAY);

        // When
        AttestationResult result = judge(
                catalog,
                computer.answering(Planner.queries(catalog, computer.product()).stream()
                        .filter(query -> !query.kind().equals(Query.LoadedModules.KIND))
                        .toList()));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void noKeyByDesign_inForceAndNotCountedAsClaim() {
        // Given
        Update filesOnly =
                update(KB, RestartNeed.YES, List.of(), fix(XP_SP1, List.of(), List.of(atLeast(RPCRT4, FIXED))));

        // When
        AttestationResult result = judge(Catalogs.of(filesOnly), xp().file(RPCRT4, FIXED));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(codes(result, KB, Layer.CLAIMED)).containsExactly(ReasonCode.NO_BOOKKEEPING);
    }

    @Test
    void unknownDigest_couldNotCheckAndNotCalledTampering() {
        // Given
        Catalog catalog = Catalogs.of(digestUpdate("cd".repeat(32)));

        // When
        AttestationResult result = judge(catalog, xp().key(KEY).file(RPCRT4, FIXED));

        // Then
        assertThat(layer(result, KB, Layer.ON_DISK)).isEqualTo(LayerResult.UNKNOWN);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void knownDigest_inForce() {
        // When
        AttestationResult result =
                judge(Catalogs.of(digestUpdate("ab".repeat(32))), xp().key(KEY).file(RPCRT4, FIXED));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, KB, Layer.ON_DISK)).contains(ReasonCode.FILE_DIGEST_KNOWN);
    }

    private static Update digestUpdate(String digest) {
        return update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(
                        XP_SP1,
                        List.of(key("SP2\\KB823980")),
                        List.of(new FileDigest(RPCRT4, FileMode.MUST_EXIST, Set.of(digest)))));
    }

    @Test
    void fileNewerThanBoot_waitsForRestart() {
        // When
        AttestationResult result = judge(CATALOG, xp().key(KEY).file(RPCRT4, Finding.exists(FIXED), Computer.TODAY));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
        assertThat(codes(result, KB, Layer.IN_FORCE)).contains(ReasonCode.FILE_NEWER_THAN_BOOT);
    }

    @Test
    void renameOfThisFilePending_waitsForRestart() {
        // Given
        Computer pending = xp().key(KEY)
                .file(RPCRT4, FIXED)
                .renames("\\??\\C:\\WINDOWS\\system32\\SET1A.tmp", "!\\??\\c:\\windows\\SYSTEM32\\RPCRT4.dll");

        // When
        AttestationResult result = judge(CATALOG, pending);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(reason(result, KB, ReasonCode.RENAME_PENDING).found()).contains("SET1A.tmp");
        assertThat(result.notes()).as("told by the update").isEmpty();
    }

    @Test
    void renameOfAnotherFilePending_isOnlyANote() {
        // Given
        Computer pending = xp().key(KEY).file(RPCRT4, FIXED).renames("\\??\\C:\\Temp\\chrome_old.exe", "");

        // When
        AttestationResult result = judge(CATALOG, pending);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result.notes())).containsExactly(ReasonCode.REBOOT_PENDING_ELSEWHERE);
    }

    @Test
    void restartStateUnreadable_restartToBeSure() {
        // Given
        Computer denied = xp().key(KEY)
                .file(RPCRT4, FIXED)
                .finds(
                        new Query.WindowsRestart(),
                        Finding.exists(new WindowsRestartFact(
                                Finding.error("WIN32_5", "denied"),
                                Finding.doesNotExist(),
                                Finding.doesNotExist(),
                                Finding.doesNotExist())));

        // When
        AttestationResult result = judge(CATALOG, denied);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
        assertThat(reason(result, KB, ReasonCode.RESTART_STATE_NOT_READABLE).found())
                .isEqualTo("WIN32_5");
        assertThat(result.notes()).as("nobody saw that a rename is pending").isEmpty();
    }

    @Test
    void restartStateFailedAsAWhole_restartToBeSureAndNoted() {
        // Given
        Computer denied =
                xp().key(KEY).file(RPCRT4, FIXED).finds(new Query.WindowsRestart(), Finding.error("WIN32_5", "denied"));

        // When
        AttestationResult result = judge(CATALOG, denied);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(codes(result.notes())).containsExactly(ReasonCode.RESTART_STATE_NOT_READABLE);
    }

    /** One of two files proves nothing of the other, of which nobody knows when it came. */
    @Test
    void fileOfUnknownTimesBesideAnOlderOne_inForceIsUnknown() {
        // Given
        Catalog both = Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(
                        XP_SP1,
                        List.of(key("SP2\\KB823980")),
                        List.of(atLeast(RPCRT4, FIXED), atLeast(OLE32, "5.1.2600.1243")))));

        // When
        AttestationResult result = judge(
                both,
                xp().key(KEY)
                        .file(RPCRT4, FIXED)
                        .finds(new Query.WindowsFile(OLE32), Finding.error("WIN32_32", "in use")));

        // Then
        assertThat(layer(result, KB, Layer.IN_FORCE)).isEqualTo(LayerResult.UNKNOWN);
        assertThat(reason(result, KB, ReasonCode.FILE_TIME_UNKNOWN))
                .isEqualTo(new Reason(ReasonCode.FILE_TIME_UNKNOWN, OLE32, "", "WIN32_32"));
    }

    /** The version in the memory of a program that is older than the file may be the old one. */
    @ParameterizedTest
    @CsvSource({
        // version in memory, start of the program in seconds from the file
        "failed, -60, LOADED_VERSION_NOT_READABLE",
        "absent, -60, LOADED_VERSION_NOT_READABLE",
        "not looked at, -60, LOADED_VERSION_NOT_READABLE",
        "nonsense, -60, LOADED_VERSION_NOT_READABLE",
        "failed, 60, NO_REPLACED_CODE",
        "5.1.2600.1230, -60, NO_REPLACED_CODE",
        "failed, unknown, LOADED_VERSION_NOT_READABLE",
    })
    void versionInMemoryThatCouldNotBeRead_countsWhereTheProgramIsOlderThanTheFile(
            String version, String startedAfter, ReasonCode ground) {
        // Given
        Finding<Instant> startedAt = startedAfter.equals("unknown")
                ? Finding.error("WIN32_5", "denied")
                : Finding.exists(Computer.TODAY.plusSeconds(Long.parseLong(startedAfter)));
        ProcessFact program =
                new ProcessFact(4711, "program.exe", startedAt, Finding.doesNotExist(), Finding.doesNotExist());

        // When
        AttestationResult result = judge(NO_RESTART, loading(read(version), List.of(program)));

        // Then
        assertThat(verdict(result, KB))
                .isEqualTo(
                        ground == ReasonCode.NO_REPLACED_CODE
                                ? UpdateVerdict.IN_FORCE
                                : UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(codes(result, KB, Layer.IN_FORCE)).containsExactly(ground);
    }

    /** An entry without a program stands for a path that could not be searched for. */
    @ParameterizedTest
    @CsvSource({
        "failed, MAPPINGS_NOT_READABLE",
        "not looked at, MAPPINGS_NOT_READABLE",
        "absent, NO_REPLACED_CODE",
    })
    void pathThatNoProgramLoads_countsWhereItWasNotSearchedFor(String version, ReasonCode ground) {
        // When
        AttestationResult result = judge(NO_RESTART, loading(read(version), List.of()));

        // Then
        assertThat(codes(result, KB, Layer.IN_FORCE)).containsExactly(ground);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "failed", "not looked at"})
    void programOfUnknownStartThatCouldNotBeOpened_isASuspect(String state) {
        // Given
        Finding<Instant> startedAt =
                switch (state) {
                    case "absent" -> Finding.doesNotExist();
                    case "failed" -> Finding.error("WIN32_5", "denied");
                    default -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
                };
        LoadedModulesFact fact = new LoadedModulesFact(
                List.of(),
                List.of(new ProcessFact(4, "System", startedAt, Finding.doesNotExist(), Finding.doesNotExist())),
                true);

        // When
        AttestationResult result = judge(NO_RESTART, fresh(fact));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }

    private static Finding<String> read(String version) {
        return switch (version) {
            case "absent" -> Finding.doesNotExist();
            case "failed" -> Finding.error("MALFORMED", "no PE header");
            case "not looked at" -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
            default -> Finding.exists(version);
        };
    }

    private static Computer loading(Finding<String> version, List<ProcessFact> programs) {
        return fresh(new LoadedModulesFact(
                List.of(new LoadedModulesFact.LoadedModule(RPCRT4, version, programs)), List.of(), true));
    }

    private static Computer fresh(LoadedModulesFact fact) {
        return xp().key(KEY)
                .file(RPCRT4, Finding.exists(FIXED), Computer.TODAY)
                .finds(new Query.LoadedModules(List.of(RPCRT4)), Finding.exists(fact));
    }

    @Test
    void emptyListOfRenames_isNoNote() {
        // When
        AttestationResult result =
                judge(CATALOG, xp().key(KEY).file(RPCRT4, FIXED).renames());

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void restartStateNotCollected_neverInForce() {
        // Given
        Computer silent = xp().key(KEY)
                .file(RPCRT4, FIXED)
                .finds(new Query.WindowsRestart(), Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time"));

        // When
        AttestationResult result = judge(CATALOG, silent);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void bootTimeUnknown_restartToBeSure() {
        // When
        AttestationResult result =
                judge(CATALOG, xp().key(KEY).file(RPCRT4, FIXED).booted(Finding.error("IO", "no uptime")));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(codes(result, KB, Layer.IN_FORCE)).contains(ReasonCode.BOOT_TIME_UNKNOWN);
    }

    @Test
    void noRestartNeededAndFileOlderThanTheStart_nothingToRestart() {
        // When
        AttestationResult result = judge(NO_RESTART, xp().key(KEY).file(RPCRT4, FIXED));

        // Then
        assertThat(layer(result, KB, Layer.IN_FORCE)).isEqualTo(LayerResult.NOT_APPLICABLE);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void noRestartNeededAndNoProgramHasTheOldFile_inForce() {
        // Given
        Computer reopened = xp().key(KEY)
                .file(RPCRT4, Finding.exists(FIXED), Computer.TODAY)
                .loaded(RPCRT4, FIXED, Computer.TODAY.plusSeconds(60))
                .unreadable("lsass.exe", Computer.TODAY.plusSeconds(60));

        // When
        AttestationResult result = judge(NO_RESTART, reopened);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, KB, Layer.IN_FORCE)).containsExactly(ReasonCode.NO_REPLACED_CODE);
    }

    @Test
    void noRestartNeededButAProgramHasTheOldFile_waitsForThatProgram() {
        // Given
        Computer old = xp().key(KEY)
                .file(RPCRT4, Finding.exists(FIXED), Computer.TODAY)
                .loaded(RPCRT4, OLD, Computer.BOOT);

        // When
        AttestationResult result = judge(NO_RESTART, old);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
        assertThat(reason(result, KB, ReasonCode.OLD_VERSION_IN_MEMORY).found())
                .isEqualTo(OLD + ": program.exe (4711)");
    }

    @Test
    void programThatCouldNotBeOpenedIsOlderThanTheFile_restartToBeSureAndNamed() {
        // Given
        Computer suspect = xp().key(KEY)
                .file(RPCRT4, Finding.exists(FIXED), Computer.TODAY)
                .unreadable("lsass.exe", Computer.BOOT);

        // When
        AttestationResult result = judge(NO_RESTART, suspect);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(reason(result, KB, ReasonCode.PROCESS_NOT_READABLE).subject())
                .isEqualTo("lsass.exe (4711)");
    }

    @Test
    void programStartedTogetherWithTheFile_countsAsOlder() {
        // When
        AttestationResult result = judge(
                NO_RESTART,
                xp().key(KEY)
                        .file(RPCRT4, Finding.exists(FIXED), Computer.TODAY)
                        .unreadable("lsass.exe", Computer.TODAY.plusSeconds(2)));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }

    @Test
    void startedAfterTheFileCameAndNothingCouldBeOpened_inForceWithoutLooking() {
        // Given
        Computer blind = xp().key(KEY).file(RPCRT4, FIXED).unreadable("lsass.exe", Computer.BOOT);

        // When
        AttestationResult result = judge(CATALOG, blind);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void oldVersionInMemoryThoughTheFilesTimesLookOld_waits() {
        // When
        AttestationResult result =
                judge(CATALOG, xp().key(KEY).file(RPCRT4, FIXED).loaded(RPCRT4, OLD, Computer.BOOT));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
    }

    /** The entry's time moves with access rights and attributes too: a doubt that the programs in memory lift. */
    @Test
    void entryChangedAfterTheStartAndNoProgramOlder_inForce() {
        // When
        AttestationResult result = judge(CATALOG, changed(Computer.TODAY));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void entryChangedAfterTheStartAndOldVersionInMemory_waits() {
        // When
        AttestationResult result = judge(CATALOG, changed(Computer.TODAY).loaded(RPCRT4, OLD, Computer.BOOT));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
    }

    @Test
    void entryChangedAfterTheStartAndNobodyLookedAtPrograms_restartToBeSure() {
        // Given
        Query<?> asked = Planner.queries(CATALOG, xp().product()).stream()
                .filter(query -> query.kind().equals(Query.LoadedModules.KIND))
                .findFirst()
                .orElseThrow();

        // When
        AttestationResult result = judge(
                CATALOG,
                changed(Computer.TODAY)
                        .finds(
                                (Query.LoadedModules) asked,
                                Finding.notCollected(NotCollectedReason.NOT_ASKED, "an older probe")));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(reason(result, KB, ReasonCode.FILE_CHANGED_SINCE_BOOT).found())
                .isEqualTo(Computer.TODAY.toString());
    }

    /** What was put off to the start is done in its first minutes, before any program runs. */
    @Test
    void entryChangedByTheStartItself_inForce() {
        // When
        AttestationResult result = judge(CATALOG, changed(Computer.BOOT.plusSeconds(90)));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    /** The kernel and the firmware load these: that no program has an old one tells nothing of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%SystemRoot%\\System32\\drivers\\srv.sys",
                "%SystemRoot%\\System32\\hal.dll",
                "%SystemRoot%\\System32\\CI.dll",
                "%SystemRoot%\\System32\\winload.exe",
                "%EfiSystemPartition%\\EFI\\Microsoft\\Boot\\bootmgfw.efi",
            })
    void entryOfWhatNoProgramLoadsChangedAfterTheStart_restartToBeSure(String path) {
        // Given
        Catalog catalog = Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(XP_SP1, List.of(key("SP2\\KB823980")), List.of(atLeast(path, FIXED)))));

        // When
        AttestationResult result = judge(catalog, changed(path, Computer.TODAY));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(codes(result, KB, Layer.IN_FORCE)).contains(ReasonCode.FILE_CHANGED_SINCE_BOOT);
    }

    private static Computer changed(Instant when) {
        return changed(RPCRT4, when);
    }

    private static Computer changed(String path, Instant when) {
        WindowsFileFact old = Computer.fact(path, Finding.exists(FIXED), Finding.doesNotExist(), Computer.LONG_AGO);
        return xp().key(KEY)
                .finds(
                        new Query.WindowsFile(path),
                        Finding.exists(new WindowsFileFact(
                                old.path(),
                                old.size(),
                                old.created(),
                                old.modified(),
                                Finding.exists(when),
                                old.sha256(),
                                old.fixedVersion(),
                                old.versionString(),
                                old.apiVersion())));
    }

    @Test
    void versionStringDiffers_isToldAndDecidesNothing() {
        // Given
        WindowsFileFact file = Computer.fact(
                RPCRT4, Finding.exists(FIXED), Finding.exists("5.1.2600.1106 (xpsp1.020828-1920)"), Computer.LONG_AGO);

        // When
        AttestationResult result =
                judge(CATALOG, xp().key(KEY).finds(new Query.WindowsFile(RPCRT4), Finding.exists(file)));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, KB, Layer.ON_DISK)).contains(ReasonCode.VERSION_STRING_DIFFERS);
    }

    @Test
    void sameVersionOtherContent_couldNotCheckWithAReasonOfItsOwn() {
        // When
        AttestationResult result = judge(
                Catalogs.of(versionAndDigest("cd".repeat(32))), xp().key(KEY).file(RPCRT4, FIXED));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, KB, Layer.ON_DISK))
                .containsExactly(ReasonCode.FILE_SAME_VERSION_OTHER_CONTENT, ReasonCode.FILE_VERSION_REACHED);
    }

    @Test
    void newerVersionWithContentOfItsOwn_inForce() {
        // When
        AttestationResult result = judge(
                Catalogs.of(versionAndDigest("cd".repeat(32))), xp().key(KEY).file(RPCRT4, "5.1.2600.1361"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, KB, Layer.ON_DISK)).contains(ReasonCode.FILE_DIGEST_OF_NEWER_VERSION);
    }

    @Test
    void sameVersionKnownContent_inForce() {
        // When
        AttestationResult result = judge(
                Catalogs.of(versionAndDigest("ab".repeat(32))), xp().key(KEY).file(RPCRT4, FIXED));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    private static Update versionAndDigest(String digest) {
        return update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(
                        XP_SP1,
                        List.of(key("SP2\\KB823980")),
                        List.of(atLeast(RPCRT4, FIXED), new FileDigest(RPCRT4, FileMode.MUST_EXIST, Set.of(digest)))));
    }

    @Test
    void kernelAndRegistryDisagreeAboutTheProduct_isNoted() {
        // When
        AttestationResult result = judge(
                CATALOG,
                xp().key(KEY).file(RPCRT4, FIXED).disagreeing(new ProductDisagreement("build", "2600", "2195")));

        // Then
        assertThat(result.notes())
                .containsExactly(new Reason(ReasonCode.PRODUCT_FACTS_DISAGREE, "build", "2600", "2195"));
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    @Test
    void programsCouldNotBeSearchedForTheFile_restartToBeSure() {
        // Given
        LoadedModulesFact notSearched = new LoadedModulesFact(
                List.of(new LoadedModulesFact.LoadedModule(RPCRT4, Finding.error("WIN32_5", "denied"), List.of())),
                List.of(),
                true);
        Computer blind = xp().key(KEY)
                .file(RPCRT4, Finding.exists(FIXED), Computer.TODAY)
                .finds(new Query.LoadedModules(List.of(RPCRT4)), Finding.exists(notSearched));

        // When
        AttestationResult result = judge(NO_RESTART, blind);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(codes(result, KB, Layer.IN_FORCE)).containsExactly(ReasonCode.MAPPINGS_NOT_READABLE);
    }
}
