package dev.patchproof.portal.verification;

import java.security.PrivateKey;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Any bytes as the claims of a token that a device signed, which gets past the signature as no altered token does: refused,
 * or evidence of this check.
 */
public final class ClaimsFuzz {
    private static final EvidenceVerifier VERIFIER = new EvidenceVerifier(Identities.none());
    private static final EllipticCurveJsonWebKey DEVICE = key();

    private ClaimsFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            VerifiedEvidence taken = VERIFIER.verify(signed(input), TokenFiles.EXPECTED, TokenFiles.NOW);
            if (!taken.evidence().planDigest().equals(TokenFiles.EXPECTED.planDigest())
                    || !taken.ueid().matches("A[A-Za-z0-9_-]{22}")
                    || taken.issuedAt().isAfter(TokenFiles.NOW.plus(EvidenceVerifier.CLOCK_SKEW))) {
                throw new IllegalStateException("accepted: " + taken.evidence());
            }
        } catch (EvidenceRefusedException e) {
            if (e.reason() == Refusal.SIGNATURE_INVALID
                    || e.getMessage() == null
                    || e.getMessage().length() > 2_000) {
                throw new IllegalStateException("a refusal that says nothing", e);
            }
        }
    }

    private static String signed(byte[] claims) {
        try {
            JsonWebSignature token = new JsonWebSignature();
            token.setHeader("typ", "eat+jwt");
            token.setJwkHeader(DEVICE);
            token.setAlgorithmHeaderValue("ES256");
            PrivateKey key = DEVICE.getPrivateKey();
            token.setKey(key);
            token.setPayloadBytes(claims);
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EllipticCurveJsonWebKey key() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
