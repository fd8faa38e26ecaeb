package dev.patchproof.probe.trust;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.util.Map;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Reads public keys on P-256, the only ones in use here. */
final class PublicKeys {
    private PublicKeys() {}

    static PublicJsonWebKey read(String what, Map<String, Object> jwk) throws TrustException {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(jwk);
            if (key instanceof EllipticCurveJsonWebKey curve
                    && curve.getCurveName().equals("P-256")
                    && key.getPrivateKey() == null) {
                return key;
            }
        } catch (JoseException | RuntimeException e) {
            throw new TrustException(Reason.MALFORMED, "The " + what + " is not a public key.", e);
        }
        throw new TrustException(Reason.MALFORMED, "The " + what + " is not a public key on P-256.");
    }

    /** RFC 7638, SHA-256, base64url. */
    static String thumbprint(PublicJsonWebKey key) {
        try {
            return key.calculateBase64urlEncodedThumbprint("SHA-256");
        } catch (RuntimeException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
