package dev.patchproof.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a company, which also issues what no company should. */
public final class TestAuthority {
    /** What a signature of this kind begins with; its digest follows. */
    public static final String PSS = "RSASSA-PSS with ";

    private static final String SIGNATURE = "SHA256withECDSA";

    private final KeyPair keys;
    private final Instant around;
    /** Its own certificate first. */
    private final List<X509Certificate> chain;

    private TestAuthority(KeyPair keys, Instant around, List<X509Certificate> chain) {
        this.keys = keys;
        this.around = around;
        this.chain = List.copyOf(chain);
    }

    /** A self-signed one, valid for a year around an instant. */
    public static TestAuthority root(String name, Instant around) {
        KeyPair keys = newKeys("P-256");
        Wish wish = authority(name, 5);
        wish.keys = keys;
        return new TestAuthority(
                keys, around, List.of(sign(wish, new X500Name("CN=" + name), keys, around, SIGNATURE)));
    }

    /** One that this one vouches for. */
    public TestAuthority below(String name, int pathLength) {
        return below(authority(name, pathLength));
    }

    public TestAuthority below(Wish wish) {
        Issued issued = issue(wish);
        return new TestAuthority(issued.keys(), around, issued.chain());
    }

    public static Wish authority(String name, int pathLength) {
        Wish wish = new Wish("CN=" + name);
        wish.pathLength = pathLength;
        wish.usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        wish.purposes = List.of();
        return wish;
    }

    public static Wish device(String subject) {
        return new Wish(subject);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    public Issued issue(Wish wish) {
        X509Certificate certificate = sign(
                wish,
                X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded()),
                keys,
                around,
                wish.signature);
        List<X509Certificate> all = new ArrayList<>(List.of(certificate));
        all.addAll(chain);
        return new Issued(wish.keys, all);
    }

    /** A revocation list. */
    public byte[] revoke(Instant from, Instant until, X509Certificate... revoked) {
        try {
            X509v2CRLBuilder list = new X509v2CRLBuilder(
                    X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded()), Date.from(from));
            list.setNextUpdate(Date.from(until));
            for (X509Certificate certificate : revoked) {
                list.addCRLEntry(certificate.getSerialNumber(), Date.from(from), 0);
            }
            return list.build(signer(keys, SIGNATURE)).getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path write(Path file) throws IOException {
        try {
            String encoded = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(certificate().getEncoded());
            return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair newKeys(String kind) {
        try {
            boolean rsa = kind.startsWith("RSA-");
            AlgorithmParameterSpec form = rsa
                    ? new RSAKeyGenParameterSpec(
                            Integer.parseInt(kind.substring("RSA-".length())), RSAKeyGenParameterSpec.F4)
                    : new ECGenParameterSpec(kind.replace("P-", "secp") + "r1");
            KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
            generator.initialize(form);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(Wish wish, X500Name issuer, KeyPair keys, Instant around, String signature) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
                    Date.from(around.plus(wish.from)),
                    Date.from(around.plus(wish.until)),
                    new X500Name(wish.subject),
                    wish.keys.getPublic());
            builder.addExtension(
                    Extension.basicConstraints,
                    true,
                    wish.pathLength < 0 ? new BasicConstraints(false) : new BasicConstraints(wish.pathLength));
            if (wish.usage != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(wish.usage));
            }
            if (!wish.purposes.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(wish.purposes.toArray(new KeyPurposeId[0])));
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(keys, signature)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(KeyPair keys, String signature) throws OperatorCreationException {
        return signature.startsWith(PSS)
                ? new PssSigner(keys.getPrivate(), signature.substring(PSS.length()))
                : new JcaContentSignerBuilder(signature).build(keys.getPrivate());
    }

    /** Bouncy Castle names this algorithm as the JDK does not. */
    private static final class PssSigner implements ContentSigner {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final PrivateKey key;
        private final PSSParameterSpec form;

        PssSigner(PrivateKey key, String digest) {
            this.key = key;
            form = new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), 20, 1);
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            try {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
                parameters.init(form);
                return new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSASSA_PSS, ASN1Primitive.fromByteArray(parameters.getEncoded()));
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public OutputStream getOutputStream() {
            return content;
        }

        @Override
        public byte[] getSignature() {
            try {
                Signature signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(form);
                signature.initSign(key);
                signature.update(content.toByteArray());
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What a certificate is to say; the fields of a good device certificate unless they are changed. */
    public static final class Wish {
        final String subject;
        public KeyPair keys = newKeys("P-256");
        public Duration from = Duration.ofDays(-180);
        public Duration until = Duration.ofDays(180);
        public int usage = KeyUsage.digitalSignature;
        public List<KeyPurposeId> purposes = List.of(KeyPurposeId.id_kp_clientAuth);
        public String signature = SIGNATURE;
        int pathLength = -1;

        Wish(String subject) {
            this.subject = subject;
        }
    }

    /** A certificate with its key and the certificates of those who vouch for it, the root's last. */
    public record Issued(KeyPair keys, List<X509Certificate> chain) {
        public Issued {
            chain = List.copyOf(chain);
        }

        public X509Certificate certificate() {
            return chain.get(0);
        }

        /** A header without the root's certificate. */
        public List<Object> x5c() {
            return chain.subList(0, chain.size() - 1).stream()
                    .<Object>map(TestAuthority::encoded)
                    .toList();
        }

        public Path write(Path file, String password) throws IOException {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry(
                        "device", keys.getPrivate(), password.toCharArray(), chain.toArray(new Certificate[0]));
                try (var out = Files.newOutputStream(file)) {
                    store.store(out, password.toCharArray());
                }
                return file;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static String encoded(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
