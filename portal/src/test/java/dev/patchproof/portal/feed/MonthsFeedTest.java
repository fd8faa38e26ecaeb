package dev.patchproof.portal.feed;

import static dev.patchproof.portal.download.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.feed.FeedReport.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monthly documents of MSRC. */
final class MonthsFeedTest extends FeedFixtures {

    MonthsFeedTest(@TempDir Path folder) throws IOException {
        super(folder);
    }

    @Test
    void monthsThatTheCatalogLacks_areFetchedAndTheQuarantineIsKept() {
        Months months = new Months();
        months.publish("2026-09", "7000009", "9009");
        months.publish("2026-10", "7000010", "9010");
        FeedingPortal portal = portal(msrc(months));

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
        FeedingPortal portal = portal(msrc(months)).at(Instant.parse("2026-12-05T12:00:00Z"));

        FeedReport report = portal.look("microsoft");

        assertThat(report.message()).doesNotContain("2026-Dec");
    }

    @Test
    void monthThatIsNone_isToldAndTheOthersAreInUse() throws IOException {
        Months months = new Months();
        months.publish("2026-09", "7000009", "9009");
        months.publish("2026-10", "7000010", "9010");
        months.documents.put("2026-Nov", "<!DOCTYPE x><x/>".getBytes(StandardCharsets.UTF_8));
        FeedingPortal portal = portal(msrc(months));

        FeedReport report = portal.look("microsoft");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.FAILED);
        assertThat(report.message())
                .startsWith("2026-Nov: MALFORMED_DOCUMENT: 2026-Nov.xml:")
                .contains("What came is in use: 2026-Sep.xml, 2026-Oct.xml");
        assertThat(portal.ids()).containsExactlyInAnyOrder("KB100", "KB7000009", "KB7000010");
        assertThat(portal.files("2026-Nov.xml")).as("swept").isEmpty();
    }

    @Test
    void monthThatWasGoodAndIsNoneNow_staysAsItWasBesideANewerOne() {
        Months months = new Months();
        months.publish("2026-09", "7000009", "9009");
        months.publish("2026-10", "7000010", "9010");
        months.publish("2026-11", "7000011", "9011");
        FeedingPortal portal = portal(msrc(months));
        portal.look("microsoft");
        months.documents.put("2026-Nov", "<cvrfdoc>".getBytes(StandardCharsets.UTF_8));
        months.publish("2026-12", "7000012", "9012");
        FeedingPortal later = portal.at(Instant.parse("2026-12-20T12:00:00Z"));

        FeedReport report = later.look("microsoft");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.FAILED);
        assertThat(report.message()).contains("2026-Nov: MALFORMED_DOCUMENT", "2026-Nov.xml, 2026-Dec.xml");
        assertThat(later.ids()).contains("KB7000010", "KB7000011", "KB7000012");
        assertThat(later.restarted().ids()).containsExactlyElementsOf(later.ids());
    }

    @Test
    void documentOfAnotherMonth_isNotTakenForIt() {
        Months months = new Months();
        months.publish("2026-09", "7000009", "9009");
        months.publish("2026-10", "7000010", "9010");
        months.documents.put("2026-Nov", Objects.requireNonNull(months.documents.get("2026-Oct")));
        FeedingPortal portal = portal(msrc(months));

        FeedReport report = portal.look("microsoft");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.FAILED);
        assertThat(report.message())
                .contains(
                        "2026-Nov.xml: expected the document of 2026-Nov, found one that makes [msrc-2026-10.json]",
                        "What came is in use: 2026-Sep.xml, 2026-Oct.xml");
    }

    @Test
    void monthOfAnEarlierDayThanBefore_staysAsItWas() {
        Months months = new Months();
        months.publish("2026-09", "7000009", "9009");
        months.publish("2026-10", "7000010", "9010");
        months.publish("2026-11", "7000011", "9011");
        months.changed.put("2026-Nov", "Fri, 20 Nov 2026 07:00:00 GMT");
        FeedingPortal portal = portal(msrc(months));
        portal.look("microsoft");
        months.publish("2026-11", "7000001", "9001");
        months.changed.put("2026-Nov", "Thu, 12 Nov 2026 07:00:00 GMT");

        FeedReport report = portal.look("microsoft");

        assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.FAILED);
        assertThat(report.message()).contains("2026-Nov.xml: expected facts of 2026-11-20 or later");
        assertThat(portal.ids()).contains("KB7000011").doesNotContain("KB7000001");
    }

    @Test
    void listOfFiles_addsFloorsToTheUpdateThatAMonthBrought() {
        Months months = new Months();
        months.publish("2026-09", "7000009", "9009");
        months.publish("2026-10", "7000010", "9010");
        months.publish("2026-11", "7000011", "9011");
        Map<String, String> settings = new HashMap<>(msrc(months));
        settings.put("patchproof.catalog.feed.a-list.from", "ms-file-csv");
        settings.put("patchproof.catalog.feed.a-list.kb", "KB7000011");
        settings.put(
                "patchproof.catalog.feed.a-list.url",
                server.address(
                        "7000011.csv",
                        exchange -> answer(exchange, 200, "text/csv", """
                        File name,File version,Date,Time,File size
                        ntdll.dll,10.0.26100.9005,10-Nov-2026,10:00,"2,029,856"
                        """.getBytes(StandardCharsets.UTF_8))));
        FeedingPortal portal = portal(settings);

        FeedReport tooEarly = portal.look("a-list");
        portal.look("microsoft");
        FeedReport then = portal.look("a-list");

        assertThat(tooEarly.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(tooEarly.message()).contains("found 'KB7000011'");
        assertThat(then.outcome()).as(then.message()).isEqualTo(Outcome.TAKEN);
        assertThat(portal.update("KB7000011").toString()).contains("ntdll.dll", "10.0.26100.9005");
        assertThat(portal.restarted().update("KB7000011").toString()).contains("10.0.26100.9005");
    }

    @Test
    void listOfFilesOfNoUpdate_refusedAtStart() {
        Map<String, String> settings = Map.of(
                "patchproof.catalog.feed.a-list.from", "ms-file-csv",
                "patchproof.catalog.feed.a-list.url", "https://files.example/7000011.csv");

        assertThatThrownBy(() -> portal(settings))
                .hasMessageContaining("patchproof.catalog.feed.a-list: expected kb such as KB5034122, found nothing");
    }
}
