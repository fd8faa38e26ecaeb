package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.BOOKWORM;
import static dev.patchproof.portal.appraisal.Catalogs.OLE32;
import static dev.patchproof.portal.appraisal.Catalogs.RPCRT4;
import static dev.patchproof.portal.appraisal.Catalogs.WINDOWS_11;
import static dev.patchproof.portal.appraisal.Catalogs.XP;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.kb823980;
import static dev.patchproof.portal.appraisal.Catalogs.key;
import static dev.patchproof.portal.appraisal.Catalogs.keyPath;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Evidence that answers the plan of one catalog, judged by a newer one that would have asked for more. What was not asked
 * is neither there nor absent.
 */
class OldPlanTest {
    private static final Update SSL = debian("openssl", "libssl3", "3.0.16-1");

    private static Computer cleanXp() {
        return Computer.windowsXp("1").key(keyPath("SP2\\KB823980")).file(RPCRT4, "5.1.2600.1230");
    }

    @Test
    void newUpdateWithAKeyAndAFile_couldNotBeChecked() {
        Update fresh = update(
                "KB900",
                RestartNeed.NO,
                List.of(),
                fix(XP, List.of(key("SP2\\KB900")), List.of(Catalogs.atLeast(OLE32, "5.1.2600.1362"))));

        AttestationResult result = judge(Catalogs.of(kb823980()), cleanXp(), Catalogs.of(kb823980(), fresh));

        assertThat(Judging.verdict(result, "KB900")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(Judging.codes(result, "KB900", Layer.CLAIMED)).containsExactly(ReasonCode.CLAIM_NOT_COLLECTED);
        assertThat(Judging.codes(result, "KB900", Layer.ON_DISK)).containsExactly(ReasonCode.FILE_NOT_COLLECTED);
        assertThat(Judging.update(result, "KB900").lacksObservations()).isTrue();
        assertThat(Judging.verdict(result, "KB823980")).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
    }

    @Test
    void sameEvidenceByTheCatalogThatAsked_isUpToDate() {
        AttestationResult result = judge(Catalogs.of(kb823980()), cleanXp(), Catalogs.of(kb823980()));

        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(Judging.update(result, "KB823980").lacksObservations()).isFalse();
    }

    @Test
    void newUpdateThatTheBuildSettles_isMissingWithoutAskingAgain() {
        Catalog asked = Catalogs.of(revision("KB1", 7000));
        Computer computer = Computer.windows11().revision("7000").file(RPCRT4, "10.0.26100.7000");

        AttestationResult result = judge(asked, computer, Catalogs.of(revision("KB1", 7000), revision("KB2", 7840)));

        assertThat(Judging.verdict(result, "KB2")).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void newFileOfAnUpdateThatIsClaimed_isNotProven() {
        Catalog asked = Catalogs.of(revision("KB1", 7000));
        Computer computer = Computer.windows11().revision("7000").file(RPCRT4, "10.0.26100.7000");
        Update more = update(
                "KB1",
                RestartNeed.NO,
                List.of(),
                fix(
                        WINDOWS_11,
                        List.of(new WindowsRevision(26100, 7000, false)),
                        List.of(
                                Catalogs.atLeast(RPCRT4, "10.0.26100.7000"),
                                Catalogs.atLeast(OLE32, "10.0.26100.7000"))));
        assertThat(judge(asked, computer, asked).found()).isEqualTo(OverallVerdict.UP_TO_DATE);

        AttestationResult result = judge(asked, computer, Catalogs.of(more));

        assertThat(Judging.verdict(result, "KB1")).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(Judging.update(result, "KB1").lacksObservations()).isTrue();
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
    }

    @Test
    void newDebianPackage_couldNotBeChecked() {
        Computer computer = Computer.bookworm().installed(Packages.fresh("libssl3", "3.0.16-1"));

        AttestationResult result =
                judge(Catalogs.of(SSL), computer, Catalogs.of(SSL, debian("curl", "libcurl4", "7.88.1-10")));

        assertThat(Judging.verdict(result, "debian:bookworm:curl")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(Judging.codes(result, "debian:bookworm:curl", Layer.CLAIMED))
                .containsExactly(ReasonCode.CLAIM_NOT_COLLECTED);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
    }

    @Test
    void newVersionOfADebianPackageThatWasAskedFor_isMissing() {
        Computer computer = Computer.bookworm().installed(Packages.fresh("libssl3", "3.0.16-1"));

        AttestationResult result =
                judge(Catalogs.of(SSL), computer, Catalogs.of(debian("openssl", "libssl3", "3.0.17-1")));

        assertThat(Judging.verdict(result, "debian:bookworm:openssl")).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    private static AttestationResult judge(Catalog asked, Computer computer, Catalog judging) {
        return Judging.judge(judging, computer.answering(asked));
    }

    private static Update revision(String id, int revision) {
        return update(
                id,
                RestartNeed.NO,
                List.of(),
                fix(
                        WINDOWS_11,
                        List.of(new WindowsRevision(26100, revision, false)),
                        List.of(Catalogs.atLeast(RPCRT4, "10.0.26100." + revision))));
    }

    private static Update debian(String source, String name, String version) {
        return update(
                "debian:bookworm:" + source,
                RestartNeed.NO,
                List.of(),
                fix(
                        BOOKWORM,
                        List.of(new DebianPackages(Map.of(name, new DebianVersion(version)))),
                        List.of(new PackageRecord())));
    }
}
