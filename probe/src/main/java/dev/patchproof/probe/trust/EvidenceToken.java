package dev.patchproof.probe.trust;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.EvidenceClaims;
import dev.patchproof.probe.trust.TrustException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/** Evidence as it is sent: an EAT (RFC 9711) in a JWS, signed with the device key. */
public final class EvidenceToken {
    public static final String PROFILE = "tag:patchproof.dev,2026:evidence-1";
    public static final String SOFTWARE = "patchproof-probe";
    /** What a portal takes at most, in bytes of the compact form. */
    public static final int LARGEST = 8 * 1024 * 1024;

    /** Time for the person to read before agreeing. */
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final String compact;
    private final Map<String, Object> header;
    private final Map<String, Object> claims;

    private EvidenceToken(String compact, Map<String, Object> header, Map<String, Object> claims) {
        this.compact = compact;
        this.header = Collections.unmodifiableMap(header);
        this.claims = Collections.unmodifiableMap(claims);
    }

    /**
     * Signs.
     *
     * @param softwareVersion of this probe
     */
    public static EvidenceToken sign(
            DeviceKey key, VerifiedPlan plan, Evidence evidence, String softwareVersion, Instant now)
            throws TrustException {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("eat_profile", PROFILE);
        claims.put("eat_nonce", plan.plan().nonce());
        claims.put("aud", plan.plan().audience());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("ueid", key.ueid());
        claims.put("swname", SOFTWARE);
        claims.put("swversion", softwareVersion);
        claims.put("patchproof", EvidenceClaims.toClaims(evidence));
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(HeaderParameterNames.ALGORITHM, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        header.put(HeaderParameterNames.TYPE, "eat+jwt");
        header.put(HeaderParameterNames.JWK, key.publicJwk());
        try {
            JsonWebSignature jws = new JsonWebSignature();
            header.forEach(jws.getHeaders()::setObjectHeaderValue);
            jws.setPayload(Json.write(claims));
            jws.setKey(key.privateKey());
            return new EvidenceToken(jws.getCompactSerialization(), header, claims);
        } catch (JoseException e) {
            throw new TrustException(Reason.DEVICE_KEY, "The evidence cannot be signed with this computer's key.", e);
        }
    }

    /** What is sent, byte for byte. */
    public String compact() {
        return compact;
    }

    /** What it says of itself: algorithm, type and the public half of the device key. */
    public Map<String, Object> header() {
        return header;
    }

    /** Everything it says of the computer. */
    public Map<String, Object> claims() {
        return claims;
    }
}
