package dev.patchproof.probe.trust;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The key of one user on one computer (P-256), and the random name of that installation. */
public final class DeviceKey {
    private static final byte RANDOM_UEID = 0x01; // type RAND of RFC 9711, 4.2.1
    private static final int UEID_LENGTH = 16;

    private final EllipticCurveJsonWebKey key;
    private final String ueid;

    private DeviceKey(EllipticCurveJsonWebKey key, String ueid) {
        this.key = key;
        this.ueid = ueid;
    }

    static DeviceKey create() throws TrustException {
        byte[] random = new byte[1 + UEID_LENGTH];
        new SecureRandom().nextBytes(random);
        random[0] = RANDOM_UEID;
        try {
            return new DeviceKey(
                    EcJwkGenerator.generateJwk(EllipticCurves.P256),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        } catch (JoseException e) {
            throw new TrustException(Reason.DEVICE_KEY, "This Java cannot make a key on P-256.", e);
        }
    }

    static DeviceKey read(byte[] kept) throws TrustException {
        try {
            Map<String, Object> fields = Json.parse(new String(kept, StandardCharsets.UTF_8));
            if (fields.keySet().equals(Set.of("patchproof", "ueid", "key"))
                    && Long.valueOf(1).equals(fields.get("patchproof"))
                    && fields.get("ueid") instanceof String ueid
                    && fields.get("key") instanceof Map<?, ?> jwk) {
                Map<String, Object> named = new LinkedHashMap<>();
                jwk.forEach((name, value) -> named.put(String.valueOf(name), value));
                if (PublicJsonWebKey.Factory.newPublicJwk(named) instanceof EllipticCurveJsonWebKey key
                        && key.getCurveName().equals("P-256")
                        && key.getPrivateKey() != null) {
                    return new DeviceKey(key, ueid);
                }
            }
        } catch (JoseException | RuntimeException e) {
            throw new TrustException(Reason.DEVICE_KEY, "it holds no key", e);
        }
        throw new TrustException(Reason.DEVICE_KEY, "it holds no key on P-256");
    }

    byte[] write() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("patchproof", 1L);
        fields.put("ueid", ueid);
        fields.put("key", key.toParams(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        return Json.write(fields).getBytes(StandardCharsets.UTF_8);
    }

    /** Base64url; the same for every check of this user on this computer. */
    public String ueid() {
        return ueid;
    }

    /** RFC 7638, as the portal remembers this device. */
    public String thumbprint() {
        return PublicKeys.thumbprint(key);
    }

    Map<String, Object> publicJwk() {
        return key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    PrivateKey privateKey() {
        return key.getPrivateKey();
    }
}
