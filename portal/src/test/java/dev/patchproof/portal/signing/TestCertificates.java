package dev.patchproof.portal.signing;

import dev.patchproof.portal.signing.ProbeRelease.Origin;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys with certificates of any time and use. */
final class TestCertificates {
    private TestCertificates() {}

    static SigningIdentity of(String name, Instant from, Instant until, KeyPurposeId use) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        X500Name subject = new X500Name("CN=" + name);
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                subject,
                                BigInteger.valueOf(from.getEpochSecond()),
                                Date.from(from),
                                Date.from(until),
                                subject,
                                pair.getPublic())
                        .addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(use))
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        return new SigningIdentity(
                name,
                pair.getPrivate(),
                CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
                Origin.CONFIGURED);
    }
}
