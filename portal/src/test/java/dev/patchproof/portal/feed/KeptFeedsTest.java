package dev.patchproof.portal.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchproof.portal.feed.FeedReport.Outcome;
import dev.patchproof.portal.release.TestSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What feeds leave in the data directory, and what becomes of it. */
final class KeptFeedsTest extends FeedFixtures {

    KeptFeedsTest(@TempDir Path folder) throws IOException {
        super(folder);
    }

    @Test
    void restart_goesOnWithWhatWasFetchedWithoutFetching() {
        Archive archive = archive("1.0-1+deb12u1");
        FeedingPortal portal = debian(archive);
        portal.look("bookworm");
        archive.asked.clear();

        FeedingPortal again = portal.restarted();

        assertThat(again.catalog().snapshot().release())
                .isEqualTo(portal.catalog().snapshot().release());
        assertThat(again.catalog().snapshot().feeds()).containsExactly("bookworm");
        assertThat(archive.asked).isEmpty();
    }

    @Test
    void restartWithADamagedCatalog_makesItAgainFromTheDocuments() throws IOException {
        FeedingPortal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");
        for (Path made : portal.files(".zip")) {
            Files.write(made, new byte[] {'P', 'K', 3, 4});
        }

        assertThat(portal.restarted().catalog().snapshot().release())
                .isEqualTo(portal.catalog().snapshot().release());
    }

    @Test
    void restartWithADamagedDocument_goesOnWithoutItSaysSoAndGetsItAgain() throws IOException {
        FeedingPortal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");
        for (Path file : portal.files(".zip")) {
            Files.delete(file);
        }
        for (Path file : portal.files("Packages-amd64.xz")) {
            Files.writeString(file, "cut");
        }

        FeedingPortal again = portal.restarted();

        assertThat(again.ids()).containsExactly("KB100");
        assertThat(again.state("bookworm").last().orElseThrow().message()).contains("DAMAGED", "Packages-amd64.xz");
        assertThat(again.state("bookworm").inUse()).isFalse();
        again.imports().lookWhenDue();
        assertThat(again.ids()).containsExactlyInAnyOrder("KB100", DEMO);
    }

    @Test
    void feedNoLongerConfigured_isNotUsedAnyMore() {
        FeedingPortal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");

        FeedingPortal without = portal.with(Map.of());

        assertThat(without.ids()).containsExactly("KB100");
        assertThat(without.imports().states()).isEmpty();
    }

    @Test
    void feedOfAnotherAddress_isNotThatOfBefore() {
        FeedingPortal portal = debian(archive("1.0-1+deb12u1"));
        portal.look("bookworm");

        FeedingPortal moved = portal.with(debianSettings(archive("1.0-1+deb12u9")));

        assertThat(moved.ids()).containsExactly("KB100");
        assertThat(moved.look("bookworm").outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(moved.demo()).contains("1.0-1+deb12u9");
    }

    @Test
    void filesOfFeeds_areTheirOwnersAlone() throws IOException {
        FeedingPortal portal = debian(archive("1.0-1+deb12u1"));
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
        FeedingPortal portal = debian(archive("1.0-1+deb12u1"));
        Path feeds = portal.home().resolve("feeds");
        Files.createDirectories(feeds.resolve("work-1/catalog/debian"));
        Files.writeString(feeds.resolve("work-1/catalog/debian/bookworm-security.json"), "{");
        Files.writeString(feeds.resolve("download1.part"), "half");

        FeedingPortal again = portal.restarted();
        again.imports().begin();

        assertThat(feeds.resolve("work-1")).doesNotExist();
        assertThat(feeds.resolve("download1.part")).doesNotExist();
        assertThat(again.ids()).containsExactly("KB100");
    }

    @Test
    void feedWhenDue_looksOnceEachPeriod() {
        Archive archive = archive("1.0-1+deb12u1");
        FeedingPortal portal = debian(archive);

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
        FeedingPortal portal = portal(Map.of());

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
}
