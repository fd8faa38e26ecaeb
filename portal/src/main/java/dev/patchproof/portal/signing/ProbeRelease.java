package dev.patchproof.portal.signing;

import static java.util.Objects.requireNonNull;

/**
 * The signed probe as this portal hands it out, in what people need to check it.
 *
 * @param size in bytes, without ZIP comment
 * @param sha256 of the jar without ZIP comment, lower-case hex; what {@code GET /probe.jar} serves
 * @param signer who signed it
 */
public record ProbeRelease(String version, long size, String sha256, Signer signer) {
    public ProbeRelease {
        requireNonNull(version, "version");
        requireNonNull(sha256, "sha256");
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
    }

    /** Where the code-signing key comes from. */
    public enum Origin {
        /** Made by this portal on its first start; its certificate is self-signed. */
        SELF_MADE,
        /** From the key store that the administrator configured. */
        CONFIGURED
    }
}
