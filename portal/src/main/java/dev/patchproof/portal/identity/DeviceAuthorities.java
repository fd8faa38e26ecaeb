package dev.patchproof.portal.identity;

import dev.patchproof.portal.verification.CertifiedKey;
import dev.patchproof.portal.verification.EvidenceRefusedException;
import dev.patchproof.portal.verification.Refusal;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The CAs whose device certificates are believed, and what they have revoked. Asks nobody else. */
final class DeviceAuthorities {
    private static final int SHORTEST_RSA = 2048;
    private static final Set<String> WEAK_DIGESTS = Set.of("MD2", "MD5", "SHA1");
    private static final String PSS = "RSASSA-PSS";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USE = "2.5.29.37.0";

    private final List<X509Certificate> roots;

    DeviceAuthorities(Collection<X509Certificate> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * The key of a device whose certificate one of the CAs vouches for.
     *
     * @param revocation what is revoked; asked for a chain that is good otherwise, since lists are long
     * @param now for validity
     */
    CertifiedKey identify(CertificateChain chain, Supplier<Revocation> revocation, Instant now)
            throws EvidenceRefusedException {
        if (roots.isEmpty()) {
            throw new EvidenceRefusedException(
                    Refusal.CERTIFICATE_NOT_TAKEN,
                    "evidence signed by a device key of the probe (jwk) expected: this portal has no certificate"
                            + " authority configured for device certificates (x5c)");
        }
        requireUse(chain.leaf());
        requireOrder(chain.certificates());
        // What is above a configured authority adds nothing to it, and stores send their chains whole.
        List<X509Certificate> path = chain.certificates().stream()
                .takeWhile(certificate -> !roots.contains(certificate))
                .toList();
        for (X509Certificate certificate : path) {
            requireValid(certificate, now);
            requireStrongKey(certificate);
            requireStrongSignature(certificate);
        }
        requirePath(path, new Revocation.NotConfigured(), now);
        Revocation revoked = revocation.get();
        if (revoked.isConfigured()) {
            requirePath(path, revoked, now);
        }
        return new CertifiedKey(chain.leaf().getPublicKey(), chain.identity());
    }

    private static void requireUse(X509Certificate leaf) throws EvidenceRefusedException {
        if (leaf.getBasicConstraints() >= 0) {
            throw use("the certificate of a device expected, found that of a certificate authority");
        }
        boolean[] usage = leaf.getKeyUsage();
        if (usage == null || !usage[DIGITAL_SIGNATURE]) {
            throw use("a certificate with key usage digitalSignature expected, found one without");
        }
        try {
            List<String> extended = leaf.getExtendedKeyUsage();
            if (extended != null && !extended.contains(CLIENT_AUTHENTICATION) && !extended.contains(ANY_USE)) {
                throw use("extended key usage clientAuth expected where there is any, found others");
            }
        } catch (CertificateParsingException e) {
            throw use("extended key usages expected, found something that cannot be read");
        }
    }

    private static void requireValid(X509Certificate certificate, Instant now) throws EvidenceRefusedException {
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateExpiredException e) {
            throw new EvidenceRefusedException(
                    Refusal.CERTIFICATE_EXPIRED,
                    "certificates valid at " + now + " expected, found one that ended at "
                            + certificate.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException e) {
            throw new EvidenceRefusedException(
                    Refusal.CERTIFICATE_NOT_YET_VALID,
                    "certificates valid at " + now + " expected, found one that begins at "
                            + certificate.getNotBefore().toInstant());
        }
    }

    private static void requireStrongKey(X509Certificate certificate) throws EvidenceRefusedException {
        if (certificate.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() < SHORTEST_RSA) {
            throw weak("RSA of " + rsa.getModulus().bitLength() + " bits");
        }
    }

    private static void requireStrongSignature(X509Certificate certificate) throws EvidenceRefusedException {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (isWeak(algorithm) || (algorithm.equals(PSS) && isWeak(digestOfPss(certificate.getSigAlgParams())))) {
            throw weak("a signature by " + algorithm + " with a weak digest");
        }
    }

    private static boolean isWeak(String algorithm) {
        return WEAK_DIGESTS.stream().anyMatch(algorithm::startsWith);
    }

    /** This algorithm names its digest in its parameters; without any, and where they cannot be read, it is SHA-1. */
    private static String digestOfPss(byte @Nullable [] parameters) {
        if (parameters == null) {
            return "SHA1";
        }
        try {
            AlgorithmParameters read = AlgorithmParameters.getInstance(PSS);
            read.init(parameters);
            return read.getParameterSpec(PSSParameterSpec.class)
                    .getDigestAlgorithm()
                    .toUpperCase(Locale.ROOT)
                    .replace("-", "");
        } catch (GeneralSecurityException | IOException e) {
            return "SHA1";
        }
    }

    private static void requireOrder(List<X509Certificate> path) throws EvidenceRefusedException {
        for (int i = 1; i < path.size(); i++) {
            if (!path.get(i - 1).getIssuerX500Principal().equals(path.get(i).getSubjectX500Principal())) {
                throw new EvidenceRefusedException(
                        Refusal.CERTIFICATE_ORDER_WRONG,
                        "the certificate of each one's issuer after it expected, found another in place " + (i + 1));
            }
        }
    }

    private void requirePath(List<X509Certificate> path, Revocation revocation, Instant now)
            throws EvidenceRefusedException {
        try {
            PKIXParameters parameters = new PKIXParameters(anchors());
            parameters.setDate(Date.from(now));
            parameters.setRevocationEnabled(revocation.isConfigured());
            Collection<X509CRL> lists = revocation.lists();
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
            CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
            PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult)
                    CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
            requireAnchor(result.getTrustAnchor().getTrustedCert(), path.size() - 1, now);
        } catch (CertPathValidatorException e) {
            throw refused(e);
        } catch (GeneralSecurityException e) {
            throw new EvidenceRefusedException(
                    Refusal.CERTIFICATE_NOT_TRUSTED, "a chain to a configured authority expected, found none");
        }
    }

