package dev.patchproof.portal.signing;

import dev.patchproof.portal.signing.ProbeRelease.Origin;
import dev.patchproof.portal.signing.ProbeRelease.Signer;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.X509Certificate;

/** The code-signing key with its certificates. */
record SigningIdentity(String alias, PrivateKey key, CertPath path, Origin origin) {

    X509Certificate certificate() {
        return (X509Certificate) path.getCertificates().get(0);
    }

    Signer signer() {
        return Signer.of(alias, certificate(), origin);
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "SigningIdentity[" + alias + ", " + origin + "]";
    }
}
