package dev.patchproof.portal.verification;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchproof.portal.TestAuthority;
import dev.patchproof.portal.TestAuthority.Issued;
import dev.patchproof.portal.TestAuthority.Wish;
import dev.patchproof.portal.identity.IdentityFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Certificates of a company, good and bad, and the golden claims signed with them: keys and dates cannot be committed. */
final class DeviceCertificates {
    static final Instant NOW = TokenFiles.NOW;
    static final TestAuthority ROOT = TestAuthority.root("Example Root", NOW);
    static final TestAuthority DEVICES = ROOT.below("Example Devices", 0);

    static final Issued REVOKED_DEVICE = good();

    private DeviceCertificates() {}

    static Identities revoking(Path folder, byte[]... lists) throws Exception {
        List<Path> files = new ArrayList<>();
        for (byte[] list : lists) {
            files.add(Files.write(Files.createTempFile(folder, "list", ".crl"), list));
        }
        return new IdentityFiles(List.of(ROOT.write(folder.resolve("root.pem"))), files);
    }

    static byte[] list(TestAuthority authority, X509Certificate... revoked) {
        return authority.revoke(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(6)), revoked);
    }

    static Identities believing(Path folder) throws Exception {
        return new IdentityFiles(List.of(ROOT.write(folder.resolve("root.pem"))), List.of());
    }

    static VerifiedEvidence verify(Identities identities, String token) throws EvidenceRefusedException {
        return new EvidenceVerifier(identities).verify(token, TokenFiles.EXPECTED, NOW);
    }

    static EvidenceRefusedException refused(Identities identities, String token) {
        return catchThrowableOfType(EvidenceRefusedException.class, () -> verify(identities, token));
    }

    static Wish device() {
        return TestAuthority.device("O=Example,CN=PC-17");
    }

    static Wish device(String keys) {
        Wish wish = device();
        wish.keys = TestAuthority.newKeys(keys);
        return wish;
    }

    static Issued good() {
        return DEVICES.issue(device());
    }

    static Map<String, Object> jwk(Issued issued) throws JoseException {
        return PublicJsonWebKey.Factory.newPublicJwk(issued.keys().getPublic())
                .toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    static String signed(Issued issued, String algorithm) throws JoseException {
        return signed(issued, algorithm, issued.keys().getPrivate());
    }

    static String signed(Issued issued, String algorithm, Key key) throws JoseException {
        return sign(issued.x5c(), algorithm, key, Map.of());
    }

    static String sign(Object x5c, String algorithm, Key key, Map<String, Object> more) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setDoKeyValidation(false);
        jws.setHeader("typ", "eat+jwt");
        jws.setAlgorithmHeaderValue(algorithm);
        jws.getHeaders().setObjectHeaderValue("x5c", x5c);
        more.forEach(jws.getHeaders()::setObjectHeaderValue);
        jws.setPayload(new String(
                Base64.getUrlDecoder().decode(TokenFiles.golden().split("\\.", -1)[1]), StandardCharsets.UTF_8));
        jws.setKey(key);
        return jws.getCompactSerialization();
    }

    static Issued issuedByPss(String digest) {
        Wish authority = TestAuthority.authority("Devices by PSS", 0);
        authority.keys = TestAuthority.newKeys("RSA-2048");
        Wish device = device();
        device.signature = TestAuthority.PSS + digest;
        return ROOT.below(authority).issue(device);
    }
}
