package dev.patchproof.probe.trust;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Looks whether every entry of a jar is signed, by one certificate, and as it was signed. That finds accidents: a cut
 * download, a repacked jar, a scanner that "cleaned" it. Whoever rebuilds the jar also rebuilds this class; against him
 * helps {@code jarsigner -verify} with the published fingerprint alone. Whether that certificate is anybody's is not
 * looked at for the same reason.
 */
final class JarSignature {
    private static final String AGAIN = " Download the probe again.";
    private static final byte[] FIRST_ENTRY = {'P', 'K', 3, 4};
    private static final int PIECE = 1 << 16;

    private final JarFile jar;
    private final byte[] piece = new byte[PIECE];

    private JarSignature(JarFile jar) {
        this.jar = jar;
    }

    /** Who signed the jar; returns only where it is whole. */
    static Signer require(Path file) throws TrustException {
        requireNothingBefore(file);
        try (JarFile jar = new JarFile(file.toFile(), true)) {
            return new JarSignature(jar).requireWhole();
        } catch (IOException e) {
            throw new TrustException(Reason.MALFORMED, "The probe cannot read its own file " + file + "." + AGAIN, e);
        }
    }

    /** A ZIP archive is found from its end, so anything may stand before it, another program for example. */
    private static void requireNothingBefore(Path file) throws TrustException {
        byte[] start = new byte[FIRST_ENTRY.length];
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.readFully(start);
        } catch (IOException e) {
            throw new TrustException(Reason.MALFORMED, "The probe cannot read its own file " + file + "." + AGAIN, e);
        }
        if (!Arrays.equals(start, FIRST_ENTRY)) {
            throw new TrustException(
                    Reason.MALFORMED, "Something was put before the start of this file: it is no plain jar." + AGAIN);
        }
    }

    private Signer requireWhole() throws IOException, TrustException {
        List<JarEntry> entries = Collections.list(jar.entries());
        requireEachOnce(entries);
        requireOneSignature(entries);
        Manifest manifest = manifest();
        Set<String> names = new HashSet<>();
        Optional<X509Certificate> signer = Optional.empty();
        for (JarEntry entry : entries) {
            names.add(entry.getName());
            readThrough(entry);
            if (!entry.isDirectory() && !belongsToTheSignature(entry.getName())) {
                signer = Optional.of(signer(entry, signer));
            }
        }
        for (String signed : manifest.getEntries().keySet()) {
            if (!names.contains(signed)) {
                throw new TrustException(Reason.ALTERED, "A part of this file is gone: " + signed + "." + AGAIN);
            }
        }
        if (signer.isEmpty()) {
            throw new TrustException(Reason.NOT_SIGNED, "There is nothing in this file that is signed." + AGAIN);
        }
        return Signer.of(signer.get());
    }

    private static void requireEachOnce(List<JarEntry> entries) throws TrustException {
        Set<String> names = new HashSet<>();
        for (JarEntry entry : entries) {
            if (!names.add(entry.getName())) {
                throw new TrustException(
                        Reason.MALFORMED, "This file holds " + entry.getName() + " more than once." + AGAIN);
            }
        }
    }

    private static void requireOneSignature(List<JarEntry> entries) throws TrustException {
        List<String> names = entries.stream()
                .map(entry -> entry.getName().toUpperCase(Locale.ROOT))
                .filter(name -> isIn("META-INF/", name))
                .toList();
        long files = names.stream().filter(name -> name.endsWith(".SF")).count();
        if (files == 0) {
            throw new TrustException(Reason.NOT_SIGNED, "This copy of the probe is not signed." + AGAIN);
        }
        if (files > 1) {
            throw new TrustException(
                    Reason.SEVERAL_SIGNERS,
                    "This copy of the probe carries " + files + " signatures; its portal made one." + AGAIN);
        }
        if (names.stream().noneMatch(JarSignature::isBlock)) {
            throw new TrustException(
                    Reason.NOT_SIGNED, "The signature of this file is gone; what it was about is left." + AGAIN);
        }
    }

    private Manifest manifest() throws IOException, TrustException {
        try {
            Manifest manifest = jar.getManifest();
            JarEntry entry = jar.getJarEntry(JarFile.MANIFEST_NAME);
            if (manifest == null || entry == null) {
                throw new TrustException(Reason.NOT_SIGNED, "This file has no list of its contents." + AGAIN);
            }
            readThrough(entry); // the JVM compares the list with the signature before it gives out anything
            return manifest;
        } catch (SecurityException e) {
            throw listAltered(e);
        }
    }

    private static TrustException listAltered(SecurityException e) {
        return new TrustException(
                Reason.ALTERED, "The list of this file's contents is not the one that was signed." + AGAIN, e);
    }

    private void readThrough(JarEntry entry) throws IOException, TrustException {
        try (InputStream content = jar.getInputStream(entry)) {
            while (content.read(piece) >= 0) {
                // the JVM digests what is read, and compares at its end
            }
        } catch (SecurityException e) {
            if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                throw listAltered(e);
            }
            throw new TrustException(
                    Reason.ALTERED, "A part of this file is not what was signed: " + entry.getName() + "." + AGAIN, e);
        }
    }

    private static X509Certificate signer(JarEntry entry, Optional<X509Certificate> before) throws TrustException {
        CodeSigner[] signers = entry.getCodeSigners();
        if (signers == null || signers.length == 0) {
            throw new TrustException(
                    Reason.NOT_SIGNED, "A part of this file is not signed: " + entry.getName() + "." + AGAIN);
        }
        Certificate found = signers[0].getSignerCertPath().getCertificates().get(0);
        if (!(found instanceof X509Certificate certificate)) {
            throw new TrustException(
                    Reason.MALFORMED,
                    "A part of this file is signed with another kind of certificate than X.509." + AGAIN);
        }
        if (signers.length > 1 || !before.orElse(certificate).equals(certificate)) {
            throw new TrustException(
                    Reason.SEVERAL_SIGNERS,
                    "More than one certificate signed a part of this file: " + entry.getName() + "." + AGAIN);
        }
        return certificate;
    }

    /** The files that a signature consists of cannot be in it. */
    private static boolean belongsToTheSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals(JarFile.MANIFEST_NAME)
                || (isIn("META-INF/", upper) && (upper.endsWith(".SF") || isBlock(upper)));
    }

    private static boolean isBlock(String name) {
        return name.endsWith(".EC") || name.endsWith(".RSA") || name.endsWith(".DSA");
    }

    private static boolean isIn(String folder, String name) {
        return name.startsWith(folder) && name.indexOf('/', folder.length()) < 0;
    }
}
