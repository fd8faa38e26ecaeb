package dev.patchproof.portal.signing;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.PlanClaims;
import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.home.PublicUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The tokens that the portal signs: key sets, tickets, plans, attestation results. All compact JWS, ES256. */
@Singleton
public final class PortalTokens {
    private final PortalKeys keys;
    private final PublicUrl issuer;

    @Inject
    PortalTokens(PortalKeys keys, PublicUrl issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /**
     * A ticket, with which whoever shows it may upload evidence for this check, once, and the key set that vouches for
     * it, signed by the root key.
     *
     * <p>Both end at the same time: for longer nobody needs a key set, and a key that leaked is believed for no longer.
     */
    public Admission admit(String checkId, Instant now, Instant expiresAt) {
        EllipticCurveJsonWebKey key = keys.token(); // one for both, whatever is rotated meanwhile
        Map<String, Object> keySet = claims(now, expiresAt);
        keySet.put("seq", now.getEpochSecond());
        keySet.put("keys", List.of(TokenKeys.published(key)));
        Map<String, Object> ticket = claims(now, expiresAt);
        ticket.put("sub", checkId);
        ticket.put("jti", Digests.random(16));
        return new Admission(
                sign("patchproof-keyset+jwt", keys.root(), keySet), sign("patchproof-ticket+jwt", key, ticket));
    }

    /** Two compact JWS. */
    public record Admission(String keySet, String ticket) {
        public Admission {
            requireNonNull(keySet, "keySet");
            requireNonNull(ticket, "ticket");
        }

        /** Says nothing of the ticket. */
        @Override
        public String toString() {
            return "Admission";
        }
    }

    /**
     * What a probe is to ask its computer. The machine key stands beside the plan and not in it, where older probes refuse
     * what they do not know.
     *
     * @param ticket the check's: the plan is signed with the same key, since a probe that was downloaded before a
     *     rotation knows no other
     * @return empty where that key was discarded since
     */
    public Optional<String> plan(Plan plan, String ticket, MachineKey machineKey, Instant now, Instant expiresAt) {
        Map<String, Object> claims = claims(now, expiresAt);
        claims.put("sub", plan.checkId());
        claims.put("plan", PlanClaims.toClaims(plan));
        claims.put("machine_key", machineKey.value());
        return keys.tokens().ring().signing(keyId(ticket)).map(key -> sign("patchproof-plan+jwt", key, claims));
    }

    private static String keyId(String ticket) {
        try {
            return JsonWebSignature.fromCompactSerialization(ticket).getKeyIdHeaderValue();
        } catch (JoseException e) {
            throw new IllegalStateException("the portal's own ticket is a JWS", e);
        }
    }

    /** A result for whoever relies on it (EAR): the same type of token as evidence, of another profile. */
    public String attestationResult(Map<String, Object> content, Instant now, Instant expiresAt) {
        Map<String, Object> claims = claims(now, expiresAt);
        claims.putAll(content);
        return sign("eat+jwt", keys.token(), claims);
    }

    /** All public keys of the portal as a JWK set (RFC 7517), JSON: also those before the last rotations. */
    String jwks() {
        List<Map<String, Object>> published = new ArrayList<>();
        published.add(TokenKeys.published(keys.root()));
        keys.tokens().ring().all().forEach(key -> published.add(TokenKeys.published(key)));
        return JsonUtil.toJson(Map.of("keys", published));
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
