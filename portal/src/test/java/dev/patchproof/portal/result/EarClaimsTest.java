package dev.patchproof.portal.result;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Update;
import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.appraisal.Basis;
import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerAppraisal;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.Reason;
import dev.patchproof.portal.appraisal.ReasonCode;
import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarClaimsTest {
    private static final Instant NOW = Instant.parse("2026-11-03T09:21:40Z");
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final List<String> SUBMODULES = List.of("computer", "claimed", "on-disk", "in-force");

    @ParameterizedTest
    @CsvSource({
        "UP_TO_DATE, false, affirming, -2",
        "UP_TO_DATE, true, none, 0",
        "UNVERIFIED, false, warning, 36",
        "UNVERIFIED, true, warning, 36",
        "RESTART_NEEDED, false, warning, 32",
        "RESTART_NEEDED, true, warning, 32",
        "UNSUPPORTED, false, contraindicated, 96",
        "UNSUPPORTED, true, contraindicated, 96",
        "NOT_UP_TO_DATE, false, contraindicated, 96",
        "NOT_UP_TO_DATE, true, contraindicated, 96",
        "CANNOT_TELL, false, none, 0",
        "CANNOT_TELL, true, none, 0"
    })
    void verdict_hasItsTier(OverallVerdict verdict, boolean stale, String status, int configuration) {
        Map<?, ?> computer = submodule(EarClaims.of(result(verdict, stale, List.of()), "build", NOW), "computer");

        assertThat(computer.get("ear.status")).isEqualTo(status);
        assertThat(vector(computer)).isEqualTo(configuration == 0 ? Map.of() : Map.of("configuration", configuration));
        assertThat(computer.get("ear.appraisal-policy-id")).isEqualTo("2026-11");
    }

    /** Whatever the layers of an update say, and whether or not that can come about. */
    @Test
    void anyCombination_affirmsNothingThatTheVerdictDoesNot() {
        int seen = 0;
        for (OverallVerdict verdict : OverallVerdict.values()) {
            for (boolean stale : new boolean[] {true, false}) {
                for (UpdateResult update : everyUpdate()) {
                    Map<String, Object> claims = EarClaims.of(result(verdict, stale, List.of(update)), "build", NOW);
                    for (String name : SUBMODULES) {
                        requireHonest(submodule(claims, name), verdict == OverallVerdict.UP_TO_DATE && !stale);
                        seen++;
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(6 * 2 * 10 * 6 * 6 * 6 * 4);
    }

    private static void requireHonest(Map<?, ?> submodule, boolean upToDate) {
        String status = String.valueOf(submodule.get("ear.status"));
        if (status.equals("affirming")) {
            assertThat(upToDate).isTrue();
        }
        vector(submodule).forEach((aspect, value) -> {
            assertThat(aspect).isIn("configuration", "file-system", "executables");
            assertThat(tierOf((Integer) value)).isEqualTo(status);
        });
    }

    /** AR4SI section 3.2: the ranges of the tiers. */
    private static String tierOf(int value) {
        if (-1 <= value && value <= 1) {
            return "none";
        }
        if (-32 <= value && value <= 31) {
            return "affirming";
        }
        return -96 <= value && value <= 95 ? "warning" : "contraindicated";
    }

    @Test
    void liar_isContraindicatedOnDiskAndNotAffirmedByItsList() {
        UpdateResult liar = update(
                UpdateVerdict.CLAIMED_NOT_FOUND, LayerResult.TRUE, LayerResult.FALSE, LayerResult.NOT_APPLICABLE);

        Map<String, Object> claims =
                EarClaims.of(result(OverallVerdict.NOT_UP_TO_DATE, false, List.of(liar)), "build", NOW);

        assertThat(statuses(claims)).containsExactly("contraindicated", "none", "contraindicated", "none");
        assertThat(vector(submodule(claims, "on-disk"))).isEqualTo(Map.of("file-system", 96));
        assertThat(String.valueOf(submodule(claims, "on-disk").get("patchproof")))
                .contains("FALSE=1");
    }

    @Test
    void fixThatTheListLacks_isAWarningOfTheListAlone() {
        UpdateResult unlisted =
                update(UpdateVerdict.FOUND_NOT_CLAIMED, LayerResult.FALSE, LayerResult.TRUE, LayerResult.TRUE);

        Map<String, Object> claims =
                EarClaims.of(result(OverallVerdict.UP_TO_DATE, false, List.of(unlisted)), "build", NOW);

        assertThat(statuses(claims)).containsExactly("affirming", "warning", "affirming", "affirming");
    }

    @Test
    void layerNotLookedAt_isNotAffirmed() {
        UpdateResult proven = update(UpdateVerdict.IN_FORCE, LayerResult.TRUE, LayerResult.TRUE, LayerResult.TRUE);
        UpdateResult unproven = update(
                UpdateVerdict.CLAIMED_UNVERIFIED,
                LayerResult.TRUE,
                LayerResult.NOT_EVALUATED,
                LayerResult.NOT_APPLICABLE);

        assertThat(LayerTier.of(attestation(OverallVerdict.UNVERIFIED, NOW, List.of(proven, unproven)), Layer.ON_DISK))
                .isEqualTo(TrustTier.NONE);
    }

    @Test
    void restart_isAWarningInForce() {
        UpdateResult waiting =
                update(UpdateVerdict.INSTALLED_NOT_IN_FORCE, LayerResult.TRUE, LayerResult.TRUE, LayerResult.FALSE);

        Map<String, Object> claims =
                EarClaims.of(result(OverallVerdict.RESTART_NEEDED, false, List.of(waiting)), "build", NOW);

        assertThat(statuses(claims)).containsExactly("warning", "none", "none", "warning");
    }

    @Test
    void claims_nameProfileVerifierAndDatesButNeitherIdNorComputer() {
        Map<String, Object> claims = EarClaims.of(result(OverallVerdict.UP_TO_DATE, false, List.of()), "portal 1", NOW);

        assertThat(claims)
                .containsEntry("eat_profile", "tag:github.com,2023:veraison/ear")
                .containsEntry("ear.verifier-id", Map.of("developer", "https://patchproof.dev", "build", "portal 1"));
        assertThat(String.valueOf(claims.get("patchproof")))
                .contains("selfReported=true", "verdict=UP_TO_DATE", "stale=false", "catalogDate=2026-11-01")
                .doesNotContain("the-result-id", "desk-17");
    }

    @Test
    void token_endsWhenItsResultGoesStaleOrAfterADay() {
        assertThat(EarClaims.expiry(result(OverallVerdict.UP_TO_DATE, false, List.of()), NOW))
                .isEqualTo(LATER);
        assertThat(EarClaims.expiry(result(OverallVerdict.UP_TO_DATE, true, List.of()), NOW))
                .isEqualTo(NOW.plusSeconds(24 * 3600));
    }

    private static List<String> statuses(Map<String, Object> claims) {
        return SUBMODULES.stream()
                .map(name -> String.valueOf(submodule(claims, name).get("ear.status")))
                .toList();
    }

    private static Map<?, ?> submodule(Map<String, Object> claims, String name) {
        return (Map<?, ?>) requireNonNull(((Map<?, ?>) requireNonNull(claims.get("submods"))).get(name));
    }

    private static Map<?, ?> vector(Map<?, ?> submodule) {
        Object vector = submodule.get("ear.trustworthiness-vector");
        return vector == null ? Map.of() : (Map<?, ?>) vector;
    }

    private static List<UpdateResult> everyUpdate() {
        List<UpdateResult> updates = new ArrayList<>();
        for (UpdateVerdict verdict : UpdateVerdict.values()) {
            for (LayerResult claimed : LayerResult.values()) {
                for (LayerResult onDisk : LayerResult.values()) {
                    for (LayerResult inForce : LayerResult.values()) {
                        updates.add(update(verdict, claimed, onDisk, inForce));
                    }
                }
            }
        }
        return updates;
    }

    private static UpdateResult update(
            UpdateVerdict verdict, LayerResult claimed, LayerResult onDisk, LayerResult inForce) {
        return new UpdateResult(
                "KB1",
                List.of(),
                "",
                Update.Severity.CRITICAL,
                List.of(),
                false,
                true,
                verdict,
                Basis.NONE,
                Map.of(
                        Layer.CLAIMED, layer(claimed),
                        Layer.ON_DISK, layer(onDisk),
                        Layer.IN_FORCE, layer(inForce)),
                Optional.empty());
    }

    private static LayerAppraisal layer(LayerResult result) {
        return new LayerAppraisal(result, List.of(new Reason(ReasonCode.KEY_PRESENT, "", "", "")));
    }

    private static StoredResult result(OverallVerdict verdict, boolean stale, List<UpdateResult> updates) {
        return new StoredResult(
                "the-result-id",
                NOW,
                "desk-17",
                new StoredResult.DeviceTrace("AQ", "thumbprint", DeviceSigns.NONE, Optional.empty()),
                attestation(verdict, stale ? NOW : LATER, updates),
                NOW,
                List.of(),
                Optional.empty());
    }

    private static AttestationResult attestation(
            OverallVerdict verdict, Instant staleFrom, List<UpdateResult> updates) {
        return new AttestationResult(
                ClaimedVerdict.UP_TO_DATE,
                verdict,
                Optional.of("windows-xp"),
                "Windows XP",
                "everything",
                NOW,
                Optional.of(LocalDate.parse("2026-11-01")),
                "2026-11",
                staleFrom,
                List.of(),
                updates,
                List.of(),
                List.of());
    }
}
