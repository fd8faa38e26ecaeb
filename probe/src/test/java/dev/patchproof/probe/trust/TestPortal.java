package dev.patchproof.probe.trust;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.PlanClaims;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The keys and tokens of a portal; what a test wants wrong it changes in the claims or headers before signing. */
public final class TestPortal {
    public static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    public final EllipticCurveJsonWebKey rootKey = newKey();
    public final EllipticCurveJsonWebKey tokenKey = newKey();
    /** Under which probes hash the id of their machine; empty: not sent. */
    public String machineKey = "A".repeat(43);

    private final String url;
    private final Instant now;

    public TestPortal(String url, Instant now) {
        this.url = url;
        this.now = now;
    }

    public static TestPortal of(String url) {
        return new TestPortal(url, NOW);
    }

    public static EllipticCurveJsonWebKey newKey() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public String rootJwk() {
        return rootKey.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    public RootKey root() {
        try {
            return RootKey.of(rootJwk());
        } catch (TrustException e) {
            throw new IllegalStateException(e);
        }
    }

    public String keySet() {
        return sign(keySetClaims(), header("patchproof-keyset+jwt", rootKey), rootKey);
    }

    Map<String, Object> keySetClaims() {
        Map<String, Object> claims = dates(Duration.ofDays(30));
        claims.put("seq", 1L);
        claims.put("keys", List.of(tokenKey.toParams(OutputControlLevel.PUBLIC_ONLY)));
        return claims;
    }

    public String ticket(String checkId) {
        return sign(ticketClaims(checkId), header("patchproof-ticket+jwt", tokenKey), tokenKey);
    }

    Map<String, Object> ticketClaims(String checkId) {
        Map<String, Object> claims = dates(Duration.ofHours(1));
        claims.put("sub", checkId);
        claims.put("jti", "ticket-of-" + checkId);
        return claims;
    }

    public String plan(Plan plan) {
        return sign(planClaims(plan), header("patchproof-plan+jwt", tokenKey), tokenKey);
    }

    Map<String, Object> planClaims(Plan plan) {
        Map<String, Object> claims = dates(Duration.ofHours(1));
        claims.put("sub", plan.checkId());
        claims.put("plan", PlanClaims.toClaims(plan));
        if (!machineKey.isEmpty()) {
            claims.put("machine_key", machineKey);
        }
        return claims;
    }

    public Plan planFor(String checkId, ProductSelector product, List<Query<?>> queries) {
        return new Plan(checkId, "bm9uY2U", url, product, queries);
    }

    public static ProductSelector bookworm() {
        return new ProductSelector(
                OsFamily.DEBIAN,
                "12",
                "unknown",
                "unknown",
                ProductType.UNKNOWN,
                Architecture.X64,
                "unknown",
                "bookworm");
    }

    private Map<String, Object> dates(Duration lifetime) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", url);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        return claims;
    }

    public static Map<String, Object> header(String type, EllipticCurveJsonWebKey key) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "ES256");
        header.put("typ", type);
        header.put("kid", PublicKeys.thumbprint(key));
        return header;
    }

    static String sign(Map<String, Object> claims, Map<String, Object> header, EllipticCurveJsonWebKey key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            header.forEach(jws.getHeaders()::setObjectHeaderValue);
            jws.setPayload(Json.write(claims));
            jws.setKey(key.getPrivateKey());
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
