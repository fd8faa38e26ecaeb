package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.OLE32;
import static dev.patchproof.portal.appraisal.Catalogs.RPCRT4;
import static dev.patchproof.portal.appraisal.Catalogs.XP_SP1;
import static dev.patchproof.portal.appraisal.Catalogs.atLeast;
import static dev.patchproof.portal.appraisal.Catalogs.branch;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.ifPresent;
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
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.BranchFloor;
import dev.patchproof.catalog.ReferenceValue.FileDigest;
import dev.patchproof.catalog.ReferenceValue.FileMode;
import dev.patchproof.catalog.ReferenceValue.FileVersion;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Files against reference values, where several of them speak about one file, or about none. */
class WindowsFilesTest {
    private static final String KB = "KB823980";
    private static final String DIGEST = "ab".repeat(32);

    private static ReferenceValue in(String path, BranchFloor branch) {
        return new FileVersion(path, FileMode.MUST_EXIST, List.of(branch));
    }

    /** One update with a fix for each of two lines. */
    private static Catalog lines(String ofTheFirst, String ofTheSecond) {
        return Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(
                        XP_SP1,
                        List.of(key("SP2\\KB823980")),
                        List.of(in(ofTheFirst, branch("", "5.1.2600.100", "5.1.2600.1000", "")))),
                fix(
                        XP_SP1,
                        List.of(key("SP2\\KB823980")),
                        List.of(in(ofTheSecond, branch("5.1.2600.1000", "5.1.2600.1230", "", ""))))));
    }

    private static Catalog with(ReferenceValue... references) {
        return Catalogs.of(update(
                KB, RestartNeed.YES, List.of(), fix(XP_SP1, List.of(key("SP2\\KB823980")), List.of(references))));
    }

    private static Computer xp() {
        return Computer.windowsXp("1").key(keyPath("SP2\\KB823980"));
    }

    /** Above every branch of one fix, a file may be in a branch of the other, and below its floor. */
    @ParameterizedTest
    @CsvSource({
        "5.1.2600.99, CLAIMED_NOT_FOUND",
        "5.1.2600.100, IN_FORCE",
        "5.1.2600.1106, CLAIMED_NOT_FOUND",
        "5.1.2600.1230, IN_FORCE",
    })
    void fileInTheBranchOfTheOtherLine_isJudgedByThatBranch(String version, UpdateVerdict verdict) {
        // When
        AttestationResult result = judge(lines(RPCRT4, RPCRT4), xp().file(RPCRT4, version));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(verdict);
    }

    @Test
    void branchOfAnotherFileOfTheOtherLine_saysNothing() {
        // When: newer than the one branch that there is for it
        AttestationResult result = judge(lines(RPCRT4, OLE32), xp().file(RPCRT4, "5.1.2600.1106"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, KB, Layer.ON_DISK)).contains(ReasonCode.FILE_VERSION_NEWER);
    }

    @Test
    void unknownDigestBesideTheVersionOfAnotherFile_couldNotCheck() {
        // Given: above that file's floor, which says nothing of this one
        Catalog two = with(
                new FileDigest(RPCRT4, FileMode.MUST_EXIST, Set.of("cd".repeat(32))), atLeast(OLE32, "5.1.2600.1000"));

        // When
        AttestationResult result = judge(two, xp().file(RPCRT4, "5.1.2600.1106").file(OLE32, "5.1.2600.1000"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(reason(result, KB, ReasonCode.FILE_DIGEST_UNKNOWN).found()).isEqualTo(DIGEST);
    }

    @Test
    void sameVersionOtherContent_namesVersionAndDigest() {
        // When
        AttestationResult result = judge(
                with(
                        new FileDigest(RPCRT4, FileMode.MUST_EXIST, Set.of("cd".repeat(32))),
                        atLeast(RPCRT4, "5.1.2600.1230")),
                xp().file(RPCRT4, "5.1.2600.1230"));

        // Then
        assertThat(reason(result, KB, ReasonCode.FILE_SAME_VERSION_OTHER_CONTENT)
                        .found())
                .isEqualTo("5.1.2600.1230, " + DIGEST);
    }

    @Test
    void versionNotLookedAt_neverAPass() {
        // When
        AttestationResult result = judge(
                with(atLeast(RPCRT4, "5.1.2600.1230")),
                xp().file(
                                RPCRT4,
                                Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "too large"),
                                Computer.LONG_AGO));

        // Then
        assertThat(layer(result, KB, Layer.ON_DISK)).isEqualTo(LayerResult.NOT_EVALUATED);
        assertThat(reason(result, KB, ReasonCode.FILE_NOT_COLLECTED).found()).isEqualTo("too large");
    }

    /** The probe reads no file beyond a gigabyte: what is in it is not known, however good the others are. */
    @ParameterizedTest
    @EnumSource(FileMode.class)
    void fileTooLargeToBeRead_neverAPass(FileMode mode) {
        // Given
        ReferenceValue large =
                mode == FileMode.MUST_EXIST ? atLeast(OLE32, "5.1.2600.1230") : ifPresent(OLE32, "5.1.2600.1230");

        // When
        AttestationResult result = judge(
                with(atLeast(RPCRT4, "5.1.2600.1230"), large),
                xp().file(RPCRT4, "5.1.2600.1230")
                        .finds(
                                new Query.WindowsFile(OLE32),
                                Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "too large")));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
    }

    @Test
    void versionStringOfTheSameVersion_isNoDifference() {
        // When
        AttestationResult result = judge(
                with(atLeast(RPCRT4, "5.1.2600.1230")),
                xp().finds(
                                new Query.WindowsFile(RPCRT4),
                                Finding.exists(Computer.fact(
                                        RPCRT4,
                                        Finding.exists("5.1.2600.1230"),
                                        Finding.exists("5.1.2600.1230 (xpsp2.030804-1745)"),
                                        Computer.LONG_AGO))));

        // Then
        assertThat(codes(result, KB, Layer.ON_DISK)).containsExactly(ReasonCode.FILE_VERSION_REACHED);
    }
}
