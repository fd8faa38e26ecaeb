package dev.patchproof.portal.verification;

import static java.util.Objects.requireNonNull;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The key that a token says it is signed with.
 *
 * @param algorithms with which such a key may sign
 * @param thumbprint RFC 7638, SHA-256, base64url
 * @param identity whom its certificate names; empty for a key that the probe made
 */
record SigningKey(PublicKey key, Set<String> algorithms, String thumbprint, Optional<DeviceIdentity> identity) {
    /** All that any key may sign with. */
    static final Set<String> ALGORITHMS = Set.of(
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256);

    /** What a key that the probe made signs with. */
    static final Set<String> OF_DEVICE_KEYS = Set.of(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_RSA = 8192;

    SigningKey {
        requireNonNull(key, "key");
        algorithms = Set.copyOf(algorithms);
        requireNonNull(thumbprint, "thumbprint");
        requireNonNull(identity, "identity");
    }

    static SigningKey ofDevice(EllipticCurveJsonWebKey key) {
        return new SigningKey(key.getPublicKey(), OF_DEVICE_KEYS, thumbprint(key), Optional.empty());
    }

    static SigningKey of(CertifiedKey certified) throws EvidenceRefusedException {
        Set<String> algorithms = algorithms(certified.key());
        try {
            return new SigningKey(
                    certified.key(),
                    algorithms,
                    thumbprint(PublicJsonWebKey.Factory.newPublicJwk(certified.key())),
                    Optional.of(certified.identity()));
        } catch (JoseException e) {
            throw notAllowed("one that cannot be used");
        }
    }

    private static Set<String> algorithms(PublicKey key) throws EvidenceRefusedException {
        if (key instanceof ECPublicKey curveKey) {
            String curve = EllipticCurves.getName(curveKey.getParams().getCurve());
            if (EllipticCurves.P_256.equals(curve)) {
                return Set.of(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            }
            if (EllipticCurves.P_384.equals(curve)) {
                return Set.of(AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384);
            }
            throw notAllowed("one on another curve");
        }
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < SHORTEST_RSA || bits > LONGEST_RSA) {
                throw notAllowed("RSA of " + bits + " bits");
            }
            return rsa.getAlgorithm().equals("RSA")
                    ? Set.of(AlgorithmIdentifiers.RSA_USING_SHA256, AlgorithmIdentifiers.RSA_PSS_USING_SHA256)
                    : Set.of(AlgorithmIdentifiers.RSA_PSS_USING_SHA256);
        }
        throw notAllowed("one of another kind");
    }

    private static String thumbprint(PublicJsonWebKey key) {
        return key.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    private static EvidenceRefusedException notAllowed(String found) {
        return new EvidenceRefusedException(
                Refusal.CERTIFICATE_KEY_NOT_ALLOWED,
                "a certificate's key on P-256 or P-384, or RSA of " + SHORTEST_RSA + " to " + LONGEST_RSA
                        + " bits expected, found " + found);
    }
}
