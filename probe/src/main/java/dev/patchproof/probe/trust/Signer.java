package dev.patchproof.probe.trust;

import static java.util.Objects.requireNonNull;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * Who signed the jar that runs, by the jar's own account: whoever rebuilds the jar can have it name anybody.
 *
 * @param subject of the certificate, RFC 2253
 * @param fingerprint sha256 of the certificate as {@code keytool} prints it: upper-case hex pairs with colons
 */
public record Signer(String subject, String fingerprint) {

    public Signer {
        requireNonNull(subject, "subject");
        requireNonNull(fingerprint, "fingerprint");
    }

    static Signer of(X509Certificate certificate) throws TrustException {
        try {
            return new Signer(
                    certificate.getSubjectX500Principal().getName(),
                    HexFormat.ofDelimiter(":")
                            .withUpperCase()
                            .formatHex(Digests.begin().digest(certificate.getEncoded())));
        } catch (CertificateEncodingException e) {
            throw new TrustException(
                    Reason.MALFORMED,
                    "The certificate that signed this file cannot be read. Download the probe again.",
                    e);
        }
    }
}