    /** PKIX takes an anchor on trust: what its certificate says of itself is for us to look at, but for its signature. */
    private static void requireAnchor(X509Certificate anchor, int authoritiesBelow, Instant now)
            throws EvidenceRefusedException {
        requireValid(anchor, now);
        requireStrongKey(anchor);
        if (anchor.getBasicConstraints() < authoritiesBelow) {
            throw new EvidenceRefusedException(
                    Refusal.CERTIFICATE_NOT_TRUSTED,
                    "at most " + anchor.getBasicConstraints() + " authorities below the configured one expected, found "
                            + authoritiesBelow);
        }
    }

    private Set<TrustAnchor> anchors() {
        return roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
    }

    private static EvidenceRefusedException refused(CertPathValidatorException failure) {
        CertPathValidatorException.Reason reason = failure.getReason();
        if (reason == CertPathValidatorException.BasicReason.REVOKED) {
            return new EvidenceRefusedException(
                    Refusal.CERTIFICATE_REVOKED, "certificates in force expected, found one that its issuer revoked");
        }
        if (reason == CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS) {
            return new EvidenceRefusedException(
                    Refusal.REVOCATION_UNKNOWN,
                    "a valid revocation list of each authority in the chain expected on this portal, found none");
        }
        if (reason == CertPathValidatorException.BasicReason.ALGORITHM_CONSTRAINED) {
            return weak("another");
        }
        return new EvidenceRefusedException(
                Refusal.CERTIFICATE_NOT_TRUSTED,
                "a chain to a configured authority expected, found one that does not lead there: "
                        + failure.getReason());
    }

    private static EvidenceRefusedException weak(String found) {
        return new EvidenceRefusedException(
                Refusal.CERTIFICATE_KEY_NOT_ALLOWED,
                "certificates with strong keys and digests (RSA from " + SHORTEST_RSA
                        + " bits, SHA-256) expected, found " + found);
    }

    private static EvidenceRefusedException use(String message) {
        return new EvidenceRefusedException(Refusal.CERTIFICATE_USE_NOT_ALLOWED, message);
    }
}
