package dev.patchproof.portal.verification;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/**
 * Writes tokens that no library makes: put together by hand and signed by hand, so that everything but the one defect is
 * right. Run like {@link TokenWriter}.
 */
class HostileTokenWriter {
    private static final String ES256 = "ES256";

    private final EllipticCurveJsonWebKey key;

    HostileTokenWriter() throws JoseException {
        key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    }

    @Test
    void writeForms() throws Exception {
        String token = token(header(), payload());
        String[] parts = token.split("\\.", -1);
        save("empty", "");
        save("four-parts", token + ".AA");
        save("detached-payload", parts[0] + ".." + parts[2]);
        save("line-break-at-the-end", token + "\n");
        save("standard-base64", parts[0] + "." + parts[1].substring(0, parts[1].length() - 1) + "+." + parts[2]);
        save(
                "json-serialization",
                "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                        + "\"}");
        save("encrypted-token", TokenWriter.base64("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + "..AAAA.AAAA.AAAA");
    }

    @Test
    void writeHeaders() throws Exception {
        save("header-not-canonical", signed(notCanonical(padded(header())), base64(payload())));
        save("header-name-twice", token(header().replaceFirst("\\{", "{\"typ\":\"eat+jwt\","), payload()));
        save("header-with-more-after-it", token(header() + "{}", payload()));
        save("header-with-half-a-character", token(header().replaceFirst("\\{", "{\"\\\\ud800\":1,"), payload()));
        save("header-not-utf8", signed(base64(withByte(header())), base64(payload())));
        save("type-in-capitals", withHeader(header -> header.put("typ", "EAT+JWT")));
        save("algorithm-absent", withHeader(header -> header.remove("alg")));
        save("algorithm-list", withHeader(header -> header.put("alg", List.of(ES256))));
        save("algorithm-in-lower-case", withHeader(header -> header.put("alg", "es256")));
        save("algorithm-of-another-curve", withHeader(header -> header.put("alg", "ES384")));
        save("algorithm-of-another-key", withHeader(header -> header.put("alg", "ES256K")));
        save("critical-header-empty", withHeader(header -> header.put("crit", List.of())));
        save("critical-header-of-a-known-one", withHeader(header -> header.put("crit", List.of("typ"))));
        save("key-address-in-header", withHeader(header -> header.put("jku", "https://keys.example.org/jwks.json")));
        save(
                "certificate-address-in-header",
                withHeader(header -> header.put("x5u", "https://keys.example.org/c.pem")));
        save("certificate-digest-in-header", withHeader(header -> header.put("x5t#S256", "A".repeat(43))));
        save("key-id-in-header", withHeader(header -> header.put("kid", "../../keys/token.jwk")));
        save("compression-in-header", withHeader(header -> header.put("zip", "DEF")));
        save("attestation-result", attestationResult());
    }

    @Test
    void writeAlgorithms() throws Exception {
        KeyPair rsa = pair("RSA", 2048);
        save("algorithm-rsa", other("RS256", rsaJwk(rsa), "SHA256withRSA", rsa));
        KeyPair edwards = pair("Ed25519", 255);
        byte[] encoded = edwards.getPublic().getEncoded();
        String point = unpadded(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        save(
                "algorithm-edwards",
                other("EdDSA", Map.of("kty", "OKP", "crv", "Ed25519", "x", point), "Ed25519", edwards));
        save("device-key-of-rsa", withJwk(jwk -> {
            jwk.clear();
            jwk.putAll(rsaJwk(rsa));
        }));
        save("algorithm-hmac-with-the-public-key", publicKeyAsSecret());
    }

    @Test
    void writeDeviceKeys() throws Exception {
        save("device-key-as-text", withHeader(header -> header.put("jwk", JsonUtil.toJson(jwk()))));
        save("device-key-with-a-secret", withJwk(jwk -> jwk.put("k", "AAAA")));
        save("device-key-with-certificates", withJwk(jwk -> jwk.put("x5c", List.of("AAAA"))));
        save("device-key-without-y", withJwk(jwk -> jwk.remove("y")));
        save("device-key-in-short-form", withJwk(jwk -> jwk.put("y", "AQ")));
        save("device-key-not-canonical", withJwk(jwk -> jwk.put("x", notCanonical(String.valueOf(jwk.get("x"))))));
        save("device-key-off-the-curve", withJwk(jwk -> jwk.put("y", jwk.get("x"))));
        save(
                "device-key-beyond-the-field",
                withJwk(jwk -> jwk.put("x", unpadded(new BigInteger(1, ones()).toByteArray()))));
    }

    @Test
    void writeSignatures() throws Exception {
        String token = token(header(), payload());
        String head = token.substring(0, token.lastIndexOf('.') + 1);
        String signature = token.substring(head.length());
        save("signature-absent", head);
        save("signature-of-zeros", head + unpadded(new byte[64]));
        save("signature-in-der", head + unpadded(signature("SHA256withECDSA", head.substring(0, head.length() - 1))));
        save("signature-with-more-after-it", head + unpadded(Arrays.copyOf(decoded(signature), 66)));
        save("signature-not-canonical", head + notCanonical(signature));
        String other = token(header(), payload().replace("d6f2f1d0c001", "d6f2f1d0c002"));
        save("signature-of-another-token", head + other.substring(other.lastIndexOf('.') + 1));
    }

    @Test
    void writePayloads() throws Exception {
        save("payload-not-canonical", signed(base64(header()), notCanonical(padded(payload()))));
        save("payload-not-utf8", signed(base64(header()), base64(withByte(payload()))));
        savePayload("payload-list", payload -> "[" + payload + "]");
        savePayload("payload-null", payload -> "null");
        savePayload("payload-with-more-after-it", payload -> payload + " {}");
        savePayload("payload-with-a-comment", payload -> payload.replaceFirst("\\{", "{/* */"));
        savePayload("payload-with-a-trailing-comma", payload -> payload.replaceFirst("\\}$", ",}"));
        savePayload("payload-with-a-byte-order-mark", payload -> "\uFEFF" + payload);
        savePayload(
                "claim-twice-by-escape",
                payload -> payload.replaceFirst("\\{", "{\"\\\\u006ati\":\"first-token-id\","));
        savePayload(
                "claim-twice-inside",
                payload -> payload.replaceFirst("\"patchproof\":\\{", "\"patchproof\":{\"system\":{},"));
        savePayload("half-a-character", payload -> extra(payload, "\"\\\\ud83d\""));
        savePayload("half-a-character-in-a-name", payload -> extra(payload, "{\"\\\\udc00\":1}"));
        savePayload("one-level-too-deep", payload -> extra(payload, "[".repeat(32) + "]".repeat(32)));
        savePayload("number-not-a-number", payload -> extra(payload, "NaN"));
        savePayload("number-infinite", payload -> extra(payload, "-Infinity"));
        savePayload("number-of-a-thousand-digits", payload -> extra(payload, "1".repeat(1000)));
        savePayload("number-with-a-leading-zero", payload -> extra(payload, "007"));
    }

    @Test
    void writeClaims() throws Exception {
        long issued = TokenFiles.ISSUED.getEpochSecond();
        saveClaim("profile-list", "eat_profile", List.of(EvidenceVerifier.PROFILE));
        saveClaim("nonce-list", "eat_nonce", List.of(TokenFiles.EXPECTED.nonce()));
        saveClaim("audience-with-a-slash", "aud", TokenFiles.EXPECTED.audience() + "/");
        saveClaim("issue-time-as-digits-in-text", "iat", String.valueOf(issued));
        saveClaim("issue-time-with-a-fraction", "iat", issued + 0.5);
        saveClaim("issue-time-in-milliseconds", "iat", issued * 1000);
        saveClaim("issue-time-negative", "iat", -issued);
        savePayload("issue-time-beyond-64-bits", payload -> issueTime(payload, "18446744073709551616"));
        savePayload("issue-time-with-a-huge-exponent", payload -> issueTime(payload, "1e999999999"));
        save("expiry-absent", withClaims(claims -> claims.remove("exp")));
        saveClaim("not-before-as-text", "nbf", "now");
        saveClaim("not-yet-valid", "nbf", TokenFiles.NOW.getEpochSecond() + 301);
        saveClaim("lifetime-of-a-day", "exp", issued + 24 * 3600);
        saveClaim("device-id-not-canonical", "ueid", notCanonical(TokenWriter.ueid(1)));
        save("number-as-text", withSystem("elevated", Map.of("exists", "1")));
        save("host-name-with-nul", withSystem("hostName", Map.of("exists", "desk\0-17")));
        save("host-name-of-a-novel", withSystem("hostName", Map.of("exists", "a".repeat(256))));
        save("product-name-with-nul", withSystem("productName", "Debian\0"));
    }

    private static byte[] ones() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }

    private static String extra(String payload, String json) {
        return payload.replaceFirst("\\{", "{\"extra\":" + json + ",");
    }

    private static String issueTime(String payload, String json) {
        return payload.replaceFirst("\"iat\":\\d+", "\"iat\":" + json);
    }

    /** A result that a portal signed, for somebody who hopes it is taken for evidence. */
    private String attestationResult() throws Exception {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", "eat+jwt");
        header.put("alg", ES256);
        header.put("kid", key.calculateBase64urlEncodedThumbprint("SHA-256"));
        return token(JsonUtil.toJson(header), "{\"eat_profile\":\"tag:github.com,2023:veraison/ear\",\"submods\":{}}");
    }

    /** The trick of old libraries: the public key, which everybody has, taken for the secret of HMAC. */
    private String publicKeyAsSecret() throws Exception {
        Map<String, Object> header = new LinkedHashMap<>(JsonUtil.parseJson(header()));
        header.put("alg", "HS256");
        String input = base64(JsonUtil.toJson(header)) + "." + base64(payload());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getECPublicKey().getEncoded(), "HmacSHA256"));
        return input + "." + unpadded(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String other(String algorithm, Map<String, Object> jwk, String java, KeyPair pair) throws Exception {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", "eat+jwt");
        header.put("alg", algorithm);
        header.put("jwk", jwk);
        String input = base64(JsonUtil.toJson(header)) + "." + base64(payload());
        Signature signature = Signature.getInstance(java);
        signature.initSign(pair.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + unpadded(signature.sign());
    }

    private static KeyPair pair(String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static Map<String, Object> rsaJwk(KeyPair pair) {
        RSAPublicKey rsa = (RSAPublicKey) pair.getPublic();
        byte[] modulus = rsa.getModulus().toByteArray();
        return Map.of(
                "kty",
                "RSA",
                "n",
                unpadded(Arrays.copyOfRange(modulus, modulus.length - 256, modulus.length)),
                "e",
                "AQAB");
    }

    private void savePayload(String defect, UnaryOperator<String> change) throws Exception {
        save(defect, token(header(), change.apply(payload())));
    }

    private void saveClaim(String defect, String claim, Object value) throws Exception {
        save(defect, withClaims(claims -> claims.put(claim, value)));
    }

    private String withClaims(Consumer<Map<String, Object>> change) throws Exception {
        Map<String, Object> claims = TokenWriter.claims();
        change.accept(claims);
        return token(header(), JsonUtil.toJson(claims));
    }

    @SuppressWarnings("unchecked") // objects of the golden file
    private String withSystem(String field, Object value) throws Exception {
        return withClaims(claims -> {
            Map<String, Object> evidence = (Map<String, Object>) requireNonNull(claims.get("patchproof"));
            Map<String, Object> system =
                    new LinkedHashMap<>((Map<String, Object>) requireNonNull(evidence.get("system")));
            system.put(field, value);
            evidence.put("system", system);
        });
    }

    private String withHeader(Consumer<Map<String, Object>> change) throws Exception {
        Map<String, Object> header = new LinkedHashMap<>(JsonUtil.parseJson(header()));
        change.accept(header);
        return token(JsonUtil.toJson(header), payload());
    }

    private String withJwk(Consumer<Map<String, Object>> change) throws Exception {
        Map<String, Object> jwk = jwk();
        change.accept(jwk);
        return withHeader(header -> header.put("jwk", jwk));
    }

    private Map<String, Object> jwk() {
        return new LinkedHashMap<>(key.toParams(OutputControlLevel.PUBLIC_ONLY));
    }

    private String header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", "eat+jwt");
        header.put("alg", ES256);
        header.put("jwk", jwk());
        return JsonUtil.toJson(header);
    }

    private static String payload() throws Exception {
        return JsonUtil.toJson(TokenWriter.claims());
    }

    private String token(String header, String payload) throws Exception {
        return signed(base64(header), base64(payload));
    }

    private String signed(String header, String payload) throws Exception {
        String input = header + "." + payload;
        return input + "." + unpadded(signature("SHA256withECDSAinP1363Format", input));
    }

    private byte[] signature(String algorithm, String input) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key.getPrivateKey());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return signature.sign();
    }

    /** Base64url of the JSON with blanks behind, so that the last character has bits to spare. */
    private static String padded(String json) {
        String text = json;
        while (text.getBytes(StandardCharsets.UTF_8).length % 3 != 1) {
            text += " ";
        }
        return base64(text);
    }

    /** The same bytes with another last character. */
    private static String notCanonical(String base64) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(base64.charAt(base64.length() - 1));
        return base64.substring(0, base64.length() - 1) + alphabet.charAt(last + 1);
    }

    private static byte[] withByte(String json) {
        byte[] bytes = json.replaceFirst("\\{", "{\"?\":1,").getBytes(StandardCharsets.UTF_8);
        bytes[2] = (byte) 0xff;
        return bytes;
    }

    private static String base64(String text) {
        return TokenWriter.base64(text);
    }

    private static String base64(byte[] bytes) {
        return unpadded(bytes);
    }

    private static byte[] decoded(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static String unpadded(byte[] bytes) {
        int sign = bytes.length == 33 && bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static void save(String defect, String token) throws Exception {
        TokenWriter.saveRefused(defect, token);
    }
}
