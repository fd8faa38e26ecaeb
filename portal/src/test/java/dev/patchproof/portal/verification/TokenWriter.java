package dev.patchproof.portal.verification;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Writes the token files that {@link EvidenceVerifierTest} reads: one good token over the golden claims of wire format 1,
 * and one per defect. Not part of the build, since ECDSA signatures differ each time; run it when the wire format or the
 * set of defects changes, from the top folder, and commit what it writes. Files that are there stay: delete what is to be
 * made anew. {@link HostileTokenWriter} writes those that take more to make:
 *
 * <pre>./mvnw -pl portal -am test -Dtest=TokenWriter -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class TokenWriter {
    private static final Path FOLDER = Path.of("src/test/resources/dev/patchproof/portal/verification");
    private static final Path GOLDEN_CLAIMS =
            Path.of("../probe/src/test/resources/dev/patchproof/evidence/evidence-1.json");

    private static final int NESTING = 100_000;

    private final EllipticCurveJsonWebKey deviceKey;

    TokenWriter() throws JoseException {
        deviceKey = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    }

    @Test
    void write() throws Exception {
        save("golden", token(claims -> {}));
        saveRefused("wrong-key", signed(claims(), "ES256", deviceKey, otherKey().getPrivateKey(), header -> {}));
        saveRefused("other-algorithm", otherAlgorithm());
        saveRefused("algorithm-hmac", hmac());
        saveRefused("algorithm-none", algorithmNone());
        saveRefused("type-of-another-token", withHeader(header -> header.setHeader("typ", "patchproof-plan+jwt")));
        saveRefused("type-absent", sign(JsonUtil.toJson(claims()), "ES256", deviceKey.getPrivateKey(), this::key));
        saveRefused("critical-header", withHeader(header -> header.getHeaders()
                .setObjectHeaderValue("crit", List.of("x"))));
        saveRefused("unencoded-payload-header", withHeader(header -> header.getHeaders()
                .setObjectHeaderValue("b64", true)));
        saveRefused(
                "device-key-absent",
                sign(JsonUtil.toJson(claims()), "ES256", deviceKey.getPrivateKey(), TokenWriter::type));
        saveRefused("device-key-of-another-curve", keyOfAnotherCurve());
        saveRefused("device-key-with-its-private-part", withHeader(header -> header.getHeaders()
                .setObjectHeaderValue("jwk", deviceKey.toParams(OutputControlLevel.INCLUDE_PRIVATE))));
        saveRefused("payload-altered", payloadAltered());
        saveRefused("signature-cut", token(claims -> {}).replaceFirst("....$", ""));
        saveRefused("payload-not-json", raw("not json"));
        refuse("profile-of-another-version", "eat_profile", "tag:patchproof.dev,2026:evidence-2");
        refuse("profile-absent", "eat_profile", null);
        refuse("nonce-of-another-check", "eat_nonce", "b3RoZXItbm9uY2U");
        refuse("nonce-absent", "eat_nonce", null);
        refuse("audience-of-another-portal", "aud", "https://other.example.org");
        refuse("audience-list", "aud", List.of(TokenFiles.EXPECTED.audience()));
        refuse("issue-time-absent", "iat", null);
        refuse("issue-time-as-text", "iat", "now");
        refuse("expires-before-issue", "exp", TokenFiles.ISSUED.getEpochSecond() - 1);
        saveRefused("issued-in-the-future", shifted(6 * 60));
        saveRefused("expired", token(claims -> {
            claims.put("iat", TokenFiles.ISSUED.getEpochSecond() - 40 * 60);
            claims.put("exp", TokenFiles.ISSUED.getEpochSecond() - 10 * 60);
        }));
        saveRefused("too-old", token(claims -> {
            claims.put("iat", TokenFiles.ISSUED.getEpochSecond() - 70 * 60);
            claims.put("exp", TokenFiles.ISSUED.getEpochSecond() + 70 * 60);
        }));
        refuse("token-id-absent", "jti", null);
        refuse("token-id-with-markup", "jti", "<script>alert(1)</script>");
        refuse("device-id-absent", "ueid", null);
        refuse("device-id-too-short", "ueid", "AQAA");
        refuse("device-id-of-another-type", "ueid", ueid(0x02));
        refuse("software-of-another-name", "swname", "other-probe");
        refuse("software-version-absent", "swversion", null);
        refuse("evidence-absent", "patchproof", null);
        saveRefused("evidence-with-an-unknown-field", withEvidence(evidence -> evidence.put("verdict", "up-to-date")));
        saveRefused("evidence-without-a-field", withEvidence(evidence -> evidence.remove("observations")));
        saveRefused(
                "evidence-of-another-day", withEvidence(evidence -> evidence.put("startedAt", "2026-01-30T12:00:00Z")));
        saveRefused(
                "plan-digest-of-another-check", withEvidence(evidence -> evidence.put("planDigest", "cd".repeat(32))));
        saveRefused("not-a-jwt", "hello");
        saveRefused("two-parts", token(claims -> {}).replaceFirst("\\.[^.]*$", ""));
        saveRefused("padded-base64", token(claims -> {}) + "=");
        saveRefused("header-not-json", "bm8" + token(claims -> {}).replaceFirst("^[^.]*", ""));
        saveRefused("claim-twice", raw(JsonUtil.toJson(claims()).replaceFirst("\\{", "{\"jti\":\"first-token-id\",")));
        savePacked("oversized", token(claims -> claims.put("filler", "A".repeat(EvidenceVerifier.MAX_TOKEN_BYTES))));
        savePacked("deeply-nested", deeplyNested());
    }

    private void refuse(String defect, String claim, @Nullable Object value) throws Exception {
        saveRefused(defect, token(claims -> {
            if (value == null) {
                claims.remove(claim);
            } else {
                claims.put(claim, value);
            }
        }));
    }

    private String token(Consumer<Map<String, Object>> change) throws Exception {
        Map<String, Object> claims = claims();
        change.accept(claims);
        return signed(claims, "ES256", deviceKey, deviceKey.getPrivateKey(), header -> {});
    }

    private String shifted(long seconds) throws Exception {
        return token(claims -> {
            claims.put("iat", TokenFiles.NOW.getEpochSecond() + seconds);
            claims.put("exp", TokenFiles.NOW.getEpochSecond() + seconds + 600);
        });
    }

    private String withHeader(Consumer<JsonWebSignature> change) throws Exception {
        return signed(claims(), "ES256", deviceKey, deviceKey.getPrivateKey(), change);
    }

    private String withEvidence(Consumer<Map<String, Object>> change) throws Exception {
        return token(claims -> {
            @SuppressWarnings("unchecked") // an object of the golden file
            Map<String, Object> evidence = (Map<String, Object>) claims.get("patchproof");
            change.accept(evidence);
        });
    }

    static Map<String, Object> claims() throws IOException, JoseException {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("eat_profile", EvidenceVerifier.PROFILE);
        claims.put("eat_nonce", TokenFiles.EXPECTED.nonce());
        claims.put("aud", TokenFiles.EXPECTED.audience());
        claims.put("iat", TokenFiles.ISSUED.getEpochSecond());
        claims.put("exp", TokenFiles.ISSUED.getEpochSecond() + 600);
        claims.put("jti", "b7f3f0b2-0e0e-4b9c-9f43-d6f2f1d0c001");
        claims.put("ueid", ueid(0x01));
        claims.put("swname", "patchproof-probe");
        claims.put("swversion", "0.1.0");
        claims.put("patchproof", new LinkedHashMap<>(JsonUtil.parseJson(Files.readString(GOLDEN_CLAIMS))));
        return claims;
    }

    static String ueid(int type) {
        byte[] bytes = new byte[17];
        bytes[0] = (byte) type;
        bytes[16] = 7;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String signed(
            Map<String, Object> claims,
            String algorithm,
            EllipticCurveJsonWebKey headerKey,
            Key signingKey,
            Consumer<JsonWebSignature> change)
            throws JoseException {
        return sign(JsonUtil.toJson(claims), algorithm, signingKey, header -> {
            header.setHeader("typ", "eat+jwt");
            header.getHeaders().setObjectHeaderValue("jwk", headerKey.toParams(OutputControlLevel.PUBLIC_ONLY));
            change.accept(header);
        });
    }

    static void type(JsonWebSignature header) {
        header.setHeader("typ", "eat+jwt");
    }

    private void key(JsonWebSignature header) {
        header.getHeaders().setObjectHeaderValue("jwk", deviceKey.toParams(OutputControlLevel.PUBLIC_ONLY));
    }

    static String sign(String payload, String algorithm, Key key, Consumer<JsonWebSignature> change)
            throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setPayload(payload);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(key);
        signature.setDoKeyValidation(false);
        change.accept(signature);
        return signature.getCompactSerialization();
    }

    private static EllipticCurveJsonWebKey otherKey() throws JoseException {
        return EcJwkGenerator.generateJwk(EllipticCurves.P256);
    }

    private String otherAlgorithm() throws Exception {
        EllipticCurveJsonWebKey p384 = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        return signed(claims(), "ES384", p384, p384.getPrivateKey(), header -> {});
    }

    private String keyOfAnotherCurve() throws Exception {
        EllipticCurveJsonWebKey p384 = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        return signed(claims(), "ES256", p384, deviceKey.getPrivateKey(), header -> {});
    }

    private String hmac() throws Exception {
        return signed(
                claims(), "HS256", deviceKey, OctJwkGenerator.generateJwk(256).getKey(), header -> {});
    }

    private String algorithmNone() throws Exception {
        return base64("{\"alg\":\"none\",\"typ\":\"eat+jwt\"}") + "." + base64(JsonUtil.toJson(claims())) + ".";
    }

    private String payloadAltered() throws Exception {
        List<String> parts = List.of(token(claims -> {}).split("\\.", -1));
        Map<String, Object> claims = claims();
        claims.put("jti", "another-token-id");
        return parts.get(0) + "." + base64(JsonUtil.toJson(claims)) + "." + parts.get(2);
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static void saveRefused(String defect, String token) throws IOException {
        save("refused/" + defect, token);
    }

    private static void save(String name, String token) throws IOException {
        Path file = FOLDER.resolve(name + ".jwt");
        Files.createDirectories(file.getParent());
        if (Files.notExists(file)) {
            Files.writeString(file, token);
        }
    }

    private String deeplyNested() throws Exception {
        Map<String, Object> claims = claims();
        claims.put("patchproof", "HERE");
        return raw(JsonUtil.toJson(claims).replace("\"HERE\"", "[".repeat(NESTING) + "]".repeat(NESTING)));
    }

    private String raw(String payload) throws JoseException {
        return sign(payload, "ES256", deviceKey.getPrivateKey(), header -> {
            type(header);
            key(header);
        });
    }

    /** For the sake of the repository. */
    private static void savePacked(String defect, String token) throws IOException {
        Path file = FOLDER.resolve("refused/" + defect + ".jwt.gz");
        if (Files.exists(file)) {
            return;
        }
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write(token.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
