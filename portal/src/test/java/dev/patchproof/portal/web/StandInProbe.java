package dev.patchproof.portal.web;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.EvidenceClaims;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SelectorClaims;
import dev.patchproof.evidence.SystemFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;

/** Goes through a check as the probe does, with next to nothing found. */
final class StandInProbe {
    private static final ProductSelector DEBIAN = new ProductSelector(
            OsFamily.DEBIAN,
            "12",
            ProductSelector.UNKNOWN,
            ProductSelector.UNKNOWN,
            ProductType.UNKNOWN,
            Architecture.X64,
            ProductSelector.UNKNOWN,
            "bookworm");

    private final String checkId;
    private final String ticket;

    StandInProbe(String checkId, String ticket) {
        this.checkId = checkId;
        this.ticket = ticket;
    }

    /** Asks for the plan; from here on the check's page says that the probe has started. */
    String plan() {
        return given().header("Authorization", "Bearer " + ticket)
                .contentType("application/json")
                .body(JsonUtil.toJson(SelectorClaims.toClaims(DEBIAN)))
                .post("/api/v1/checks/{id}/plan", checkId)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    void progress(int done, int total) {
        given().header("Authorization", "Bearer " + ticket)
                .contentType("application/json")
                .body(Map.of("done", done, "total", total))
                .post("/api/v1/checks/{id}/progress", checkId)
                .then()
                .statusCode(204);
    }

    /** Sends evidence of a computer of this name; the id of the result. */
    String upload(String plan, String hostName) throws Exception {
        return given().header("Authorization", "Bearer " + ticket)
                .contentType("application/eat+jwt")
                .body(token(plan, hostName))
                .post("/api/v1/checks/{id}/evidence", checkId)
                .then()
                .statusCode(201)
                .extract()
                .path("resultId");
    }

    @SuppressWarnings("unchecked") // a plan's claims are an object
    private static String token(String plan, String hostName) throws Exception {
        Map<String, Object> planClaims = JsonUtil.parseJson(
                new String(Base64.getUrlDecoder().decode(plan.split("\\.", -1)[1]), StandardCharsets.UTF_8));
        Map<String, Object> asked = (Map<String, Object>) requireNonNull(planClaims.get("plan"));
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("eat_profile", "tag:patchproof.dev,2026:evidence-1");
        claims.put("eat_nonce", asked.get("nonce"));
        claims.put("aud", asked.get("audience"));
        claims.put("iat", now);
        claims.put("exp", now + 600);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("ueid", "AQ" + UUID.randomUUID().toString().replace("-", "").substring(0, 21));
        claims.put("swname", "patchproof-probe");
        claims.put("swversion", "0.1.0");
        claims.put("patchproof", EvidenceClaims.toClaims(evidence(plan, hostName)));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setHeader("typ", "eat+jwt");
        signature.setAlgorithmHeaderValue("ES256");
        signature.setJwkHeader(key);
        signature.setKey(key.getPrivateKey());
        signature.setPayload(JsonUtil.toJson(claims));
        return signature.getCompactSerialization();
    }

    private static Evidence evidence(String plan, String hostName) throws Exception {
        Instant now = Instant.now();
        return new Evidence(
                HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(plan.getBytes(StandardCharsets.US_ASCII))),
                Finding.doesNotExist(),
                now.minusSeconds(5),
                now,
                new SystemFacts(
                        DEBIAN,
                        "Debian GNU/Linux 12 (bookworm)",
                        Finding.doesNotExist(),
                        Finding.exists(hostName),
                        Finding.exists(now.minusSeconds(3600)),
                        SystemFacts.Setting.LIVE,
                        Finding.exists(false),
                        Architecture.X64,
                        "17"),
                List.of(new Observation<>(new Query.RebootRequired(), Finding.doesNotExist())));
    }
}
