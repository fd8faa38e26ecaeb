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
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.portal.collection.Planner;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
