package dev.patchproof.portal.release;

import static dev.patchproof.portal.download.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpHandler;
import dev.patchproof.portal.download.LoopbackServer;
import dev.patchproof.portal.release.FetchReport.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server on loopback that fails in every way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CatalogFetchTest {
    private static final String ONE = Publisher.update("KB100", "one.dll", "1.0.0.5");
    private static final String TWO = Publisher.update("KB200", "two.dll", "1.0.0.5");

    private final Path folder;
    private final Publisher publisher;
    private final byte[] release;
    private final LoopbackServer server = new LoopbackServer();
    private int number;

    CatalogFetchTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        publisher = Publisher.make(folder.resolve("keys"));
        release = publisher.signed(1, ONE, TWO);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void newRelease_isFetchedAndUsed() throws IOException {
        Portal portal = portal(exchange -> answer(exchange, 200, "application/zip", release));

        FetchReport report = portal.look();

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.updates()).isEqualTo(2);
        assertThat(portal.fetch().last()).contains(report);
    }

    @Test
    void sameReleaseLater_isNotSentAgain() throws IOException {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        Portal portal = portal(exchange -> {
            String known = exchange.getRequestHeaders().getFirst("If-None-Match");
            asked.add(String.valueOf(known));
            exchange.getResponseHeaders().add("ETag", "\"one\"");
            answer(exchange, "\"one\"".equals(known) ? 304 : 200, "application/zip", release);
        });

        portal.look();
        FetchReport second = portal.look();
        FetchReport third = portal.look();

        assertThat(second.outcome()).isEqualTo(Outcome.NOTHING_NEW);
        assertThat(third.outcome()).isEqualTo(Outcome.NOTHING_NEW);
        assertThat(asked).containsExactly("null", "\"one\"", "\"one\"");
        assertThat(portal.updates()).isEqualTo(2);
    }

    @Test
    void notModifiedThoughNothingWasFetched_isAFailure() throws IOException {
        failed(portal(exchange -> answer(exchange, 304, "application/zip", release)), "NOT_THE_FILE", "304");
    }

    @Test
    void serverThatFailsTwice_isAskedAgainWithLongerWaits() throws IOException {
        Queue<Long> times = new ConcurrentLinkedQueue<>();
        Portal portal = portal(exchange -> {
            times.add(System.nanoTime());
            answer(exchange, times.size() < 3 ? 500 : 200, "application/zip", release);
        });

        FetchReport report = portal.look();

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.TAKEN);
        List<Long> asked = List.copyOf(times);
        assertThat(asked).hasSize(3);
        assertThat(asked.get(1) - asked.get(0)).isGreaterThanOrEqualTo(50_000_000L);
        assertThat(asked.get(2) - asked.get(1)).isGreaterThanOrEqualTo(100_000_000L);
    }

    @Test
    void serverThatFailsAlways_isGivenUpAfterItsAttempts() throws IOException {
        Queue<String> asked = new ConcurrentLinkedQueue<>();

        failed(
                portal(exchange -> {
                    asked.add("once");
                    answer(exchange, 503, "text/html", new byte[0]);
                }),
                "SERVER_FAILED",
                "found 503 (3 attempts)");

        assertThat(asked).hasSize(3);
    }

    @Test
    void notFound_isNotAskedAgain() throws IOException {
        Queue<String> asked = new ConcurrentLinkedQueue<>();

        failed(
                portal(exchange -> {
                    asked.add("once");
                    answer(exchange, 404, "text/html", new byte[0]);
                }),
                "NOT_THERE",
                "found 404");

        assertThat(asked).hasSize(1);
    }

    @Test
    void redirect_isNamedAndNotFollowed() throws IOException {
        failed(
                portal(exchange -> {
                    exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
                    answer(exchange, 302, "text/html", new byte[0]);
                }),
                "NOT_THE_FILE",
                "http://127.0.0.1:1/elsewhere");
    }

    @Test
    void pageInThePlaceOfTheFile_refusedByItsType() throws IOException {
        failed(
                portal(exchange -> answer(
                        exchange, 200, "text/html; charset=utf-8", "<html>Sign in".getBytes(StandardCharsets.UTF_8))),
                "WRONG_TYPE",
                "found text/html");
    }

    @Test
    void pageUnderTheTypeOfAFile_refusedByItsContent() throws IOException {
        Portal portal =
                portal(exchange -> answer(exchange, 200, "application/zip", "<html>".getBytes(StandardCharsets.UTF_8)));

        FetchReport report = portal.look();

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("expected a release file");
        assertThat(portal.updates()).isEqualTo(1);
    }

    @Test
    void hugeFileThatSaysSo_refusedUnread() throws IOException {
        failed(
                portal(exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/zip");
                    exchange.sendResponseHeaders(200, 1L << 40);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                }),
                "TOO_LARGE",
                "1099511627776 announced");
    }

    @Test
    void hugeFileThatDoesNotSaySo_cutOffAtTheLimit() throws IOException {
        failed(
                portal(exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/octet-stream");
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        for (int i = 0; i < 10_000; i++) {
                            body.write(new byte[10_000]);
                        }
                    }
                }),
                "TOO_LARGE",
                "at most 100000 bytes");
    }

    @Test
    void truncatedFile_isAFailureAndAskedAgain() throws IOException {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        Portal portal = portal(rawServer(socket -> {
            asked.add("once");
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nContent-Length: " + release.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(release, 0, release.length / 2);
        }));

        failed(portal, "NOT_REACHED", "");

        assertThat(asked).hasSize(3);
    }

    @Test
    void truncatedFileWithoutALength_refusedAsDamaged() throws IOException {
        Portal portal = portal(rawServer(socket -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(release, 0, release.length / 2);
        }));

        FetchReport report = portal.look();

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("DAMAGED");
        assertThat(portal.updates()).isEqualTo(1);
    }

    @Test
    void serverThatNeverAnswers_isGivenUpInTime() throws IOException {
        failed(hurried(rawServer(socket -> sleep(20_000))), "TOO_SLOW", "PT1S");
    }

    @Test
    void serverThatDrips_isGivenUpInTime() throws IOException {
        failed(
                hurried(address(exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/zip");
                    exchange.sendResponseHeaders(200, release.length);
                    for (byte each : release) {
                        exchange.getResponseBody().write(each);
                        exchange.getResponseBody().flush();
                        sleep(100);
                    }
                })),
                "TOO_SLOW",
                "PT1S");
    }

    @Test
    void nobodyThere_isAFailure() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        failed(portal("http://127.0.0.1:" + port + "/release.zip"), "NOT_REACHED", "");
    }

    @Test
    void answerThatIsNoHttp_isAFailure() throws IOException {
        failed(
                portal(rawServer(
                        socket -> socket.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII)))),
                "NOT_REACHED",
                "");
    }

    @Test
    void refusedRelease_isAskedForAgainNextTime() throws IOException {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        byte[] unsigned = publisher.unsigned(Publisher.today(), 9, TWO).toBytes();
        Portal portal = portal(exchange -> {
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("If-None-Match")));
            exchange.getResponseHeaders().add("ETag", "\"bad\"");
            answer(exchange, 200, "application/zip", unsigned);
        });

        FetchReport report = portal.look();
        portal.look();

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("UNSIGNED");
        assertThat(asked).containsExactly("null", "null");
        assertThat(portal.updates()).isEqualTo(1);
    }

    @Test
    void noAddress_nothingIsFetched() throws IOException {
        Portal portal = portal("");

        assertThat(portal.fetch().isOn()).isFalse();
        assertThat(portal.fetch().look()).isEmpty();
    }

    private static void failed(Portal portal, String reason, String words) {
        FetchReport report = portal.look();

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.FAILED);
        assertThat(report.message()).startsWith(reason + ": expected").contains(words);
        assertThat(portal.updates()).as("the last good one stays in use").isEqualTo(1);
    }

    private Portal portal(HttpHandler handler) throws IOException {
        return portal(address(handler));
    }

    private String address(HttpHandler handler) {
        return server.address("release.zip", handler);
    }

    private String rawServer(LoopbackServer.Connection connection) throws IOException {
        return server.raw("release.zip", connection);
    }

    private Portal portal(String address) throws IOException {
        return portal(address, "PT20S");
    }

    /** One that does not wait long; on a busy machine the others must. */
    private Portal hurried(String address) throws IOException {
        return portal(address, "PT1S");
    }

    private Portal portal(String address, String timeout) throws IOException {
        Path home = Files.createDirectory(folder.resolve("home" + number++));
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "patchproof.catalog.dir",
                publisher.directory(Publisher.today(), ONE).toString());
        settings.put("patchproof.catalog.keys", publisher.certificate().toString());
        settings.put("patchproof.catalog.fetch.retry-after", "PT0.05S");
        settings.put("patchproof.catalog.fetch.timeout", timeout);
        settings.put("patchproof.catalog.fetch.max-size", "100000");
        if (!address.isEmpty()) {
            settings.put("patchproof.catalog.fetch.url", address);
        }
        CatalogInUse catalog = new CatalogInUse(TestSettings.of(settings), home, Overlay.none());
        CatalogFetch fetch = new CatalogFetch(
                new Releases(catalog),
                TestSettings.of(settings),
                home,
                JsonMapper.builder()
                        .addModules(new Jdk8Module(), new JavaTimeModule())
                        .build(),
                Clock.systemUTC());
        return new Portal(catalog, fetch);
    }

    private record Portal(CatalogInUse catalog, CatalogFetch fetch) {
        FetchReport look() {
            return fetch.look().orElseThrow();
        }

        int updates() {
            return catalog.catalog().updates().size();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
