package dev.patchproof.portal.identity;

import dev.patchproof.portal.verification.DeviceIdentity;
import dev.patchproof.portal.verification.EvidenceRefusedException;
import dev.patchproof.portal.verification.Refusal;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates of an {@code x5c} header (RFC 7515, 4.1.6), that of the signer first. Read and not believed yet.
 *
 * @param certificates at least one
 */
record CertificateChain(List<X509Certificate> certificates) {
    private static final int MOST = 6;
    private static final int LARGEST = 16 * 1024;
    private static final int LONGEST_NAME = 512;

    CertificateChain {
        certificates = List.copyOf(certificates);
    }

    static CertificateChain parse(List<?> x5c) throws EvidenceRefusedException {
        if (x5c.isEmpty() || x5c.size() > MOST) {
            throw malformed("1 to " + MOST + " certificates expected, found " + x5c.size());
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object item : x5c) {
            certificates.add(certificate(item));
        }
        CertificateChain chain = new CertificateChain(certificates);
        chain.requireShortNames();
        return chain;
    }

    private static X509Certificate certificate(Object item) throws EvidenceRefusedException {
        if (!(item instanceof String text) || text.length() > LARGEST) {
            throw malformed("certificates of at most " + LARGEST + " characters of base64 expected");
        }
        try {
            byte[] der = Base64.getDecoder().decode(text);
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (Arrays.equals(certificate.getEncoded(), der)) {
                return certificate;
            }
        } catch (IllegalArgumentException | CertificateException e) {
            throw malformed("X.509 certificates in DER and base64 expected, found something else");
        }
        throw malformed("one X.509 certificate in each place expected, found more");
    }

    X509Certificate leaf() {
        return certificates.get(0);
    }

    /** Whom it names; a certificate without a subject is told by its number. */
    DeviceIdentity identity() {
        String subject = leaf().getSubjectX500Principal().getName(X500Principal.RFC2253);
        String serial = leaf().getSerialNumber().toString(16).toLowerCase(Locale.ROOT);
        return new DeviceIdentity(
                subject.isEmpty() ? "certificate " + serial : subject,
                leaf().getIssuerX500Principal().getName(X500Principal.RFC2253),
                serial);
    }

    private void requireShortNames() throws EvidenceRefusedException {
        DeviceIdentity identity = identity();
        if (identity.subject().length() > LONGEST_NAME || identity.issuer().length() > LONGEST_NAME) {
            throw malformed("names of at most " + LONGEST_NAME + " characters expected, found longer ones");
        }
    }

    private static EvidenceRefusedException malformed(String message) {
        return new EvidenceRefusedException(Refusal.CERTIFICATE_MALFORMED, message);
    }
}
