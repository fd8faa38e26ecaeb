package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Query;
import dev.patchproof.probe.trust.Json;
import dev.patchproof.probe.trust.Keytool;
import dev.patchproof.wine.WinePrefix;
import dev.patchproof.wine.WineRun;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code --identity windows-my} of the packaged jar in a real Windows Java under Wine. Wine, not Windows: its store keeps
 * keys in the registry, and no key here is kept from being taken out.
 */
class WindowsIdentityWineIT {

    @Test
    void certificateInTheStoreOfWindows_signs(@TempDir Path folder) throws Exception {
        Path store = keyStore(folder);
        try (WinePrefix windows = WinePrefix.create(Path.of("target", "wine"));
                FakePortal portal = new FakePortal()) {
            WineRun stored = windows.java(
                    StoreInWine.class, List.of(), List.of(WinePrefix.windowsName(store), Keytool.PASSWORD));
            assertThat(stored.exitCode()).as(stored.toString()).isZero();
            portal.asks(new Query.WindowsRestart());
            Path jar = DownloadedJar.make(windows.folder(), portal.tokens.rootJwk(), portal.comment());

            WineRun run = windows.java(List.of(
                    "-jar",
                    WinePrefix.windowsName(jar),
                    "--yes",
                    "--output",
                    "json",
                    "--identity",
                    "windows-my:PC-17"));
            WineRun unnamed = windows.java(
                    List.of("-jar", WinePrefix.windowsName(jar), "--yes", "--identity", "windows-my:PC-18"));

            assertThat(run.exitCode()).as(run.toString()).isZero();
            String token = portal.evidence.get(0);
            X509Certificate certificate = certificate(token);
            assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=PC-17");
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            signature.setKey(certificate.getPublicKey());
            assertThat(signature.verifySignature()).isTrue();
            assertThat(unnamed.exitCode()).as(unnamed.toString()).isEqualTo(64);
            assertThat(unnamed.err()).contains("named PC-18");
        }
    }

    private static X509Certificate certificate(String token) throws Exception {
        Map<String, Object> header = Json.parse(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), StandardCharsets.UTF_8));
        assertThat(header).containsEntry("alg", "RS256").doesNotContainKey("jwk");
        String first = String.valueOf(((List<?>) header.getOrDefault("x5c", List.of())).get(0));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(first)));
    }

    private static Path keyStore(Path folder) throws Exception {
        Path store = folder.resolve("device.p12");
        Keytool.make(store, "device", "-dname", "CN=PC-17", "-keyalg", "RSA", "-keysize", "2048");
        return store;
    }
}
