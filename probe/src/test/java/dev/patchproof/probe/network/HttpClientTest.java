package dev.patchproof.probe.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpClientTest {
    private final HttpClient client = new HttpClient(Duration.ofSeconds(20), new SystemRoots(false));
    private final HttpClient impatient = new HttpClient(Duration.ofMillis(300), new SystemRoots(false));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI answering(Answer answer) {
        server.createContext("/", answer::to);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x");
    }

    @Test
    void bodyAndHeaders_arriveAndTheAnswerComesBack() throws Exception {
        URI uri = answering(exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            respond(
                    exchange,
                    201,
                    exchange.getRequestMethod() + exchange.getRequestHeaders().getFirst("X") + sent);
        });

        assertThat(client.post(uri, Map.of("X", "1"), "é")).isEqualTo(new HttpAnswer(201, "POST1é", Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 407, 409, 413, 429, 500, 503})
    void refusal_isReadLikeEveryAnswer(int status) throws Exception {
        URI uri = answering(exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            respond(exchange, status, "why");
        });

        assertThat(client.post(uri, Map.of("Authorization", "Bearer x"), "body"))
                .isEqualTo(new HttpAnswer(status, "why", Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "0, 0", "-1, 0", "99999999, 0", "'Fri, 31 Dec 1999 23:59:59 GMT', 0", "'', 0"})
    void waitThatIsAskedFor_isTold(String header, int seconds) throws Exception {
        URI uri = answering(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", header);
            respond(exchange, 503, "busy");
        });

        assertThat(client.post(uri, Map.of(), "").retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_isNotFollowed(int status) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        URI uri = answering(exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            respond(exchange, status, "");
        });

        assertThat(client.post(uri, Map.of(), "").status()).isEqualTo(status);
        assertThat(calls).hasValue(1);
    }

    @Test
    void answerWithoutEnd_isGivenUp() {
        URI uri = answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] much = new byte[64 * 1024];
                while (true) {
                    out.write(much);
                }
            }
        });

        assertThatThrownBy(() -> client.post(uri, Map.of(), ""))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("longer than 8388608 bytes");
    }

    @Test
    void answerThatTrickles_isGivenUpWhenPatienceEnds() {
        URI uri = answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write('x');
                    out.flush();
                    sleep(50);
                }
            }
        });

        assertThatThrownBy(() -> impatient.post(uri, Map.of(), "")).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void portalThatNeverReads_isGivenUpWhenPatienceEnds() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/x");
            String large = "x".repeat(32 * 1024 * 1024); // more than the buffers on the way hold

            assertThatThrownBy(() -> impatient.post(uri, Map.of(), large)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void answerThatIsNotHttp_isAnError() throws Exception {
        try (ServerSocket odd = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> {
                try {
                    while (true) {
                        try (var socket = odd.accept()) {
                            socket.getOutputStream().write("hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                        }
                    }
                } catch (IOException e) {
                    return; // closed
                }
            });
            answers.start();
            URI uri = URI.create("http://127.0.0.1:" + odd.getLocalPort() + "/x");

            assertThatThrownBy(() -> client.post(uri, Map.of(), "")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatIsTold_isSentAndWhileItStandsStillNothingMore() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        URI uri = answering(exchange -> {
            calls.incrementAndGet();
            arrived.countDown();
            await(go);
            respond(exchange, 204, "");
        });

        client.tell(uri, Map.of(), "1");
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        client.tell(uri, Map.of(), "2");
        client.tell(uri, Map.of(), "3");

        assertThat(calls).hasValue(1);
        go.countDown();
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }
}
