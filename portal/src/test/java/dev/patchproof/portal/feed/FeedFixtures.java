package dev.patchproof.portal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.patchproof.portal.download.LoopbackServer;
import dev.patchproof.portal.feed.FeedReport.Outcome;
import dev.patchproof.portal.release.Publisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Portals with feeds, and a real server on loopback that fails in every way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FeedFixtures {
    static final String ONE = Publisher.update("KB100", "one.dll", "1.0.0.5");
    static final String TWO = Publisher.update("KB200", "two.dll", "1.0.0.5");
    static final String DEMO = FeedingPortal.DEMO;
    static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    final Publisher publisher;
    final LoopbackServer server = new LoopbackServer();
    private final Path folder;
    private int number;

    FeedFixtures(Path folder) throws IOException {
        this.folder = folder;
        publisher = Publisher.make(folder.resolve("keys"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    final Archive archive(String version) {
        Archive archive = new Archive();
        archive.publish(version);
        return archive;
    }

    final void refused(Archive archive, String words) {
        FeedingPortal portal = debian(archive);

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains(words);
        assertThat(portal.ids()).containsExactly("KB100");
    }

    final FeedingPortal failed(HttpHandler handler, String reason) {
        FeedingPortal portal = portal(settings(server.address("", handler)));

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.FAILED);
        assertThat(report.message()).startsWith(reason + ": expected");
        assertThat(portal.ids()).containsExactly("KB100");
        return portal;
    }

    final FeedingPortal debian(Archive archive) {
        return portal(debianSettings(archive));
    }

    final Map<String, String> debianSettings(Archive archive) {
        return settings(server.address("", archive::serve));
    }

    static Map<String, String> settings(String address) {
        return Map.of(
                "patchproof.catalog.feed.bookworm.from", "debian-packages",
                "patchproof.catalog.feed.bookworm.url", address,
                "patchproof.catalog.feed.bookworm.suite", "bookworm-security",
                "patchproof.catalog.feed.bookworm.retry-after", "PT0.01S",
                "patchproof.catalog.feed.bookworm.max-size", "100000");
    }

    final Map<String, String> msrc(Months months) {
        return Map.of(
                "patchproof.catalog.feed.microsoft.from", "msrc-cvrf",
                "patchproof.catalog.feed.microsoft.url", server.address("cvrf/{month}", months::serve),
                "patchproof.catalog.feed.microsoft.months", "3",
                "patchproof.catalog.feed.microsoft.retry-after", "PT0.01S");
    }

    final FeedingPortal portal(Map<String, String> settings) {
        return FeedingPortal.of(
                folder.resolve("home" + number++),
                publisher.directory(TODAY.minusDays(2), ONE),
                publisher.certificate(),
                settings,
                Instant.parse("2026-11-25T12:00:00Z"));
    }
}
