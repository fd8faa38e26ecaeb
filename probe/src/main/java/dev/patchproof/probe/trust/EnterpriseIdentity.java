package dev.patchproof.probe.trust;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;

/**
 * A certificate that a company gave this computer, and its key, which may never leave the store it lies in. Evidence that is
 * signed with it names the computer to the portal. Whether it is believed is the portal's to say.
 */
public final class EnterpriseIdentity {
    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final String algorithm;

    private EnterpriseIdentity(PrivateKey key, List<X509Certificate> chain, String algorithm) {
        this.key = key;
        this.chain = List.copyOf(chain);
        this.algorithm = algorithm;
    }

    static EnterpriseIdentity of(PrivateKey key, Certificate[] certificates) throws TrustException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates) {
            if (!(certificate instanceof X509Certificate x509)) {
                throw new TrustException(Reason.IDENTITY, "The certificate of --identity is not of X.509.");
            }
            chain.add(x509);
        }
        return new EnterpriseIdentity(key, chain, algorithm(chain.get(0).getPublicKey()));
    }

    private static String algorithm(PublicKey key) throws TrustException {
        if (key instanceof ECPublicKey curveKey) {
            String curve = EllipticCurves.getName(curveKey.getParams().getCurve());
            if (EllipticCurves.P_256.equals(curve)) {
                return AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
            }
            if (EllipticCurves.P_384.equals(curve)) {
                return AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384;
            }
        }
        if (key.getAlgorithm().equals("RSA")) {
            return AlgorithmIdentifiers.RSA_USING_SHA256;
        }
        if (key.getAlgorithm().equals("RSASSA-PSS")) {
            return AlgorithmIdentifiers.RSA_PSS_USING_SHA256;
        }
        throw new TrustException(
                Reason.IDENTITY,
                "The certificate of --identity needs a key on P-256 or P-384 or an RSA key, and has another ("
                        + key.getAlgorithm() + ").");
    }

    /** Whom the certificate names, RFC 2253. */
    public String subject() {
        return chain.get(0).getSubjectX500Principal().getName(X500Principal.RFC2253);
    }

    String algorithm() {
        return algorithm;
    }

    PrivateKey privateKey() {
        return key;
    }

    /** The x5c header (RFC 7515, 4.1.6). */
    List<String> x5c() throws TrustException {
        List<String> encoded = new ArrayList<>();
        try {
            for (X509Certificate certificate : chain) {
                encoded.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new TrustException(Reason.IDENTITY, "The certificate of --identity cannot be encoded.", e);
        }
        return encoded;
    }
}
