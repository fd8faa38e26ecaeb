package dev.patchproof.portal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged portal speaks TLS itself, and its certificate is renewed while it runs. */
final class TlsIT {
    @TempDir
    Path folder;

    @Test
    void renewedCertificate_isServedWithoutARestartAndHalfAPairIsNot() throws Exception {
        TestCertificate first = TestCertificate.make(1);
        TestCertificate second = TestCertificate.make(2);
        Path certificate = Files.writeString(folder.resolve("tls.crt"), first.certificatePem());
        Path key = Files.writeString(folder.resolve("tls.key"), first.keyPem());
        int port = freePort();

        try (PortalProcess portal = PortalProcess.start(folder, settings(port, certificate, key))) {
            HttpResponse<String> start = get(first, port, "/");
            assertThat(start.statusCode()).isEqualTo(200);
            assertThat(start.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            HttpResponse<String> made = send(
                    first,
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/checks"))
                            .POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(made.headers().firstValue("Set-Cookie").orElseThrow())
                    .contains("patchproof-owner=", "Secure", "HttpOnly", "SameSite=Lax");
            HttpResponse<byte[]> plain = portal.get("/");
            assertThat(plain.statusCode()).isBetween(301, 308);
            assertThat(plain.headers().firstValue("Location")).contains("https://localhost:" + port + "/");
            assertThat(plain.headers().firstValue("Strict-Transport-Security")).isEmpty();

            // the first half of a file
            Files.writeString(certificate, second.certificatePem().substring(0, 200));
            waitFor(portal, log -> log.contains("The certificate in use is kept: patchproof.tls.certificate"));
            assertThat(get(first, port, "/").statusCode()).isEqualTo(200);

            // the first of two files
            Files.writeString(certificate, second.certificatePem());
            waitFor(portal, log -> log.contains("The certificate in use is kept: patchproof.tls.key"));
            assertThat(get(first, port, "/").statusCode()).isEqualTo(200);

            // both
            Path fresh = Files.writeString(folder.resolve("tls.key.new"), second.keyPem());
            Files.move(fresh, key, StandardCopyOption.ATOMIC_MOVE);
            waitFor(portal, log -> log.contains("The TLS certificate is now the one that ends on"));
            assertThat(get(second, port, "/").statusCode()).isEqualTo(200);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> get(first, port, "/"))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void keystore_isServed() throws Exception {
        TestCertificate made = TestCertificate.make(7);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "tls", made.keys().getPrivate(), "secret".toCharArray(), new Certificate[] {made.certificate()});
        Path file = folder.resolve("tls.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        int port = freePort();

        try (PortalProcess portal = PortalProcess.start(
                folder,
                Map.of(
                        "QUARKUS_HTTP_SSL_PORT",
                        Integer.toString(port),
                        "PATCHPROOF_PUBLIC_URL",
                        "https://localhost:" + port,
                        "PATCHPROOF_TLS_KEYSTORE",
                        file.toString(),
                        "PATCHPROOF_TLS_PASSWORD",
                        "secret"))) {
            assertThat(get(made, port, "/q/health").statusCode()).isEqualTo(200);
            assertThat(portal.log()).contains("https://localhost:" + port + "/");
        }
    }

    private static Map<String, String> settings(int port, Path certificate, Path key) {
        return Map.of(
                "QUARKUS_HTTP_SSL_PORT", Integer.toString(port),
                "PATCHPROOF_PUBLIC_URL", "https://localhost:" + port,
                "PATCHPROOF_TLS_CERTIFICATE", certificate.toString(),
                "PATCHPROOF_TLS_KEY", key.toString(),
                "PATCHPROOF_TLS_RELOAD_PERIOD", "PT1S");
    }

    private static void waitFor(PortalProcess portal, Predicate<String> condition) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.test(portal.log())) {
            assertThat(Instant.now()).as(portal.log()).isBefore(end);
            Thread.sleep(100);
        }
    }

    private static HttpResponse<String> get(TestCertificate trusted, int port, String path) throws Exception {
        return send(trusted, HttpRequest.newBuilder(URI.create("https://localhost:" + port + path)));
    }

    /** From a client that trusts this one certificate, on a connection of its own. */
    private static HttpResponse<String> send(TestCertificate trusted, HttpRequest.Builder request) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        X509Certificate certificate = trusted.certificate();
        store.setCertificateEntry("portal", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
