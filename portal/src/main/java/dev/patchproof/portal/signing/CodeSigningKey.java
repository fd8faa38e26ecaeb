package dev.patchproof.portal.signing;

import dev.patchproof.portal.home.PrivateFiles;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.signing.ProbeRelease.Origin;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Finds the code-signing key: the configured one, or one of the portal's own, made where there is none. */
final class CodeSigningKey {
    private static final String OWN_ALIAS = "patchproof";
    // The file's mode protects the key; PKCS#12 wants a password all the same.
    private static final String OWN_PASSWORD = "patchproof";
    private static final Duration OWN_LIFETIME = Duration.ofDays(3650);

    private CodeSigningKey() {}

    static SigningIdentity load(Settings.CodeSigning settings, Path keys, Instant now) {
        return settings.keystore()
                .map(file -> configured(file, settings, now))
                .orElseGet(() -> own(keys.resolve("code-signing.p12"), now));
    }

    private static SigningIdentity configured(Path file, Settings.CodeSigning settings, Instant now) {
        char[] password = settings.password().orElse("").toCharArray();
        try {
            KeyStore store = read(file, password);
            List<String> aliases = Collections.list(store.aliases());
            String alias = settings.alias()
                    .orElseGet(() -> aliases.size() == 1 ? aliases.get(0) : missingAlias(file, aliases));
            SigningIdentity identity = identity(store, alias, password, Origin.CONFIGURED);
            JarSigners.requireForCode(identity.certificate(), Optional.empty(), now);
            return identity;
        } catch (ProbeRefusedException e) {
            throw new ConfigurationException(
                    "patchproof.code-signing.keystore: " + file + " is not signed with: " + e.getMessage());
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException(
                    "The configured code-signing key store " + file + " cannot be used: expected a PKCS#12 file that"
                            + " patchproof.code-signing.password opens, found " + e);
        }
    }

    private static String missingAlias(Path file, List<String> aliases) {
        throw new ConfigurationException(
                "patchproof.code-signing.alias: expected one of " + aliases + " in " + file + ", found nothing");
    }

    private static SigningIdentity own(Path file, Instant now) {
        char[] password = OWN_PASSWORD.toCharArray();
        try {
            if (Files.notExists(file)) {
                PrivateFiles.write(file, make(password, now));
            }
            return identity(read(file, password), OWN_ALIAS, password, Origin.SELF_MADE);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new ConfigurationException("The portal's code-signing key " + file + " cannot be used: "
                    + e.getMessage() + ". Restore it from a backup, or remove it to have a new one made.");
        }
    }

    private static SigningIdentity identity(KeyStore store, String alias, char[] password, Origin origin)
            throws GeneralSecurityException {
        Certificate[] chain = store.getCertificateChain(alias);
        if (!(store.getKey(alias, password) instanceof PrivateKey key) || chain == null) {
            throw new GeneralSecurityException("it holds no private key named " + alias);
        }
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return new SigningIdentity(alias, key, factory.generateCertPath(List.of(chain)), origin);
    }

    private static KeyStore read(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, password);
        }
        return store;
    }

    private static byte[] make(char[] password, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=Patchproof portal,OU=self-made");
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                new BigInteger(128, new SecureRandom()),
                                Date.from(now.minus(Duration.ofDays(1))),
                                Date.from(now.plus(OWN_LIFETIME)),
                                name,
                                pair.getPublic())
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .addExtension(
                                Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning))
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry(OWN_ALIAS, pair.getPrivate(), password, new Certificate[] {certificate});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password);
        return bytes.toByteArray();
    }
}
