package dev.patchproof.portal.result;

import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.OverallVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A result as the claims of an EAR (EAT Attestation Result): draft-ietf-rats-ear-00, whose profile is the one that released
 * verifiers read. Later drafts rename the claims; they would be another profile beside this one.
 *
 * <p>Four submodules: {@code computer} is the verdict; {@code claimed}, {@code on-disk} and {@code in-force} are the layers.
 * None affirms what the verdict does not, so that whoever reads one of them alone is not misled. The claim {@code
 * patchproof} holds the verdicts by name, the dates and the device; neither the result's id, which would let every holder
 * of the token read all of it, nor the computer's name.
 *
 * <p>The trustworthiness vector tells of the updates alone, so what it affirms has values of this verifier's own (negative
 * ones, AR4SI section 3.2): no standard one says so little. It never speaks of hardware or of the identity of the instance.
 */
final class EarClaims {
    static final String PROFILE = "tag:github.com,2023:veraison/ear";

    private static final String DEVELOPER = "https://patchproof.dev";
    private static final String VECTOR = "ear.trustworthiness-vector";
    private static final Duration LIFETIME = Duration.ofDays(1);

    /** AR4SI values: affirming and warning ones that are not standard, and standard ones. */
    private static final int UPDATES_ONLY = -2;

    private static final int FILES_WAIT = -33;
    private static final int KNOWN_VULNERABILITIES = 32;
    private static final int ELEMENTS_UNAVAILABLE = 36;
    private static final int CONTRAINDICATED = 96;

    private EarClaims() {}

    /** What the token says, apart from who signed it and when. */
    static Map<String, Object> of(StoredResult stored, String build, Instant now) {
        AttestationResult result = stored.result();
        TrustTier overall = TrustTier.of(result.found(), stored.staleAt(now));
        Map<String, Object> submodules = new LinkedHashMap<>();
        submodules.put("computer", appraisal(result, overall, "configuration", configuration(result.found(), overall)));
        for (Layer layer : Layer.values()) {
            submodules.put(label(layer), layer(result, layer, overall));
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("eat_profile", PROFILE);
        claims.put("ear.verifier-id", Map.of("developer", DEVELOPER, "build", build));
        claims.put("submods", submodules);
        claims.put("patchproof", details(stored, now));
        return claims;
    }

    /** A token ends after a day, and one that may affirm no later than its result goes stale. */
    static Instant expiry(StoredResult stored, Instant now) {
        Instant end = now.plus(LIFETIME);
        Instant stale = stored.result().staleFrom();
        return !stored.staleAt(now) && stale.isBefore(end) ? stale : end;
    }

    private static Map<String, Object> layer(AttestationResult result, Layer layer, TrustTier overall) {
        TrustTier own = LayerTier.of(result, layer);
        TrustTier tier = own == TrustTier.AFFIRMING && overall != TrustTier.AFFIRMING ? TrustTier.NONE : own;
        Map<String, Object> appraisal =
                switch (layer) {
                    case CLAIMED -> appraisal(result, tier, "", Optional.empty());
                    case ON_DISK -> appraisal(result, tier, "file-system", value(tier, FILES_WAIT));
                    case IN_FORCE -> appraisal(result, tier, "executables", value(tier, KNOWN_VULNERABILITIES));
                };
        Map<String, Object> counts = new LinkedHashMap<>();
        for (LayerResult each : LayerResult.values()) {
            counts.put(
                    each.name(),
                    LayerTier.counted(result)
                            .filter(update -> LayerTier.result(update, layer) == each)
                            .count());
        }
        appraisal.put("patchproof", Map.of("updates", counts));
        return appraisal;
    }

    private static Map<String, Object> appraisal(
            AttestationResult result, TrustTier tier, String aspect, Optional<Integer> value) {
        Map<String, Object> appraisal = new LinkedHashMap<>();
        appraisal.put("ear.status", tier.word());
        value.ifPresent(known -> appraisal.put(VECTOR, Map.of(aspect, known)));
        appraisal.put("ear.appraisal-policy-id", result.catalogRelease());
        return appraisal;
    }

    private static Optional<Integer> configuration(OverallVerdict verdict, TrustTier tier) {
        return value(tier, verdict == OverallVerdict.UNVERIFIED ? ELEMENTS_UNAVAILABLE : KNOWN_VULNERABILITIES);
    }

    private static Optional<Integer> value(TrustTier tier, int warning) {
        return switch (tier) {
            case AFFIRMING -> Optional.of(UPDATES_ONLY);
            case NONE -> Optional.empty();
            case WARNING -> Optional.of(warning);
            case CONTRAINDICATED -> Optional.of(CONTRAINDICATED);
        };
    }

    private static String label(Layer layer) {
        return layer.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> details(StoredResult stored, Instant now) {
        AttestationResult result = stored.result();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("selfReported", true);
        details.put("claimedVerdict", result.claimed().name());
        details.put("verdict", result.found().name());
        details.put("stale", stored.staleAt(now));
        details.put("staleFrom", result.staleFrom().toString());
        details.put("evidenceDate", result.evidenceDate().toString());
        result.catalogDate().ifPresent(date -> details.put("catalogDate", date.toString()));
        details.put("catalogRelease", result.catalogRelease());
        details.put("receivedAt", stored.receivedAt().toString());
        details.put("judgedAt", stored.judgedAt().toString());
        stored.notJudgedBy().ifPresent(release -> details.put("notJudgedBy", release));
        details.put("scope", result.scope());
        Map<String, Object> product = new LinkedHashMap<>();
        result.productId().ifPresent(id -> product.put("id", id));
        product.put("name", result.productName());
        details.put("product", product);
        details.put(
                "device",
                Map.of(
                        "ueid",
                        stored.device().ueid(),
                        "keyThumbprint",
                        stored.device().keyThumbprint()));
        return details;
    }
}
