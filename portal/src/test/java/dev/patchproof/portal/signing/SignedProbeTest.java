package dev.patchproof.portal.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.signing.ProbeRelease.Origin;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignedProbeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ROOT = "{\"kty\":\"EC\"}";

    @Test
    void everyEntry_isSignedByThePublishedCertificate(@TempDir Path folder) throws Exception {
        SignedProbe probe = new SignedProbe(Optional.of(TestJars.probe("1")), own(folder), ROOT, folder);

        int signed = 0;
        try (JarFile jar = new JarFile(folder.resolve("patchproof-probe.jar").toFile(), true)) {
            for (JarEntry entry : jar.stream().toList()) {
                try (InputStream content = jar.getInputStream(entry)) {
                    content.readAllBytes();
                }
                if (!entry.getName().startsWith("META-INF/")) {
                    assertThat(entry.getCodeSigners()).as(entry.getName()).hasSize(1);
                    signed++;
                }
            }
        }
        assertThat(signed).isEqualTo(2);
        assertThat(probe.release().orElseThrow().version()).isEqualTo("1");
        assertThat(probe.release().orElseThrow().signer().origin()).isEqualTo(Origin.SELF_MADE);
        assertThat(probe.release().orElseThrow().signer().fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    void nothingChanged_isNotSignedAgain(@TempDir Path folder) throws Exception {
        String first = digest(new SignedProbe(Optional.of(TestJars.probe("1")), own(folder), ROOT, folder));

        String second = digest(new SignedProbe(Optional.of(TestJars.probe("1")), own(folder), ROOT, folder));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void anotherBuildRootOrCertificate_isSignedAgain(@TempDir Path folder) throws Exception {
        String first = digest(new SignedProbe(Optional.of(TestJars.probe("1")), own(folder), ROOT, folder));
        String build = digest(new SignedProbe(Optional.of(TestJars.probe("2")), own(folder), ROOT, folder));
        String root = digest(new SignedProbe(Optional.of(TestJars.probe("2")), own(folder), "{}", folder));
        Files.delete(folder.resolve("code-signing.p12"));
        String certificate = digest(new SignedProbe(Optional.of(TestJars.probe("2")), own(folder), "{}", folder));

        assertThat(java.util.Set.of(first, build, root, certificate)).hasSize(4);
    }

    @Test
    void alteredFile_isSignedAgain(@TempDir Path folder) throws Exception {
        new SignedProbe(Optional.of(TestJars.probe("1")), own(folder), ROOT, folder);
        Path file = folder.resolve("patchproof-probe.jar");
        byte[] altered = Files.readAllBytes(file);
        altered[100]++;
        Files.write(file, altered);

        SignedProbe probe = new SignedProbe(Optional.of(TestJars.probe("1")), own(folder), ROOT, folder);

        assertThat(Files.readAllBytes(file)).isNotEqualTo(altered);
        assertThat(probe.available()).isTrue();
    }

    @Test
    void portalWithoutProbe_hasNothingToHandOut(@TempDir Path folder) {
        SignedProbe probe = new SignedProbe(Optional.empty(), own(folder), ROOT, folder);

        assertThat(probe.release()).isEmpty();
        assertThat(probe.plain()).isEmpty();
        assertThat(probe.personalised("k", "t")).isEmpty();
        assertThat(probe.signer().certificatePem()).startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void configuredKeyStore_wins(@TempDir Path folder) {
        own(folder);
        Path store = folder.resolve("code-signing.p12");

        SigningIdentity identity = CodeSigningKey.load(
                settings(Optional.of(store), Optional.of("patchproof"), Optional.empty()), folder, NOW);

        assertThat(identity.origin()).isEqualTo(Origin.CONFIGURED);
        assertThat(identity.alias()).isEqualTo("patchproof");
        assertThat(identity.toString()).doesNotContain("PrivateKey");
    }

    @Test
    void configuredKeyStoreThatCannotBeUsed_refusedAndNeverReplacedByAnOwnKey(@TempDir Path folder) {
        own(folder);
        Path store = folder.resolve("code-signing.p12");

        for (Settings.CodeSigning wrong : new Settings.CodeSigning[] {
            settings(Optional.of(folder.resolve("absent.p12")), Optional.of("patchproof"), Optional.empty()),
            settings(Optional.of(store), Optional.of("wrong"), Optional.empty()),
            settings(Optional.of(store), Optional.empty(), Optional.empty()),
            settings(Optional.of(store), Optional.of("patchproof"), Optional.of("nobody"))
        }) {
            assertThatThrownBy(() -> CodeSigningKey.load(wrong, folder, NOW))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("code-signing");
        }
    }

    @Test
    void configuredKeyStoreWhoseCertificateMayNotSignCode_refused(@TempDir Path folder) throws Exception {
        Path expired = store(folder, NOW.minusSeconds(99), NOW.minusSeconds(9), KeyPurposeId.id_kp_codeSigning);
        Path server = store(folder, NOW.minusSeconds(9), NOW.plusSeconds(99), KeyPurposeId.id_kp_serverAuth);

        refuses(expired, folder, "a certificate expected that is valid at " + NOW);
        refuses(server, folder, "a certificate for code signing expected");
    }

    private static void refuses(Path store, Path folder, String words) {
        assertThatThrownBy(() -> CodeSigningKey.load(
                        settings(Optional.of(store), Optional.of("changeit"), Optional.empty()), folder, NOW))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("patchproof.code-signing.keystore: " + store)
                .hasMessageContaining(words);
    }

    private static Path store(Path folder, Instant from, Instant until, KeyPurposeId use) throws Exception {
        SigningIdentity identity = TestCertificates.of("Signer", from, until, use);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "signer", identity.key(), "changeit".toCharArray(), new Certificate[] {identity.certificate()});
        Path file = Files.createTempFile(folder, "signer", ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        return file;
    }

    private static String digest(SignedProbe probe) {
        return probe.release().orElseThrow().sha256();
    }

    private static SigningIdentity own(Path folder) {
        return CodeSigningKey.load(settings(Optional.empty(), Optional.empty(), Optional.empty()), folder, NOW);
    }

    private static Settings.CodeSigning settings(
            Optional<Path> keystore, Optional<String> password, Optional<String> alias) {
        return new Settings.CodeSigning() {
            @Override
            public Optional<Path> keystore() {
                return keystore;
            }

            @Override
            public Optional<String> password() {
                return password;
            }

            @Override
            public Optional<String> alias() {
                return alias;
            }
        };
    }
}
