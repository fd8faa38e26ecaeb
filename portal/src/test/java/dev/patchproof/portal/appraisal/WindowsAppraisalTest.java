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
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.evidence.WindowsRestartFact;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The liar of 2003 and its clean twins, and each way in which a layer can fail. */
class WindowsAppraisalTest {
    private static final String KB = "KB823980";
    private static final String KEY = keyPath("SP2\\KB823980");
    private static final String OLD = "5.1.2600.1106";
    private static final String FIXED = "5.1.2600.1230";
    private static final Catalog CATALOG = Catalogs.of(kb823980());

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
                                Finding.error("WIN32_5", "denied"), Finding.doesNotExist(), Finding.doesNotExist())));

        // When
        AttestationResult result = judge(CATALOG, denied);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
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
    void noRestartNeededByVendor_nothingToRestart() {
        // Given
        Catalog catalog = Catalogs.of(update(
                KB,
                RestartNeed.NO,
                List.of(),
                fix(XP_SP1, List.of(key("SP2\\KB823980")), List.of(atLeast(RPCRT4, FIXED)))));

        // When
        AttestationResult result = judge(catalog, xp().key(KEY).file(RPCRT4, Finding.exists(FIXED), Computer.TODAY));

        // Then
        assertThat(layer(result, KB, Layer.IN_FORCE)).isEqualTo(LayerResult.NOT_APPLICABLE);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
    }
}
