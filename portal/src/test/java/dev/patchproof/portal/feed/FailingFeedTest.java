package dev.patchproof.portal.feed;

import static dev.patchproof.portal.download.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.feed.FeedReport.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that fail; the last good data stays. */
final class FailingFeedTest extends FeedFixtures {

    FailingFeedTest(@TempDir Path folder) throws IOException {
        super(folder);
    }

    @Test
    void pageInThePlaceOfInRelease_failed() {
        failed(exchange -> answer(exchange, 200, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)), "WRONG_TYPE");
    }

    @Test
    void serverThatFailsTwice_isAskedAgain() {
        Archive archive = archive("1.0-1+deb12u1");
        List<String> asked = new CopyOnWriteArrayList<>();
        FeedingPortal portal = portal(settings(server.address("", exchange -> {
            asked.add("once");
            if (asked.size() < 3) {
                answer(exchange, 503, "text/html", new byte[0]);
            } else {
                archive.serve(exchange);
            }
        })));

        assertThat(portal.look("bookworm").outcome()).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void serverThatFailsAlways_failedAndTheLastGoodStays() {
        Archive archive = archive("1.0-1+deb12u1");
        boolean[] broken = {false};
        FeedingPortal portal = portal(settings(server.address("", exchange -> {
            if (broken[0]) {
                answer(exchange, 500, "text/html", new byte[0]);
            } else {
                archive.serve(exchange);
            }
        })));
        portal.look("bookworm");
        broken[0] = true;

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.message()).startsWith("SERVER_FAILED").contains("500 (3 attempts)");
        assertThat(portal.demo()).contains("1.0-1+deb12u1");
        assertThat(portal.restarted().demo()).contains("1.0-1+deb12u1");
        assertThat(portal.state("bookworm").last()).contains(report);
        assertThat(portal.state("bookworm").inUse()).isTrue();
    }

    @Test
    void hugeDocument_failedAndCutOff() throws IOException {
        FeedingPortal portal = failed(
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/octet-stream");
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        for (int i = 0; i < 10_000; i++) {
                            body.write(new byte[10_000]);
                        }
                    }
                },
                "TOO_LARGE");
        assertThat(portal.files(".part")).isEmpty();
    }

    @Test
    void truncatedDocument_failed() throws IOException {
        FeedingPortal portal = portal(settings(server.raw("", socket -> socket.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 900\r\n\r\nOrigin: Debian"
                        .getBytes(StandardCharsets.US_ASCII)))));

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.message()).startsWith("NOT_REACHED");
        assertThat(portal.files(".part")).isEmpty();
    }

    @Test
    void serverThatNeverAnswers_failedInTime() throws IOException {
        Map<String, String> settings = new HashMap<>(settings(server.raw("", socket -> {
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        })));
        settings.put("patchproof.catalog.feed.bookworm.timeout", "PT0.5S");

        assertThat(portal(settings).look("bookworm").message()).startsWith("TOO_SLOW");
    }
}
