package dev.patchproof.portal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.release.ImportOutcome;
import dev.patchproof.portal.release.Releases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds and signed releases, which of them comes first. */
final class FeedsOverReleasesTest extends FeedFixtures {

    FeedsOverReleasesTest(@TempDir Path folder) throws IOException {
        super(folder);
    }

    @Test
    void release_replacesWhatWasFetchedBeforeItsDayAndMakesTheFeedDue() {
        Archive archive = archive("1.0-1+deb12u1");
        FeedingPortal portal = debian(archive);
        portal.look("bookworm");
        FeedingPortal later = portal.at(Instant.parse("2026-11-28T12:00:00Z"));

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
        FeedingPortal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");

        ImportOutcome outcome = new Releases(portal.catalog()).take(publisher.signed(TODAY.minusDays(1), 1, ONE, TWO));

        assertThat(outcome.kind()).as(outcome.message()).isEqualTo(ImportOutcome.Kind.TAKEN);
        assertThat(portal.ids()).containsExactlyInAnyOrder("KB100", "KB200", DEMO);
        assertThat(portal.catalog().underlying().snapshot().manifest()).isPresent();
        assertThat(portal.restarted().ids()).containsExactlyInAnyOrder("KB100", "KB200", DEMO);
    }

    @Test
    void olderRelease_refusedAsUsual() {
        FeedingPortal portal = debian(archive("1.0-1+deb12u1"));
        new Releases(portal.catalog()).take(publisher.signed(TODAY.minusDays(1), 5, ONE, TWO));
        portal.look("bookworm");
        List<String> before = portal.ids();

        ImportOutcome outcome = new Releases(portal.catalog()).take(publisher.signed(TODAY.minusDays(1), 4, ONE));

        assertThat(outcome.kind()).isEqualTo(ImportOutcome.Kind.REFUSED);
        assertThat(portal.ids()).isEqualTo(before);
    }

    @Test
    void releaseOverWhichAFeedCannotBeImported_isUsedAloneAndTheFeedSaysWhy() {
        FeedingPortal portal = debian(archive("1.0-1+deb12u1"));
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
}
