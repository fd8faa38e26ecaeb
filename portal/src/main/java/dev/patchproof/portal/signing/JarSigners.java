package dev.patchproof.portal.signing;

import dev.patchproof.portal.signing.ProbeRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.Timestamp;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Finds the one signer of a whole jar. */
final class JarSigners {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final String ANY_USE = "2.5.29.37.0";

    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(5);

    private JarSigners() {}

    /**
     * The certificate that signed every entry, valid for that: now, or at the time of a timestamp (RFC 3161) over this
     * signature. Who issued the certificate, and who the timestamp, is up to those who compare the fingerprint.
     */
    static X509Certificate one(Path file, Instant now) throws IOException, ProbeRefusedException {
        try (JarFile jar = new JarFile(file.toFile(), true)) {
            List<JarEntry> entries = Collections.list(jar.entries());
            requireOneSignature(entries);
            Optional<CodeSigner> signer = Optional.empty();
            for (JarEntry entry : entries) {
                readThrough(jar, entry);
                if (!entry.isDirectory() && !belongsToTheSignature(entry.getName())) {
                    signer = Optional.of(signer(entry, signer));
                }
            }
            CodeSigner found = signer.orElseThrow(
                    () -> new ProbeRefusedException(Reason.NOT_SIGNED, "signed entries expected, found none"));
            X509Certificate certificate = (X509Certificate)
                    found.getSignerCertPath().getCertificates().get(0);
            requireForCode(certificate, Optional.ofNullable(found.getTimestamp()), now);
            return certificate;
        }
    }

    private static void requireOneSignature(List<JarEntry> entries) throws ProbeRefusedException {
        List<String> files = entries.stream()
                .map(JarEntry::getName)
                .filter(name -> name.toUpperCase(Locale.ROOT).endsWith(".SF") && belongsToTheSignature(name))
                .toList();
        if (files.isEmpty()) {
            throw new ProbeRefusedException(
                    Reason.NOT_SIGNED, "one signature expected, found none: run jarsigner on it");
        }
        List<String> parts = entries.stream()
                .map(JarEntry::getName)
                .filter(name -> belongsToTheSignature(name) && !name.equalsIgnoreCase(JarFile.MANIFEST_NAME))
                .toList();
        if (files.size() > 1 || parts.size() > 2) {
            throw new ProbeRefusedException(Reason.SEVERAL_SIGNERS, "one signature expected, found " + parts);
        }
    }

    private static void readThrough(JarFile jar, JarEntry entry) throws IOException, ProbeRefusedException {
        try (InputStream content = jar.getInputStream(entry)) {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (SecurityException e) {
            throw new ProbeRefusedException(
                    Reason.ALTERED, "what was signed expected in " + entry.getName() + ", found " + e.getMessage());
        }
    }

    private static CodeSigner signer(JarEntry entry, Optional<CodeSigner> before) throws ProbeRefusedException {
        CodeSigner[] signers = entry.getCodeSigners();
        if (signers == null || signers.length == 0) {
            throw new ProbeRefusedException(
                    Reason.NOT_SIGNED,
                    "a signature over " + entry.getName() + " expected, found none that Java believes (algorithms that"
                            + " its security settings disable count as none)");
        }
        if (signers.length > 1 || !before.orElse(signers[0]).equals(signers[0])) {
            throw new ProbeRefusedException(
                    Reason.SEVERAL_SIGNERS,
                    "one certificate expected for all entries, found more at " + entry.getName());
        }
        return signers[0];
    }

    /** Returns where a certificate may sign code, and may at the time that counts. */
    static void requireForCode(X509Certificate certificate, Optional<Timestamp> timestamp, Instant now)
            throws ProbeRefusedException {
        requireValid(certificate, timestamp, now);
        requireForCode(certificate);
    }

    private static void requireValid(X509Certificate certificate, Optional<Timestamp> timestamp, Instant now)
            throws ProbeRefusedException {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        Instant when = timestamp.map(stamp -> stamp.getTimestamp().toInstant()).orElse(now);
        if (when.isAfter(now.plus(CLOCK_MARGIN))) {
            throw new ProbeRefusedException(
                    Reason.CERTIFICATE, "a timestamp of " + now + " or before expected, found one of " + when);
        }
        if (when.isBefore(from) || when.isAfter(until)) {
            throw new ProbeRefusedException(
                    Reason.CERTIFICATE,
                    "a certificate expected that is valid at " + when
                            + (timestamp.isPresent() ? " (the signature's timestamp)" : " (now; there is no timestamp)")
                            + ", found " + certificate.getSubjectX500Principal().getName() + " valid from " + from
                            + " until " + until);
        }
    }

    private static void requireForCode(X509Certificate certificate) throws ProbeRefusedException {
        boolean[] use = certificate.getKeyUsage();
        List<String> extended;
        try {
            extended = certificate.getExtendedKeyUsage();
        } catch (CertificateParsingException e) {
            throw new ProbeRefusedException(Reason.CERTIFICATE, "a readable extended key usage expected, found none");
        }
        if (use != null && !use[0]) {
            throw new ProbeRefusedException(
                    Reason.CERTIFICATE, "a certificate for digital signatures expected, found one for other uses");
        }
        if (extended != null && !extended.contains(CODE_SIGNING) && !extended.contains(ANY_USE)) {
            throw new ProbeRefusedException(
                    Reason.CERTIFICATE, "a certificate for code signing expected, found one for " + extended);
        }
    }

    /** The files that a signature consists of cannot be in it. */
    static boolean belongsToTheSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals(JarFile.MANIFEST_NAME) || upper.matches("META-INF/[^/]*\\.(SF|EC|RSA|DSA)");
    }
}
