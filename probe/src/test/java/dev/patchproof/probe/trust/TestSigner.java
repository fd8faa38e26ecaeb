package dev.patchproof.probe.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Signs jars with a key made for the test. */
public final class TestSigner {
    private final PrivateKey key;
    private final Certificate certificate;

    private TestSigner(PrivateKey key, Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** A signer with a key of its own. */
    public static TestSigner make(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = Files.createTempDirectory(folder, "signer").resolve("signer.p12");
        Keytool.make(
                store,
                "test",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Test signer",
                "-validity",
                "36500");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store)) {
            keys.load(content, Keytool.PASSWORD.toCharArray());
        }
        return new TestSigner(
                (PrivateKey) keys.getKey("test", Keytool.PASSWORD.toCharArray()), keys.getCertificate("test"));
    }

    /** Signs a jar in place. */
    public void sign(Path jar) throws IOException, GeneralSecurityException {
        sign(jar, "PORTAL");
    }

    void sign(Path jar, String name) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        try (ZipFile unsigned = new ZipFile(jar.toFile())) {
            new JarSigner.Builder(key, CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)))
                    .digestAlgorithm("SHA-256")
                    .signerName(name)
                    .build()
                    .sign(unsigned, signed);
        }
        Files.write(jar, signed.toByteArray());
    }
}
