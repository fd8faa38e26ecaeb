package dev.patchproof.portal.signing;

import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.PlanClaims;
import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.home.PublicUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The tokens that the portal signs: key sets, tickets, plans, attestation results. All compact JWS, ES256. */
@Singleton
public final class PortalTokens {
    private static final Duration KEY_SET_LIFETIME = Duration.ofDays(30);

    private final PortalKeys keys;
    private final PublicUrl issuer;

    @Inject
    PortalTokens(PortalKeys keys, PublicUrl issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /** The keys that tickets and plans are signed with, signed by the root key; a later one has a higher number. */
    public String keySet(Instant now) {
        Map<String, Object> claims = claims(now, now.plus(KEY_SET_LIFETIME));
        claims.put("seq", now.getEpochSecond());
        claims.put("keys", List.of(keys.token().toParams(OutputControlLevel.PUBLIC_ONLY)));
        return sign("patchproof-keyset+jwt", keys.root(), claims);
    }

    /** Whoever shows it may upload evidence for this check, once. */
    public String ticket(String checkId, Instant now, Instant expiresAt) {
        Map<String, Object> claims = claims(now, expiresAt);
        claims.put("sub", checkId);
        claims.put("jti", Digests.random(16));
        return sign("patchproof-ticket+jwt", keys.token(), claims);
    }

    /** What a probe is to ask its computer. */
    public String plan(Plan plan, Instant now, Instant expiresAt) {
        Map<String, Object> claims = claims(now, expiresAt);
        claims.put("sub", plan.checkId());
        claims.put("plan", PlanClaims.toClaims(plan));
        return sign("patchproof-plan+jwt", keys.token(), claims);
    }

    /** A result for whoever relies on it (EAR): the same type of token as evidence, of another profile. */
    public String attestationResult(Map<String, Object> content, Instant now, Instant expiresAt) {
        Map<String, Object> claims = claims(now, expiresAt);
        claims.putAll(content);
        return sign("eat+jwt", keys.token(), claims);
    }

    /** All public keys of the portal as a JWK set (RFC 7517), JSON. */
    String jwks() {
        return JsonUtil.toJson(Map.of(
                "keys",
                List.of(
                        keys.root().toParams(OutputControlLevel.PUBLIC_ONLY),
                        keys.token().toParams(OutputControlLevel.PUBLIC_ONLY))));
    }

    private Map<String, Object> claims(Instant issuedAt, Instant expiresAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer.base());
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", expiresAt.getEpochSecond());
        return claims;
    }

    private static String sign(String type, EllipticCurveJsonWebKey key, Map<String, Object> claims) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setHeader("typ", type);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setKey(key.getPrivateKey());
            signature.setPayload(JsonUtil.toJson(claims));
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("the portal's own key signs ES256", e);
        }
    }
}
