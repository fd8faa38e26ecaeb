package dev.patchproof.portal.feed;

import static dev.patchproof.portal.download.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.patchproof.catalog.Update;
import dev.patchproof.portal.feed.FeedReport.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds of one document: what a security tracker and the notices of Ubuntu add. */
final class NoticesFeedTest extends FeedFixtures {

    NoticesFeedTest(@TempDir Path folder) throws IOException {
        super(folder);
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
        FeedingPortal portal = portal(settings);

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
    void noticesOfUbuntu_areUpdatesAsOfTheDayThatTheServerNames() {
        Notices notices = new Notices();
        FeedingPortal portal = ubuntu(notices, "jammy-security,noble-security");

        FeedReport report = portal.look("ubuntu");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.ids()).containsExactlyInAnyOrder("KB100", "ubuntu:jammy:demo", "ubuntu:noble:demo");
        Update demo = portal.update("ubuntu:jammy:demo");
        assertThat(demo.cves()).containsExactly("CVE-2026-0001");
        assertThat(demo.asOf()).isEqualTo(LocalDate.parse("2026-11-24"));
        assertThat(demo.toString()).contains("2.0-1ubuntu1.1");
        assertThat(portal.restarted().ids()).containsExactlyElementsOf(portal.ids());
    }

    @Test
    void noticesThatAreTheSame_areNotSentAgain() {
        Notices notices = new Notices();
        FeedingPortal portal = ubuntu(notices, "jammy-security");
        portal.look("ubuntu");

        FeedReport report = portal.look("ubuntu");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.NOTHING_NEW);
        assertThat(notices.asked).containsExactly("-", "known");
    }

    @Test
    void noticesThatAreNewer_takeThePlaceOfTheOld() {
        Notices notices = new Notices();
        FeedingPortal portal = ubuntu(notices, "jammy-security");
        portal.look("ubuntu");
        notices.version = "2.0-1ubuntu1.2";
        notices.modified = "Wed, 25 Nov 2026 07:00:00 GMT";

        FeedReport report = portal.look("ubuntu");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.update("ubuntu:jammy:demo").toString()).contains("2.0-1ubuntu1.2");
    }

    @Test
    void noticesOfAnEarlierDay_doNotTakeThePlaceOfNewerOnes() {
        Notices notices = new Notices();
        FeedingPortal portal = ubuntu(notices, "jammy-security");
        portal.look("ubuntu");
        notices.version = "2.0-1ubuntu1.0";
        notices.modified = "Mon, 23 Nov 2026 07:00:00 GMT";

        FeedReport report = portal.look("ubuntu");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("usn: expected facts of 2026-11-24 or later, which it gave before");
        assertThat(portal.update("ubuntu:jammy:demo").toString()).contains("2.0-1ubuntu1.1");
    }

    @Test
    void noticesOfNoDay_refused() {
        Notices notices = new Notices();
        notices.modified = "";

        ubuntuRefused(notices, "expected the server to say when the document last changed (Last-Modified)");
    }

    @Test
    void noticesOfADayToCome_refused() {
        Notices notices = new Notices();
        notices.modified = "Sun, 29 Nov 2026 07:00:00 GMT";

        ubuntuRefused(notices, "expected a document that last changed on a day that has come, found 2026-11-29");
    }

    @Test
    void noticesThatEndEarly_refused() {
        Notices notices = new Notices();
        notices.end = "";

        ubuntuRefused(notices, "MALFORMED_DOCUMENT: usn: expected the USN database's JSON");
    }

    @Test
    void noticesWithoutOneOfTheSuites_refused() {
        FeedingPortal portal = ubuntu(new Notices(), "jammy-security,bionic-security");

        FeedReport report = portal.look("ubuntu");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("EMPTY", "expected at least one notice for bionic-security");
        assertThat(portal.ids()).containsExactly("KB100");
    }

    @Test
    void advisoryInCsaf_isAnUpdateBesideTheOthers() {
        FeedingPortal portal = portal(Map.of(
                "patchproof.catalog.feed.vendor.from",
                "csaf",
                "patchproof.catalog.feed.vendor.url",
                server.address(
                        "exa-2026-1.json",
                        exchange -> answer(exchange, 200, "application/json", """
                        {"document": {"category": "csaf_security_advisory", "csaf_version": "2.0", "title": "demo",
                          "publisher": {"category": "vendor", "name": "Example", "namespace": "https://vendor.example"},
                          "references": [{"category": "self", "summary": "x", "url": "https://vendor.example/1.json"}],
                          "tracking": {"id": "EXA-2026-1", "status": "final", "version": "1",
                           "initial_release_date": "2026-03-01T10:00:00Z",
                           "current_release_date": "2026-03-05T10:00:00Z"}},
                         "product_tree": {"branches": [{"category": "product_version", "name": "a", "product":
                          {"name": "a", "product_id": "a", "product_identification_helper":
                           {"purl": "pkg:deb/debian/demo@2.0-1+deb12u3?arch=amd64&distro=debian-12"}}}]},
                         "vulnerabilities": [{"cve": "CVE-2026-1001", "product_status": {"fixed": ["a"]}}]}
                        """.getBytes(StandardCharsets.UTF_8)))));

        FeedReport report = portal.look("vendor");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.catalog().catalog().updates()).anySatisfy(update -> {
            assertThat(update.cves()).containsExactly("CVE-2026-1001");
            assertThat(update.toString()).contains("2.0-1+deb12u3");
        });
        assertThat(portal.ids()).contains("KB100").hasSize(2);
    }

    @Test
    void advisoryInAnotherForm_refused() {
        FeedingPortal portal = portal(Map.of(
                "patchproof.catalog.feed.vendor.from",
                "csaf",
                "patchproof.catalog.feed.vendor.url",
                server.address(
                        "exa-1.1.json",
                        exchange -> answer(exchange, 200, "application/json", """
                        {"document": {"csaf_version": "1.1"}}""".getBytes(StandardCharsets.UTF_8)))));

        FeedReport report = portal.look("vendor");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("expected a CSAF document with csaf_version 2.0, found '1.1'");
        assertThat(portal.ids()).containsExactly("KB100");
    }

    private void ubuntuRefused(Notices notices, String words) {
        FeedingPortal portal = ubuntu(notices, "jammy-security");

        FeedReport report = portal.look("ubuntu");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains(words);
        assertThat(portal.ids()).containsExactly("KB100");
    }

    private FeedingPortal ubuntu(Notices notices, String suites) {
        return portal(Map.of(
                "patchproof.catalog.feed.ubuntu.from",
                "ubuntu-usn",
                "patchproof.catalog.feed.ubuntu.url",
                server.address("database.json", notices::serve),
                "patchproof.catalog.feed.ubuntu.suite",
                suites,
                "patchproof.catalog.feed.ubuntu.retry-after",
                "PT0.01S"));
    }

    /** Ubuntu's database of notices, with one notice. */
    private static final class Notices {
        final List<String> asked = new CopyOnWriteArrayList<>();
        String version = "2.0-1ubuntu1.1";
        String modified = "Tue, 24 Nov 2026 07:00:00 GMT";
        String end = "}";

        void serve(HttpExchange exchange) throws IOException {
            byte[] content = """
                    {"100-1": {"id": "100-1", "title": "Demo vulnerability", "timestamp": 1793000000.5,
                     "cves": ["CVE-2026-0001"], "releases": {
                      "jammy": {"sources": {"demo": {"version": "%1$s"}},
                       "binaries": {"demo": {"pocket": "security", "version": "%1$s"}}},
                      "noble": {"sources": {"demo": {"version": "%1$s"}},
                       "binaries": {"demo": {"pocket": "security", "version": "%1$s"}}}}}%2$s""".formatted(version, end).getBytes(StandardCharsets.UTF_8);
            String tag = '"' + version + '"';
            String known = exchange.getRequestHeaders().getFirst("If-None-Match");
            asked.add(known == null ? "-" : "known");
            exchange.getResponseHeaders().add("ETag", tag);
            if (!modified.isEmpty()) {
                exchange.getResponseHeaders().add("Last-Modified", modified);
            }
            answer(exchange, tag.equals(known) ? 304 : 200, "application/json", content);
        }
    }
}
