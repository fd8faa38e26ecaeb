package dev.patchproof.portal.feed;

import static dev.patchproof.portal.download.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpHandler;
import dev.patchproof.catalog.Update;
import dev.patchproof.portal.download.LoopbackServer;
import dev.patchproof.portal.feed.FeedReport.Outcome;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.release.CatalogInUse;
import dev.patchproof.portal.release.ImportOutcome;
import dev.patchproof.portal.release.Publisher;
import dev.patchproof.portal.release.Releases;
import dev.patchproof.portal.release.TestSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Feeds against a real server on loopback that fails in every way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FeedImportsTest {
    private static final String ONE = Publisher.update("KB100", "one.dll", "1.0.0.5");
    private static final String TWO = Publisher.update("KB200", "two.dll", "1.0.0.5");
    private static final String DEMO = "debian:bookworm:demo";
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .build();

    private final Path folder;
    private final Publisher publisher;
    private final LoopbackServer server = new LoopbackServer();
    private int number;

    FeedImportsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        publisher = Publisher.make(folder.resolve("keys"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void suite_isFetchedImportedAndInUseAtOnce() {
        Archive archive = archive("1.0-1+deb12u1");
        Portal portal = debian(archive);

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.ids()).containsExactlyInAnyOrder("KB100", DEMO);
        assertThat(portal.demo()).contains("1.0-1+deb12u1");
        assertThat(portal.update(DEMO).asOf()).as("the day of InRelease").isEqualTo(LocalDate.parse("2026-11-24"));
        assertThat(portal.catalog().snapshot().feeds()).containsExactly("bookworm");
        assertThat(portal.catalog().snapshot().manifest())
                .as("it is no release")
                .isEmpty();
        assertThat(portal.catalog().snapshot().source()).contains("imported itself: bookworm");
        assertThat(portal.catalog().snapshot().release())
                .isNotEqualTo(portal.catalog().underlying().release());
        assertThat(archive.asked)
                .containsExactly("InRelease -", "main/binary-amd64/Packages.xz -", "main/binary-arm64/Packages.xz -");
    }

    @Test
    void sameSuiteLater_isNotSentAgainAndChangesNothing() {
        Archive archive = archive("1.0-1+deb12u1");
        Portal portal = debian(archive);
        portal.look("bookworm");
        String before = portal.catalog().snapshot().release();
        archive.asked.clear();

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.NOTHING_NEW);
        assertThat(archive.asked).containsExactly("InRelease known");
        assertThat(portal.catalog().snapshot().release()).isEqualTo(before);
    }

    @Test
    void newVersion_takesThePlaceOfTheOld() {
        Archive archive = archive("1.0-1+deb12u1");
        Portal portal = debian(archive);
        portal.look("bookworm");
        archive.date = Instant.parse("2026-11-25T05:00:00Z");
        archive.publish("1.0-1+deb12u2");

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.demo()).contains("1.0-1+deb12u2");
        assertThat(portal.catalog().keptImports()).hasSize(2);
        assertThat(portal.catalog().kept(portal.catalog().keptImports().get(1).digest()))
                .isPresent();
    }

    @Test
    void restart_goesOnWithWhatWasFetchedWithoutFetching() {
        Archive archive = archive("1.0-1+deb12u1");
        Portal portal = debian(archive);
        portal.look("bookworm");
        archive.asked.clear();

        Portal again = portal.restarted();

        assertThat(again.catalog().snapshot().release())
                .isEqualTo(portal.catalog().snapshot().release());
        assertThat(again.catalog().snapshot().feeds()).containsExactly("bookworm");
        assertThat(archive.asked).isEmpty();
    }

    @Test
    void restartWithADamagedCatalog_makesItAgainFromTheDocuments() throws IOException {
        Portal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");
        for (Path made : portal.files(".zip")) {
            Files.write(made, new byte[] {'P', 'K', 3, 4});
        }

        assertThat(portal.restarted().catalog().snapshot().release())
                .isEqualTo(portal.catalog().snapshot().release());
    }

    @Test
    void restartWithADamagedDocument_goesOnWithoutItSaysSoAndGetsItAgain() throws IOException {
        Portal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");
        for (Path file : portal.files(".zip")) {
            Files.delete(file);
        }
        for (Path file : portal.files("Packages-amd64.xz")) {
            Files.writeString(file, "cut");
        }

        Portal again = portal.restarted();

        assertThat(again.ids()).containsExactly("KB100");
        assertThat(again.state("bookworm").last().orElseThrow().message()).contains("DAMAGED", "Packages-amd64.xz");
        assertThat(again.state("bookworm").inUse()).isFalse();
        again.imports().lookWhenDue();
        assertThat(again.ids()).containsExactlyInAnyOrder("KB100", DEMO);
    }

    @Test
    void feedNoLongerConfigured_isNotUsedAnyMore() {
        Portal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");

        Portal without = portal.with(Map.of());

        assertThat(without.ids()).containsExactly("KB100");
        assertThat(without.imports().states()).isEmpty();
    }

    @Test
    void feedOfAnotherAddress_isNotThatOfBefore() {
        Portal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");

        Portal moved = portal.with(debianSettings(archive("1.0-1+deb12u9")));

        assertThat(moved.ids()).containsExactly("KB100");
        assertThat(moved.look("bookworm").outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(moved.demo()).contains("1.0-1+deb12u9");
    }

    @Test
    void filesOfFeeds_areTheirOwnersAlone() throws IOException {
        Portal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");

        try (Stream<Path> all = Files.walk(portal.home().resolve("feeds"))) {
            for (Path each : all.skip(1).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .as(each.toString())
                        .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
            }
        }
        assertThat(portal.files(".part")).isEmpty();
    }

    @Test
    void whatAnEndedProcessLeft_isDeletedAndInNoCatalog() throws IOException {
        Portal portal = debian(archive("1.0-1+deb12u1"));
        Path feeds = portal.home().resolve("feeds");
        Files.createDirectories(feeds.resolve("work-1/catalog/debian"));
        Files.writeString(feeds.resolve("work-1/catalog/debian/bookworm-security.json"), "{");
        Files.writeString(feeds.resolve("download1.part"), "half");

        Portal again = portal.restarted();
        again.imports().begin();

        assertThat(feeds.resolve("work-1")).doesNotExist();
        assertThat(feeds.resolve("download1.part")).doesNotExist();
        assertThat(again.ids()).containsExactly("KB100");
    }

    @Test
    void indexThatIsNotTheOneNamed_refused() {
        Archive archive = archive("1.0-1+deb12u1");
        archive.files.put("main/binary-arm64/Packages.xz", "other".getBytes(StandardCharsets.UTF_8));

        refused(archive, "main/binary-arm64/Packages.xz: expected SHA256");
    }

    @Test
    void indexOfAnotherSuite_refused() {
        Archive archive = new Archive();
        archive.codename = "trixie-security";
        archive.publish("1.0-1+deb12u1");

        refused(archive, "expected Codename bookworm-security, found 'trixie-security'");
    }

    @Test
    void mirrorThatStopped_refusedThoughItAnswers() {
        Archive archive = new Archive();
        archive.validUntil = java.util.Optional.of(Instant.parse("2026-11-20T06:00:00Z"));
        archive.publish("1.0-1+deb12u1");

        refused(archive, "expected one that still holds, found it valid until 2026-11-20T06:00:00Z");
    }

    @Test
    void mirrorThatStoppedLater_isToldThoughItSays304() {
        Archive archive = new Archive();
        archive.validUntil = java.util.Optional.of(Instant.parse("2026-11-26T06:00:00Z"));
        archive.publish("1.0-1+deb12u1");
        Portal portal = debian(archive);
        portal.look("bookworm");
        Portal later = portal.at(Instant.parse("2026-12-01T12:00:00Z"));

        FeedReport report = later.look("bookworm");

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("the mirror does not get new ones any more");
        assertThat(later.demo()).as("the last good one").contains("1.0-1+deb12u1");
    }

    @Test
    void mirrorOfAnEarlierDayThanTheCatalog_refused() {
        Archive archive = archive("1.0-1+deb12u2");
        Portal portal = debian(archive);
        portal.look("bookworm");
        archive.date = Instant.parse("2026-11-20T05:00:00Z");
        archive.publish("1.0-1+deb12u1");
        Map<String, String> shipped = new HashMap<>(debianSettings(archive));
        shipped.put("patchproof.catalog.dir", "");

        Portal withShipped = portal(shipped);
        FeedReport report = withShipped.look("bookworm");

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message())
                .contains("OLDER: expected facts of 2026-11-23 or later, as debian/bookworm-security.json");
        assertThat(withShipped.catalog().snapshot().feeds()).isEmpty();
    }

    @Test
    void shippedCatalog_getsTheSuitesNewerFileInThePlaceOfItsOwn() {
        Map<String, String> settings = new HashMap<>(debianSettings(archive("1.0-1+deb12u1")));
        settings.put("patchproof.catalog.dir", "");
        Portal portal = portal(settings);

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.ids().stream().filter(id -> id.startsWith("debian:bookworm:")))
                .containsExactly(DEMO);
        assertThat(portal.ids()).contains("KB958644", "debian:trixie:openssl");
    }

    @Test
    void indexThatIsNone_refusedWithItsPlace() throws IOException {
        Archive archive = archive("not a version");

        Portal portal = debian(archive);
        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message())
                .startsWith("MALFORMED_STANZA: Packages-amd64.xz:")
                .doesNotContain("work-");
        assertThat(portal.ids()).containsExactly("KB100");
        assertThat(portal.files("Packages-amd64.xz")).as("swept").isEmpty();
        assertThat(portal.files("bookworm-security.json"))
                .as("nothing half-written")
                .isEmpty();
    }

    @Test
    void pageInThePlaceOfInRelease_failed() {
        failed(exchange -> answer(exchange, 200, "text/html", "<html>".getBytes(StandardCharsets.UTF_8)), "WRONG_TYPE");
    }

    @Test
    void textInThePlaceOfInRelease_refused() {
        Portal portal = portal(settings(server.address(
                "", exchange -> answer(exchange, 200, "text/plain", "hello".getBytes(StandardCharsets.UTF_8)))));

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("InRelease: expected the field Codename, found none");
    }

    @Test
    void serverThatFailsTwice_isAskedAgain() {
        Archive archive = archive("1.0-1+deb12u1");
        List<String> asked = new CopyOnWriteArrayList<>();
        Portal portal = portal(settings(server.address("", exchange -> {
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
        Portal portal = portal(settings(server.address("", exchange -> {
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
        Portal portal = failed(
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
        Portal portal = portal(settings(server.raw("", socket -> socket.getOutputStream()
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

    @Test
    void release_replacesWhatWasFetchedBeforeItsDayAndMakesTheFeedDue() {
        Archive archive = archive("1.0-1+deb12u1");
        Portal portal = debian(archive);
        portal.look("bookworm");
        Portal later = portal.at(Instant.parse("2026-11-28T12:00:00Z"));

        ImportOutcome outcome =
                new Releases(later.catalog()).take(publisher.signed(LocalDate.parse("2026-11-27"), 1, ONE, TWO));

        assertThat(outcome.kind()).as(outcome.message()).isEqualTo(ImportOutcome.Kind.TAKEN);
        assertThat(later.ids()).containsExactlyInAnyOrder("KB100", "KB200");
        assertThat(later.catalog().snapshot().manifest()).isPresent();
        later.imports().lookWhenDue();
        assertThat(later.ids()).containsExactlyInAnyOrder("KB100", "KB200", DEMO);
    }

    @Test
    void releaseOfTheDayBefore_goesBeneathWhatFeedsBrought() {
        Portal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");

        ImportOutcome outcome = new Releases(portal.catalog()).take(publisher.signed(TODAY.minusDays(1), 1, ONE, TWO));

        assertThat(outcome.kind()).as(outcome.message()).isEqualTo(ImportOutcome.Kind.TAKEN);
        assertThat(portal.ids()).containsExactlyInAnyOrder("KB100", "KB200", DEMO);
        assertThat(portal.catalog().underlying().snapshot().manifest()).isPresent();
        assertThat(portal.restarted().ids()).containsExactlyInAnyOrder("KB100", "KB200", DEMO);
    }

    @Test
    void olderRelease_refusedAsUsual() {
        Portal portal = debian(archive("1.0-1+deb12u1"));
        new Releases(portal.catalog()).take(publisher.signed(TODAY.minusDays(1), 5, ONE, TWO));
        portal.look("bookworm");
        List<String> before = portal.ids();

        ImportOutcome outcome = new Releases(portal.catalog()).take(publisher.signed(TODAY.minusDays(1), 4, ONE));

        assertThat(outcome.kind()).isEqualTo(ImportOutcome.Kind.REFUSED);
        assertThat(portal.ids()).isEqualTo(before);
    }

    @Test
    void releaseOverWhichAFeedCannotBeImported_isUsedAloneAndTheFeedSaysWhy() {
        Portal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");
        String sameId = ONE.replace("KB100", DEMO.replace(":", "-"))
                .replace('"' + DEMO.replace(":", "-") + '"', '"' + DEMO + '"');

        ImportOutcome outcome = new Releases(portal.catalog()).take(publisher.signed(TODAY, 1, sameId));

        assertThat(outcome.kind()).as(outcome.message()).isEqualTo(ImportOutcome.Kind.TAKEN);
        assertThat(portal.ids()).containsExactly(DEMO);
        assertThat(portal.catalog().snapshot().feeds()).isEmpty();
        assertThat(portal.state("bookworm").last().orElseThrow().message())
                .contains("is not used with the catalog that is in use now");
    }

    @Test
    void tracker_addsVulnerabilitiesToTheSuiteThatAnotherFeedBrought() {
        Archive archive = archive("1.0-1+deb12u1");
        Map<String, String> settings = new HashMap<>(debianSettings(archive));
        settings.put("patchproof.catalog.feed.a-tracker.from", "debian-tracker");
        settings.put("patchproof.catalog.feed.a-tracker.suite", "bookworm-security");
        settings.put(
                "patchproof.catalog.feed.a-tracker.url",
                server.address(
                        "json",
                        exchange -> answer(exchange, 200, "application/json", """
                        {"demo": {"CVE-2026-7777": {"releases": {"bookworm": {"status": "resolved", "repositories":
                         {"bookworm": "1.0-1", "bookworm-security": "1.0-1+deb12u1"}, "fixed_version": "1.0-1+deb12u1",
                         "urgency": "high"}, "sid": {"status": "open", "repositories": {"sid": "2.0-1"},
                         "urgency": "high"}}}}}""".getBytes(StandardCharsets.UTF_8))));
        Portal portal = portal(settings);

        FeedReport tooEarly = portal.look("a-tracker");
        portal.look("bookworm");
        FeedReport then = portal.look("a-tracker");

        assertThat(tooEarly.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(tooEarly.message()).contains("expected the snapshot that --from debian-packages writes");
        assertThat(then.outcome()).as(then.message()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.update(DEMO).cves()).containsExactly("CVE-2026-7777");
        archive.date = Instant.parse("2026-11-25T05:00:00Z");
        archive.publish("1.0-1+deb12u2");
        assertThat(portal.look("bookworm").outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.demo()).contains("1.0-1+deb12u2");
    }

    @Test
    void monthsThatTheCatalogLacks_areFetchedAndTheQuarantineIsKept() {
        Months months = new Months();
        months.publish("2026-09", "7000009", "9009");
        months.publish("2026-10", "7000010", "9010");
        Portal portal = portal(msrc(months));

        FeedReport report = portal.look("microsoft");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.FAILED);
        assertThat(report.message())
                .as("patch Tuesday of November has been")
                .contains("2026-Nov: NOT_THERE", "What came is in use: 2026-Sep.xml, 2026-Oct.xml");
        assertThat(portal.ids()).containsExactlyInAnyOrder("KB100", "KB7000009", "KB7000010");
        months.publish("2026-11", "7000011", "9011");
        months.asked.clear();
        FeedReport second = portal.look("microsoft");
        assertThat(second.outcome()).as(second.message()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.ids()).contains("KB7000011");
        assertThat(months.asked)
                .as("September is there, and no longer revised")
                .containsExactly("2026-Nov", "2026-Oct");
        assertThat(portal.catalog().snapshot().quarantine().orElseThrow()).contains("\"entries\"");
    }

    @Test
    void monthBeforeItsPatchTuesday_isNotMissed() {
        Months months = new Months();
        months.publish("2026-11", "7000011", "9011");
        Portal portal = portal(msrc(months)).at(Instant.parse("2026-12-05T12:00:00Z"));

        FeedReport report = portal.look("microsoft");

        assertThat(report.message()).doesNotContain("2026-Dec");
    }

    @Test
    void monthThatIsNone_refusedAndTheLastGoodStays() {
        Months months = new Months();
        months.publish("2026-10", "7000010", "9010");
        months.publish("2026-11", "7000011", "9011");
        months.publish("2026-09", "7000009", "9009");
        Portal portal = portal(msrc(months));
        portal.look("microsoft");
        List<String> before = portal.ids();
        months.documents.put("2026-Nov", "<!DOCTYPE x><x/>".getBytes(StandardCharsets.UTF_8));

        FeedReport report = portal.look("microsoft");

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("2026-Nov.xml");
        assertThat(portal.ids()).isEqualTo(before).contains("KB7000011");
    }

    @Test
    void feedWhenDue_looksOnceEachPeriod() {
        Archive archive = archive("1.0-1+deb12u1");
        Portal portal = debian(archive);

        portal.imports().lookWhenDue();
        portal.imports().lookWhenDue();

        assertThat(archive.asked)
                .filteredOn(each -> each.startsWith("InRelease"))
                .hasSize(1);
        portal.at(Instant.parse("2026-11-25T18:00:01Z")).imports().lookWhenDue();
        assertThat(archive.asked)
                .filteredOn(each -> each.startsWith("InRelease"))
                .hasSize(2);
    }

    @Test
    void nothingConfigured_nothingIsFetched() {
        Portal portal = portal(Map.of());

        portal.imports().lookWhenDue();

        assertThat(portal.imports().states()).isEmpty();
        assertThat(portal.imports().look("any")).isEmpty();
    }

    @Test
    void wrongSettings_refusedAtStart() {
        Map<String, Map<String, String>> wrong = new TreeMap<>();
        wrong.put("nothing but TLS vouches", Map.of("url", "http://mirror.example.org/x"));
        wrong.put("expected url as https://", Map.of("url", "file:///etc"));
        wrong.put("expected from as one of", Map.of("from", "rpm"));
        wrong.put("expected one suite", Map.of("suite", "bookworm-security,trixie-security"));
        wrong.put("expected a suite such as", Map.of("suite", "bookworm"));
        wrong.put("expected architectures out of", Map.of("architectures", "amd64,riscv64"));
        wrong.put("expected url with {month}", Map.of("from", "msrc-cvrf"));
        wrong.put("expected attempts", Map.of("attempts", "0"));
        wrong.forEach((words, change) -> {
            Map<String, String> settings =
                    new HashMap<>(settings("https://mirror.example.org/dists/bookworm-security"));
            change.forEach((key, value) -> settings.put("patchproof.catalog.feed.bookworm." + key, value));

            assertThatExceptionOfType(ConfigurationException.class)
                    .as(words)
                    .isThrownBy(() -> ConfiguredFeed.all(
                            TestSettings.of(settings).catalog().feed()))
                    .withMessageContaining("patchproof.catalog.feed.bookworm")
                    .withMessageContaining(words);
        });
    }

    private Archive archive(String version) {
        Archive archive = new Archive();
        archive.publish(version);
        return archive;
    }

    private void refused(Archive archive, String words) {
        Portal portal = debian(archive);

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains(words);
        assertThat(portal.ids()).containsExactly("KB100");
    }

    private Portal failed(HttpHandler handler, String reason) {
        Portal portal = portal(settings(server.address("", handler)));

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.FAILED);
        assertThat(report.message()).startsWith(reason + ": expected");
        assertThat(portal.ids()).containsExactly("KB100");
        return portal;
    }

    private Portal debian(Archive archive) {
        return portal(debianSettings(archive));
    }

    private Map<String, String> debianSettings(Archive archive) {
        return settings(server.address("", archive::serve));
    }

    private static Map<String, String> settings(String address) {
        return Map.of(
                "patchproof.catalog.feed.bookworm.from", "debian-packages",
                "patchproof.catalog.feed.bookworm.url", address,
                "patchproof.catalog.feed.bookworm.suite", "bookworm-security",
                "patchproof.catalog.feed.bookworm.retry-after", "PT0.01S",
                "patchproof.catalog.feed.bookworm.max-size", "100000");
    }

    private Map<String, String> msrc(Months months) {
        return Map.of(
                "patchproof.catalog.feed.microsoft.from", "msrc-cvrf",
                "patchproof.catalog.feed.microsoft.url", server.address("cvrf/{month}", months::serve),
                "patchproof.catalog.feed.microsoft.months", "3",
                "patchproof.catalog.feed.microsoft.retry-after", "PT0.01S");
    }

    private Portal portal(Map<String, String> settings) {
        return Portal.of(
                folder.resolve("home" + number++),
                publisher.directory(TODAY.minusDays(2), ONE),
                publisher.certificate(),
                settings,
                Instant.parse("2026-11-25T12:00:00Z"));
    }

    /** A portal's catalog and its feeds, as they are at one time. */
    private record Portal(
            Path home,
            Path directory,
            Path key,
            Instant now,
            CatalogInUse catalog,
            FeedImports imports,
            Settings settings,
            Map<String, String> properties) {
        static Portal of(Path home, Path directory, Path key, Map<String, String> properties, Instant now) {
            Map<String, String> all = new HashMap<>(properties);
            all.putIfAbsent("patchproof.catalog.dir", directory.toString());
            all.values().removeIf(String::isEmpty);
            all.put("patchproof.catalog.keys", key.toString());
            Settings settings = TestSettings.of(all);
            Clock clock = Clock.fixed(now, ZoneOffset.UTC);
            try {
                Path releases = Files.createDirectories(home.resolve("catalog"));
                Path kept = Files.createDirectories(home.resolve("feeds"));
                Feeds feeds = new Feeds(settings, kept, JSON, clock);
                CatalogInUse catalog = new CatalogInUse(settings, releases, feeds);
                return new Portal(
                        home,
                        directory,
                        key,
                        now,
                        catalog,
                        new FeedImports(feeds, catalog, clock),
                        settings,
                        properties);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Portal restarted() {
            return of(home, directory, key, properties, now);
        }

        Portal with(Map<String, String> others) {
            return of(home, directory, key, others, now);
        }

        Portal at(Instant later) {
            return of(home, directory, key, properties, later);
        }

        FeedReport look(String name) {
            return imports.look(name).orElseThrow();
        }

        FeedState state(String name) {
            return imports.states().stream()
                    .filter(state -> state.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        List<String> ids() {
            return catalog.catalog().updates().stream().map(Update::id).toList();
        }

        Update update(String id) {
            return catalog.catalog().update(id).orElseThrow();
        }

        String demo() {
            return update(DEMO).toString();
        }

        List<Path> files(String end) throws IOException {
            try (Stream<Path> all = Files.walk(home.resolve("feeds"))) {
                return all.filter(file -> file.getFileName().toString().endsWith(end))
                        .toList();
            }
        }
    }

    /** Monthly documents of MSRC. */
    private static final class Months {
        final Map<String, byte[]> documents = new HashMap<>();
        final List<String> asked = new CopyOnWriteArrayList<>();

        void publish(String month, String kb, String revision) {
            String name = java.time.format.DateTimeFormatter.ofPattern("uuuu-MMM", Locale.ENGLISH)
                    .format(YearMonth.parse(month));
            try (java.io.InputStream template = FeedImportsTest.class.getResourceAsStream("month.xml")) {
                documents.put(
                        name,
                        new String(java.util.Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8)
                                .replace("@NAME@", name)
                                .replace("@MONTH@", month)
                                .replace("@KB@", kb)
                                .replace("@REVISION@", revision)
                                .getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void serve(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
            String path = exchange.getRequestURI().getPath();
            String name = path.substring(path.lastIndexOf('/') + 1);
            asked.add(name);
            byte[] document = documents.get(name);
            answer(
                    exchange,
                    document == null ? 404 : 200,
                    "application/xml; charset=utf-8",
                    document == null ? new byte[0] : document);
        }
    }
}
