package dev.patchproof.portal.home;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * The files that TLS is configured with. They are read here before anybody serves them: whoever renews a certificate
 * writes two files, one after the other, and half of a pair must not be served.
 */
record TlsFiles(Optional<Path> certificate, Optional<Path> key, Optional<Path> keystore, Optional<String> password) {

    static TlsFiles of(Settings.Tls settings) {
        return new TlsFiles(settings.certificate(), settings.key(), settings.keystore(), settings.password());
    }

    boolean isConfigured() {
        return certificate.isPresent() || key.isPresent() || keystore.isPresent() || password.isPresent();
    }

    /**
     * The certificate that these files serve.
     *
     * @throws ConfigurationException where they are no certificate and its key
     */
    X509Certificate read() {
        boolean pem = certificate.isPresent() && key.isPresent() && keystore.isEmpty() && password.isEmpty();
        boolean pkcs12 = certificate.isEmpty() && key.isEmpty() && keystore.isPresent() && password.isPresent();
        if (pem == pkcs12) {
            throw new ConfigurationException("patchproof.tls: expected .certificate and .key (PEM files), or .keystore"
                    + " and .password (a PKCS#12 file), found " + given());
        }
        return pem ? fromPem(certificate.get(), key.get()) : fromKeystore(keystore.get(), password.get());
    }

    /** Does nothing where TLS is not configured. */
    void requireServable() {
        if (isConfigured()) {
            read();
        }
    }

    private List<String> given() {
        return java.util.stream.Stream.of(
                        certificate.map(file -> ".certificate"),
                        key.map(file -> ".key"),
                        keystore.map(file -> ".keystore"),
                        password.map(secret -> ".password"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static X509Certificate fromPem(Path certificateFile, Path keyFile) {
        X509Certificate certificate = certificate(certificateFile);
        requirePair(
                certificate,
                privateKey(keyFile),
                "patchproof.tls.key: expected the private key of the certificate" + " in " + certificateFile
                        + ", found another key in " + keyFile);
        return certificate;
    }

    private static X509Certificate certificate(Path file) {
        byte[] bytes = bytes("patchproof.tls.certificate", file);
        try {
            // The factory passes over what is cut off at the end of the file.
            String text = new String(bytes, StandardCharsets.US_ASCII);
            int begun = text.split("-----BEGIN CERTIFICATE-----", -1).length;
            int ended = text.split("-----END CERTIFICATE-----", -1).length;
            List<? extends Certificate> chain = List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes)));
            if (begun == ended && chain.size() == begun - 1 && !chain.isEmpty()) {
                return (X509Certificate) chain.get(0);
            }
        } catch (GeneralSecurityException e) {
            // Said below, like the other ways of being none.
        }
        throw new ConfigurationException(
                "patchproof.tls.certificate: expected certificates (PEM), found none, or a part of one, in " + file);
    }

    private static PrivateKey privateKey(Path file) {
        String text = new String(bytes("patchproof.tls.key", file), StandardCharsets.US_ASCII);
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            Object read = parser.readObject();
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            if (read instanceof PrivateKeyInfo info) {
                return converter.getPrivateKey(info);
            }
            if (read instanceof PEMKeyPair pair) {
                return converter.getKeyPair(pair).getPrivate();
            }
        } catch (IOException e) {
            // Said below.
        }
        throw new ConfigurationException(
                "patchproof.tls.key: expected a private key (PEM, without a password), found none in " + file);
    }

    private static X509Certificate fromKeystore(Path file, String password) {
        byte[] bytes = bytes("patchproof.tls.keystore", file);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    requirePair(
                            certificate,
                            key,
                            "patchproof.tls.keystore: expected a key and its certificate, found"
                                    + " two that do not belong together in " + file);
                    return certificate;
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException("patchproof.tls.keystore: expected a PKCS#12 file that"
                    + " patchproof.tls.password opens, found neither or a wrong password in " + file);
        }
        throw new ConfigurationException(
                "patchproof.tls.keystore: expected a private key with its certificate, found none in " + file);
    }

    private static void requirePair(X509Certificate certificate, PrivateKey key, String otherwise) {
        try {
            String algorithm =
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC", "ECDSA" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    };
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(certificate.getEncoded());
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(certificate.getEncoded());
            if (verifier.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            // Keys of two kinds do not belong together either.
        }
        throw new ConfigurationException(otherwise);
    }

    private static byte[] bytes(String setting, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigurationException(setting + ": expected a file that this user may read, found "
                    + e.getClass().getSimpleName() + " at " + file);
        }
    }
}
