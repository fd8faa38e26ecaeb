package dev.patchproof.portal.signing;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.access.Digests;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The signed probe as this portal hands it out, in what people need to check it.
 *
 * @param size in bytes, without ZIP comment
 * @param sha256 of the jar without ZIP comment, lower-case hex; what {@code GET /probe.jar} serves
 * @param unsignedSha256 of the jar as it was built, before this portal's root key and a signature came in: what
 *     everybody gets who builds the same version, lower-case hex
 * @param signer who signed it
 */
public record ProbeRelease(String version, long size, String sha256, String unsignedSha256, Signer signer) {
    public ProbeRelease {
        requireNonNull(version, "version");
        requireNonNull(sha256, "sha256");
        requireNonNull(unsignedSha256, "unsignedSha256");
        requireNonNull(signer, "signer");
    }

    /**
     * The code-signing certificate.
     *
     * @param alias in the key store, as {@code jarsigner} wants it
     * @param subject distinguished name
     * @param fingerprint sha256 of the certificate as {@code keytool} prints it: upper-case hex pairs with colons
     * @param certificatePem the certificate alone, PEM
     * @param origin whether this portal made it
     */
    public record Signer(String alias, String subject, String fingerprint, String certificatePem, Origin origin) {
        public Signer {
            requireNonNull(alias, "alias");
            requireNonNull(subject, "subject");
            requireNonNull(fingerprint, "fingerprint");
            requireNonNull(certificatePem, "certificatePem");
            requireNonNull(origin, "origin");
        }

        static Signer of(String alias, X509Certificate certificate, Origin origin) {
            try {
                byte[] encoded = certificate.getEncoded();
                String pem = "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                        + "\n-----END CERTIFICATE-----\n";
                String fingerprint = HexFormat.ofDelimiter(":")
                        .withUpperCase()
                        .formatHex(Digests.sha256().digest(encoded));
                return new Signer(alias, certificate.getSubjectX500Principal().getName(), fingerprint, pem, origin);
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate read from its encoding has one", e);
            }
        }
    }

    /** Where the code-signing key comes from. */
    public enum Origin {
        /** Made by this portal on its first start; its certificate is self-signed. */
        SELF_MADE,
        /** From the key store that the administrator configured. */
        CONFIGURED,
        /** The jar came signed; this portal has never seen the key. */
        OFF_LINE
    }
}
