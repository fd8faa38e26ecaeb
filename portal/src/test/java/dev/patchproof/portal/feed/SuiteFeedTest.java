package dev.patchproof.portal.feed;

import static dev.patchproof.portal.download.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.feed.FeedReport.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a suite of Debian brings, and which mirrors are refused. */
final class SuiteFeedTest extends FeedFixtures {

    SuiteFeedTest(@TempDir Path folder) throws IOException {
        super(folder);
    }

    @Test
    void suite_isFetchedImportedAndInUseAtOnce() {
        Archive archive = archive("1.0-1+deb12u1");
        FeedingPortal portal = debian(archive);

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
        FeedingPortal portal = debian(archive);
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
        FeedingPortal portal = debian(archive);
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
        FeedingPortal portal = debian(archive);
        portal.look("bookworm");
        FeedingPortal later = portal.at(Instant.parse("2026-12-01T12:00:00Z"));

        FeedReport report = later.look("bookworm");

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("the mirror does not get new ones any more");
        assertThat(later.demo()).as("the last good one").contains("1.0-1+deb12u1");
    }

    @Test
    void mirrorOfAnEarlierDayThanTheCatalog_refused() {
        Archive archive = archive("1.0-1+deb12u2");
        FeedingPortal portal = debian(archive);
        portal.look("bookworm");
        archive.date = Instant.parse("2026-11-20T05:00:00Z");
        archive.publish("1.0-1+deb12u1");
        Map<String, String> shipped = new HashMap<>(debianSettings(archive));
        shipped.put("patchproof.catalog.dir", "");

        FeedingPortal withShipped = portal(shipped);
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
        FeedingPortal portal = portal(settings);

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.ids().stream().filter(id -> id.startsWith("debian:bookworm:")))
                .containsExactly(DEMO);
        assertThat(portal.ids()).contains("KB958644", "debian:trixie:openssl");
    }

    @Test
    void indexThatIsNone_refusedWithItsPlace() throws IOException {
        Archive archive = archive("not a version");

        FeedingPortal portal = debian(archive);
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
    void textInThePlaceOfInRelease_refused() {
        FeedingPortal portal = portal(settings(server.address(
                "", exchange -> answer(exchange, 200, "text/plain", "hello".getBytes(StandardCharsets.UTF_8)))));

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("InRelease: expected the field Codename, found none");
    }

    @Test
    void mirrorThatGoesBackBehindWhatItGave_refused() {
        Archive archive = archive("1.0-1+deb12u2");
        FeedingPortal portal = debian(archive);
        portal.look("bookworm");
        archive.date = Instant.parse("2026-11-20T05:00:00Z");
        archive.publish("1.0-1+deb12u1");

        FeedReport report = portal.look("bookworm");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.REFUSED);
        assertThat(report.message()).contains("InRelease: expected facts of 2026-11-24 or later, which it gave before");
        assertThat(portal.demo()).contains("1.0-1+deb12u2");
    }
}
