package dev.patchproof.portal.verification;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A compact JWS (RFC 7515) before its claims are read: header, device key, signature. */
final class SignedToken {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]*+");
    private static final String TYPE = "eat+jwt";
    /** Everything that a header may hold: no key to be fetched (jku, x5u) or looked up (kid, x5t), no compression (zip). */
    private static final Set<String> HEADERS = Set.of("typ", "alg", "jwk", "x5c");

    private final String token;
    private final Map<String, Object> header;

    private SignedToken(String token, Map<String, Object> header) {
        this.token = requireNonNull(token, "token");
        this.header = requireNonNull(header, "header");
    }

    static SignedToken parse(String token) throws EvidenceRefusedException {
        if (!FORM.matcher(token).matches()) {
            throw new EvidenceRefusedException(
                    Refusal.NOT_A_JWS, "three base64url parts expected, found " + token.length() + " other characters");
        }
        return new SignedToken(token, StrictJson.object(part(token, 0), Refusal.NOT_A_JWS));
    }

    void checkHeader() throws EvidenceRefusedException {
        if (!TYPE.equals(header.get("typ"))) {
            throw refused(Refusal.TYPE_WRONG, "typ " + TYPE, "typ");
        }
        requireAlgorithm(header.containsKey("x5c") ? SigningKey.ALGORITHMS : SigningKey.OF_DEVICE_KEYS);
        // b64 changes what is signed; it is only legal together with crit, so alone it is refused alike
        if (header.containsKey("crit") || header.containsKey("b64")) {
            throw refused(Refusal.CRITICAL_HEADER, "no critical header", "crit");
        }
        Set<String> others = new TreeSet<>(header.keySet());
        others.removeAll(HEADERS);
        if (!others.isEmpty()) {
            throw new EvidenceRefusedException(
                    Refusal.HEADER_NOT_ALLOWED,
                    "headers " + new TreeSet<>(HEADERS) + " expected, found also "
                            + TokenClaims.shown(others.iterator().next()));
        }
    }

    private void requireAlgorithm(Set<String> allowed) throws EvidenceRefusedException {
        if (!(header.get("alg") instanceof String algorithm) || !allowed.contains(algorithm)) {
            throw refused(Refusal.ALGORITHM_NOT_ALLOWED, "alg of " + new TreeSet<>(allowed), "alg");
        }
    }

    /** That of the certificates, or that of the probe's own device key. */
    SigningKey signingKey(Identities identities, Instant now) throws EvidenceRefusedException {
        Object x5c = header.get("x5c");
        if (x5c == null) {
            return SigningKey.ofDevice(deviceKey());
        }
        if (header.containsKey("jwk")) {
            throw new EvidenceRefusedException(
                    Refusal.KEY_AND_CERTIFICATE, "a device key (jwk) or certificates (x5c) expected, found both");
        }
        if (!(x5c instanceof List<?> certificates)) {
            throw refused(Refusal.CERTIFICATE_MALFORMED, "a list of certificates", "x5c");
        }
        SigningKey key = SigningKey.of(identities.identify(certificates, now));
        requireAlgorithm(key.algorithms());
        return key;
    }

    private EllipticCurveJsonWebKey deviceKey() throws EvidenceRefusedException {
        if (!(header.get("jwk") instanceof Map<?, ?> members)) {
            throw refused(Refusal.DEVICE_KEY_ABSENT, "a device public key", "jwk");
        }
        return DeviceJwk.read(members);
    }

    void checkSignature(SigningKey key) throws EvidenceRefusedException {
        Base64Url.decode(token.substring(token.lastIndexOf('.') + 1), Refusal.SIGNATURE_INVALID);
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(new AlgorithmConstraints(
                    ConstraintType.PERMIT, key.algorithms().toArray(new String[0])));
            signature.setCompactSerialization(token);
            signature.setKey(key.key());
            if (signature.verifySignature()) {
                return;
            }
        } catch (JoseException e) {
            throw new EvidenceRefusedException(Refusal.SIGNATURE_INVALID, "the signature cannot be checked");
        }
        throw new EvidenceRefusedException(Refusal.SIGNATURE_INVALID, "not signed by the key in the header");
    }

    String payload() throws EvidenceRefusedException {
        return part(token, 1);
    }

    private EvidenceRefusedException refused(Refusal reason, String expected, String found) {
        return new EvidenceRefusedException(
                reason, expected + " expected, found " + found + " " + TokenClaims.shown(header.get(found)));
    }

    private static String part(String token, int index) throws EvidenceRefusedException {
        Refusal reason = index == 0 ? Refusal.NOT_A_JWS : Refusal.CLAIMS_NOT_JSON;
        byte[] bytes = Base64Url.decode(token.split("\\.", -1)[index], reason);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new EvidenceRefusedException(reason, "UTF-8 text expected, found something else");
        }
    }
}
