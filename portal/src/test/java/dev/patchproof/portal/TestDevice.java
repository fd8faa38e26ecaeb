package dev.patchproof.portal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.EvidenceClaims;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.PlanClaims;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A device with a key of its own, which signs evidence as a probe does. */
public final class TestDevice {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final EllipticCurveJsonWebKey key;
    private final String ueid;

    private TestDevice(EllipticCurveJsonWebKey key, String ueid) {
        this.key = key;
        this.ueid = ueid;
    }

    public static TestDevice make() {
        byte[] id = new byte[17];
        RANDOM.nextBytes(id);
        id[0] = 1;
        return new TestDevice(newKey(), Base64.getUrlEncoder().withoutPadding().encodeToString(id));
    }

    /** The same device id with another key. */
    public TestDevice withNewKey() {
        return new TestDevice(newKey(), ueid);
    }

    public String ueid() {
        return ueid;
    }

    public String evidence(String planToken, TestComputer computer, Instant now) {
        return evidence(planToken, computer, now, claims -> {});
    }

    /** Evidence that answers the plan, with claims changed before it is signed. */
    public String evidence(String planToken, TestComputer computer, Instant now, Consumer<Map<String, Object>> change) {
        Plan plan = plan(planToken);
        List<Observation<?>> observations =
                plan.queries().stream().<Observation<?>>map(computer::answer).collect(Collectors.toList());
        Evidence evidence = new Evidence(
                dev.patchproof.portal.access.Digests.sha256(planToken),
                Finding.exists("cd".repeat(32)),
                now.minusSeconds(2),
                now.minusSeconds(1),
                computer.system(),
                computer.machineId()
                        .map(id -> Finding.exists(machine(planToken, id)))
                        .orElseGet(() -> Finding.notCollected(NotCollectedReason.NOT_ASKED, "an old probe")),
                observations);
        Map<String, Object> claims = new HashMap<>();
        claims.put("eat_profile", "tag:patchproof.dev,2026:evidence-1");
        claims.put("eat_nonce", plan.nonce());
        claims.put("aud", plan.audience());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 600);
        claims.put("jti", "jti-" + RANDOM.nextLong(Long.MAX_VALUE));
        claims.put("ueid", ueid);
        claims.put("swname", "patchproof-probe");
        claims.put("swversion", "0.1.0");
        claims.put("patchproof", EvidenceClaims.toClaims(evidence));
        change.accept(claims);
        return sign(claims);
    }

    @SuppressWarnings("unchecked") // claims of a token that the portal made
    public static Plan plan(String planToken) {
        return PlanClaims.fromClaims((Map<String, Object>) claim(planToken, "plan"));
    }

    private static Object claim(String planToken, String name) {
        try {
            String payload =
                    new String(Base64.getUrlDecoder().decode(planToken.split("\\.", -1)[1]), StandardCharsets.UTF_8);
            return requireNonNull(JsonUtil.parseJson(payload).get(name));
        } catch (JoseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Hashed as the agreed format has it. */
    private static String machine(String planToken, String id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getUrlDecoder().decode((String) claim(planToken, "machine_key")), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(("patchproof-machine-1\n" + id).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign(Map<String, Object> claims) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setHeader("typ", "eat+jwt");
            signature.setJwkHeader(key);
            signature.setAlgorithmHeaderValue("ES256");
            signature.setKey(key.getPrivateKey());
            signature.setPayload(JsonUtil.toJson(claims));
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EllipticCurveJsonWebKey newKey() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
