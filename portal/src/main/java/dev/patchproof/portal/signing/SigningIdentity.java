package dev.patchproof.portal.signing;

import dev.patchproof.portal.signing.ProbeRelease.Origin;
import dev.patchproof.portal.signing.ProbeRelease.Signer;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;

/** The code-signing key with its certificates. */
record SigningIdentity(String alias, PrivateKey key, CertPath path, Origin origin) {

    X509Certificate certificate() {
        return (X509Certificate) path.getCertificates().get(0);
    }

    Signer signer() {
        try {
            byte[] encoded = certificate().getEncoded();
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                    + "\n-----END CERTIFICATE-----\n";
            String fingerprint = HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(dev.patchproof.portal.access.Digests.sha256().digest(encoded));
            return new Signer(alias, certificate().getSubjectX500Principal().getName(), fingerprint, pem, origin);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate read from its encoding has one", e);
        }
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "SigningIdentity[" + alias + ", " + origin + "]";
    }
}
