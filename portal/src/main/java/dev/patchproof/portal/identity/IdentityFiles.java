package dev.patchproof.portal.identity;

import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.verification.CertifiedKey;
import dev.patchproof.portal.verification.EvidenceRefusedException;
import dev.patchproof.portal.verification.Identities;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The configured authorities, read at start, and their revocation lists, read for each certificate: an administrator puts a
 * new list in the place of the old one and need not start again. A start with files that cannot be used is refused.
 */
@Singleton
@Startup
public final class IdentityFiles implements Identities {
    private static final Logger LOG = Logger.getLogger(IdentityFiles.class);

    private static final int CERTIFICATE_SIGNATURE = 5; // bit of the key usage

    private final DeviceAuthorities authorities;
    private final List<Path> revocationLists;

    @Inject
    IdentityFiles(Settings settings) {
        this(
                settings.identity().ca().orElse(List.of()),
                settings.identity().crl().orElse(List.of()));
    }

    /**
     * Reads files.
     *
     * @throws ConfigurationException where one of them cannot be used
     */
    public IdentityFiles(List<Path> authorityFiles, List<Path> revocationLists) {
        this.authorities = new DeviceAuthorities(authorities(authorityFiles));
        this.revocationLists = List.copyOf(revocationLists);
        if (authorityFiles.isEmpty() && !revocationLists.isEmpty()) {
            throw new ConfigurationException(
                    "patchproof.identity.crl: expected patchproof.identity.ca beside it, found no authority");
        }
        if (revocation() instanceof Revocation.Unreadable unreadable) {
            throw new ConfigurationException("patchproof.identity.crl: " + unreadable.reason());
        }
    }

    @Override
    public CertifiedKey identify(List<?> x5c, Instant now) throws EvidenceRefusedException {
        CertificateChain chain = CertificateChain.parse(x5c);
        return authorities.identify(chain, this::revocation, now);
    }

    private static List<X509Certificate> authorities(List<Path> files) {
        List<X509Certificate> authorities = new ArrayList<>();
        for (Path file : files) {
            authorities.addAll(authorities(file));
        }
        return authorities;
    }

    private static List<X509Certificate> authorities(Path file) {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                found.add((X509Certificate) certificate);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException(
                    "patchproof.identity.ca: expected certificates (PEM or DER) in " + file + ", found " + e);
        }
        for (X509Certificate certificate : found) {
            boolean[] usage = certificate.getKeyUsage();
            if (certificate.getBasicConstraints() < 0 || (usage != null && !usage[CERTIFICATE_SIGNATURE])) {
                throw new ConfigurationException("patchproof.identity.ca: expected certificates of authorities in "
                        + file + ", found that of " + certificate.getSubjectX500Principal());
            }
        }
        if (found.isEmpty()) {
            throw new ConfigurationException(
                    "patchproof.identity.ca: expected certificates in " + file + ", found none");
        }
        return found;
    }

    private Revocation revocation() {
        if (revocationLists.isEmpty()) {
            return new Revocation.NotConfigured();
        }
        List<X509CRL> lists = new ArrayList<>();
        for (Path file : revocationLists) {
            try (InputStream in = Files.newInputStream(file)) {
                int before = lists.size();
                for (CRL list : CertificateFactory.getInstance("X.509").generateCRLs(in)) {
                    lists.add((X509CRL) list);
                }
                if (lists.size() == before) {
                    return unreadable(file, "nothing");
                }
            } catch (IOException | GeneralSecurityException e) {
                return unreadable(file, e.toString());
            }
        }
        return new Revocation.Lists(lists);
    }

    private static Revocation unreadable(Path file, String found) {
        String reason = "expected a revocation list (PEM or DER) in " + file + ", found " + found;
        LOG.errorf("No device certificate is taken: %s", reason);
        return new Revocation.Unreadable(reason);
    }
}
