package dev.patchproof.probe.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.patchproof.probe.trust.Keytool;
import dev.patchproof.wine.WinePrefix;
import dev.patchproof.wine.WineRun;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxies and roots of a Windows, as its settings have them, in a real Windows Java under Wine. Wine, not Windows. */
class WindowsNetworkWineIT {
    private static final int DIRECT = 1; // PROXY_TYPE_DIRECT
    private static final int BY_PROXY = 3; // and PROXY_TYPE_PROXY
    private static final int CERTIFICATE = 0x20; // CERT_CERT_PROP_ID

    @Test
    void proxyOfWindows_isAskedForWhatLiesOutside() throws Exception {
        try (WinePrefix windows = WinePrefix.create(Path.of("target", "wine"));
                Loopback proxy = new Loopback(plain())) {
            windows.importRegistry(connection(BY_PROXY, "127.0.0.1:" + proxy.port()));

            assertThat(call(windows, "http://portal.example/checks", "http://127.0.0.1:" + proxy.port() + "/here"))
                    .containsExactly("200 POST http://portal.example/checks asked", "200 POST /here asked");
        }
    }

    @Test
    void proxyThatIsSwitchedOff_isNotAsked() throws Exception {
        try (WinePrefix windows = WinePrefix.create(Path.of("target", "wine"));
                Loopback proxy = new Loopback(plain())) {
            windows.importRegistry(connection(DIRECT, "127.0.0.1:" + proxy.port()));

            assertThat(call(windows, "http://portal.invalid/checks"))
                    .singleElement()
                    .asString()
                    .startsWith("Unknown");
        }
    }

    @Test
    void rootInTheStoreOfWindows_isTrustedBesideThoseOfJava(@TempDir Path folder) throws Exception {
        KeyStore server = selfSigned(folder);
        try (WinePrefix windows = WinePrefix.create(Path.of("target", "wine"));
                Loopback portal = new Loopback(tls(server))) {
            String address = "https://localhost:" + portal.port() + "/checks";

            List<String> before = call(windows, address);
            windows.importRegistry(inRootStore(server.getCertificate("server").getEncoded()));
            List<String> after = call(windows, address);

            assertThat(before).singleElement().asString().startsWith("SSLHandshakeException");
            assertThat(after).containsExactly("200 POST /checks asked");
        }
    }

    private static List<String> call(WinePrefix windows, String... addresses) throws Exception {
        WineRun run = windows.java(CallInWine.class, List.of(HttpClient.class), List.of(addresses));
        assertThat(run.exitCode()).as(run.toString()).isZero();
        return run.out().lines().toList();
    }

    /** As the settings of Windows keep it: a form, a counter, flags, and texts after their lengths, the proxy first. */
    private static String connection(int flags, String proxy) {
        byte[] name = proxy.getBytes(US_ASCII);
        ByteBuffer settings = ByteBuffer.allocate(56 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        settings.putInt(0x46).putInt(1).putInt(flags).putInt(name.length).put(name);
        return "[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections]\n"
                + "\"DefaultConnectionSettings\"=hex:"
                + HexFormat.ofDelimiter(",").formatHex(settings.array()) + "\n";
    }

    /** As an administrator's tool leaves a certificate in the registry: a property each, with number, 1, length and value. */
    private static String inRootStore(byte[] certificate) throws Exception {
        ByteBuffer property = ByteBuffer.allocate(12 + certificate.length).order(ByteOrder.LITTLE_ENDIAN);
        property.putInt(CERTIFICATE).putInt(1).putInt(certificate.length).put(certificate);
        String thumbprint = HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate));
        return "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\Root\\Certificates\\" + thumbprint
                + "]\n\"Blob\"=hex:" + HexFormat.ofDelimiter(",").formatHex(property.array()) + "\n";
    }

    private static KeyStore selfSigned(Path folder) throws Exception {
        Path file = folder.resolve("server.p12");
        Keytool.make(
                file,
                "server",
                "-dname",
                "CN=Example Root",
                "-ext",
                "san=dns:localhost",
                "-ext",
                "bc:c",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, Keytool.PASSWORD.toCharArray());
        }
        return store;
    }

    private static HttpServer plain() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private static HttpServer tls(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, Keytool.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    /** Says what it was asked. */
    private record Loopback(HttpServer server) implements AutoCloseable {
        Loopback {
            server.createContext("/", Loopback::answer);
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        private static void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                byte[] answer =
                        (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + asked).getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
