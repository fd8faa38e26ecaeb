package dev.patchproof.probe.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Key stores made with the JDK's keytool, as an administrator would. */
class IdentityStoreTest {
    private static final char[] PASSWORD = "a password of a test".toCharArray();

    private Path store;

    @BeforeEach
    void store(@TempDir Path folder) {
        store = folder.resolve("device.p12");
    }

    @ParameterizedTest
    @CsvSource({
        "-keyalg EC -groupname secp256r1, ES256",
        "-keyalg EC -groupname secp384r1, ES384",
        "-keyalg RSA -keysize 2048, RS256",
        "-keyalg RSASSA-PSS -keysize 2048 -sigalg RSASSA-PSS, PS256"
    })
    void key_signsWithItsAlgorithmAndItsCertificateVerifies(String kind, String algorithm) throws Exception {
        make("device", "CN=PC-17", kind);

        EnterpriseIdentity identity = open().choose(Optional.empty(), Instant.now());
        VerifiedPlan plan = new EvidenceTokenTest().plan();
        EvidenceToken token = EvidenceToken.sign(
                DeviceKey.create(),
                Optional.of(identity),
                plan,
                EvidenceTokenTest.evidence(plan),
                "test",
                TestPortal.NOW);

        assertThat(identity.subject()).isEqualTo("CN=PC-17");
        assertThat(token.identity()).contains("CN=PC-17");
        assertThat(token.header()).containsEntry("alg", algorithm).doesNotContainKey("jwk");
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(token.compact());
        jws.setKey(first(token).getPublicKey());
        assertThat(jws.verifySignature()).isTrue();
    }

    @Test
    void severalCertificates_areToldApartByAliasSubjectOrCommonName() throws Exception {
        make("one", "CN=PC-17\\, desk,O=Example", "-keyalg EC -groupname secp256r1");
        make("two", "CN=PC-18,O=Example", "-keyalg EC -groupname secp256r1");

        assertThat(open().choose(Optional.of("TWO"), Instant.now()).subject()).startsWith("CN=PC-18");
        assertThat(open().choose(Optional.of("PC-18"), Instant.now()).subject()).startsWith("CN=PC-18");
        assertThat(open().choose(Optional.of("CN=PC-18,O=Example"), Instant.now())
                        .subject())
                .startsWith("CN=PC-18");
        refuses(() -> open().choose(Optional.empty(), Instant.now()), "has 2 keys");
        refuses(() -> open().choose(Optional.of("PC-1"), Instant.now()), "has 0 keys");
        refuses(() -> open().choose(Optional.of("PC-17"), Instant.now()), "one", "two");
    }

    @Test
    void renewedCertificateBesideTheExpiredOne_isTheOneThatSigns() throws Exception {
        make("old", "CN=PC-17", "-keyalg EC -groupname secp256r1 -startdate -400d -validity 365");
        make("new", "CN=PC-17", "-keyalg RSA -keysize 2048");

        assertThat(open().choose(Optional.of("CN=PC-17"), Instant.now()).algorithm())
                .isEqualTo("RS256");
        assertThat(open().choose(Optional.empty(), Instant.now()).algorithm()).isEqualTo("RS256");
        assertThat(open().choose(Optional.of("old"), Instant.now()).algorithm())
                .as("whoever names it gets it, and the portal's words")
                .isEqualTo("ES256");
    }

    @Test
    void certificateThatIsNotForSigning_isNotOffered() throws Exception {
        make("device", "CN=PC-17", "-keyalg RSA -keysize 2048 -ext KU=keyEncipherment");

        refuses(() -> open().choose(Optional.empty(), Instant.now()), "There is none");
    }

    @Test
    void keyOfAnotherKind_isRefused() throws Exception {
        make("device", "CN=PC-17", "-keyalg EC -groupname secp521r1");

        refuses(() -> open().choose(Optional.empty(), Instant.now()), "P-256 or P-384");
    }

    @Test
    void wrongPasswordOrNoStore_isRefusedByName() throws Exception {
        refuses(() -> open(), "device.p12 cannot be used");
        make("device", "CN=PC-17", "-keyalg EC -groupname secp256r1");
        refuses(() -> IdentityStore.ofFile(store, "wrong".toCharArray()), "device.p12 cannot be used");
        Files.writeString(store, "not a key store");
        refuses(() -> open(), "device.p12 cannot be used");
    }

    @Test
    void tokenWithoutConfiguration_isRefusedByName() {
        refuses(() -> IdentityStore.ofPkcs11(store.resolveSibling("none.cfg"), PASSWORD), "none.cfg");
    }

    @Test
    void tokenWhoseLibraryIsAbsent_isRefusedByName() throws Exception {
        Path configuration = Files.writeString(
                store.resolveSibling("absent.cfg"), "name = absent\nlibrary = " + store.resolveSibling("absent.so"));

        refuses(() -> IdentityStore.ofPkcs11(configuration, PASSWORD), "absent.cfg cannot be used");
    }

    @Test
    void storeOfWindowsElsewhere_isRefused() {
        refuses(IdentityStore::ofWindows, "certificate store of Windows");
    }

    private IdentityStore open() throws TrustException {
        return IdentityStore.ofFile(store, PASSWORD);
    }

    private static X509Certificate first(EvidenceToken token) throws Exception {
        String encoded = String.valueOf(((List<?>) token.header().getOrDefault("x5c", List.of())).get(0));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(encoded)));
    }

    private void make(String alias, String subject, String options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                subject,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(options.split(" ", -1)));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(store.resolveSibling("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(store.resolveSibling("keytool.txt")))
                .isZero();
    }

    private static void refuses(ThrowingCallable use, String... words) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        TrustException.class, e -> assertThat(e.reason()).isEqualTo(Reason.IDENTITY))
                .hasMessageContainingAll(words);
    }
}
