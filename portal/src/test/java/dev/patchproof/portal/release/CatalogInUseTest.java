package dev.patchproof.portal.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchproof.catalog.Update;
import dev.patchproof.portal.release.ImportOutcome.Kind;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CatalogInUseTest {
    private static final String ONE = Publisher.update("KB100", "one.dll", "1.0.0.5");
    private static final String TWO = Publisher.update("KB200", "two.dll", "1.0.0.5");

    private final Path folder;
    private final Publisher publisher;
    private final Path base;
    private int homes;

    CatalogInUseTest(@TempDir Path folder) {
        this.folder = folder;
        publisher = Publisher.make(folder.resolve("keys"));
        base = publisher.directory(Publisher.today().minusDays(10), ONE);
    }

    @Test
    void withoutKeys_directoryIsUsedAndNoReleaseTaken() throws IOException {
        CatalogInUse catalog = portal(home(), Map.of());

        ImportOutcome outcome = take(catalog, publisher.signed(1, ONE, TWO));

        refused(outcome, "patchproof.catalog.keys");
        assertThat(ids(catalog)).containsExactly("KB100");
        assertThat(catalog.takesReleases()).isFalse();
    }

    @Test
    void signedRelease_isUsedAtOnceAndAfterARestart() throws IOException {
        Path home = home();
        CatalogInUse catalog = portal(home, withKeys());
        CatalogSnapshot before = catalog.snapshot();

        ImportOutcome outcome = take(catalog, publisher.signed(1, ONE, TWO));

        assertThat(outcome.kind()).as(outcome.message()).isEqualTo(Kind.TAKEN);
        assertThat(ids(catalog)).containsExactly("KB100", "KB200");
        assertThat(before.catalog().updates())
                .as("who holds the one before goes on with it")
                .hasSize(1);
        assertThat(ids(portal(home, withKeys()))).containsExactly("KB100", "KB200");
        assertThat(catalog.snapshot().quarantineSummary().orElseThrow().entries())
                .isEqualTo(1);
    }

    @Test
    void sameReleaseAgain_changesNothing() throws IOException {
        CatalogInUse catalog = portal(home(), withKeys());
        byte[] release = publisher.signed(1, ONE, TWO);
        take(catalog, release);
        CatalogSnapshot before = catalog.snapshot();

        assertThat(take(catalog, release).kind()).isEqualTo(Kind.ALREADY_IN_USE);
        assertThat(catalog.snapshot()).isSameAs(before);
    }

    @Test
    void unsignedRelease_refusedUnlessASettingSaysOtherwise() throws IOException {
        byte[] unsigned = publisher.unsigned(Publisher.today(), 1, ONE, TWO).toBytes();
        CatalogInUse strict = portal(home(), withKeys());
        CatalogInUse lenient = portal(home(), Map.of("patchproof.catalog.allow-unsigned", "true"));

        refused(take(strict, unsigned), "UNSIGNED");
        assertThat(ids(strict)).containsExactly("KB100");
        assertThat(take(lenient, unsigned).kind()).isEqualTo(Kind.TAKEN);
    }

    @Test
    void releaseOfAnotherPublisher_refusedEvenWhereUnsignedOnesAreAllowed() throws IOException {
        byte[] foreign = Publisher.make(folder.resolve("foreign")).signed(1, ONE, TWO);

        refused(take(portal(home(), withKeys()), foreign), "KEY_UNKNOWN");
        refused(take(portal(home(), Map.of("patchproof.catalog.allow-unsigned", "true")), foreign), "KEY_UNKNOWN");
    }

    @Test
    void olderRelease_refusedUnlessASettingSaysOtherwise() throws IOException {
        Path home = home();
        CatalogInUse catalog = portal(home, withKeys());
        take(catalog, publisher.signed(5, ONE, TWO));

        refused(take(catalog, publisher.signed(4, ONE)), "OLDER: expected a sequence number above 5");
        refused(take(catalog, publisher.signed(5, ONE)), "OLDER: expected a sequence number above 5");
        refused(
                take(catalog, publisher.signed(Publisher.today().minusDays(1), 6, ONE)),
                "OLDER: expected facts of " + Publisher.today());
        assertThat(ids(catalog)).containsExactly("KB100", "KB200");

        Map<String, String> lenient = new HashMap<>(withKeys());
        lenient.put("patchproof.catalog.allow-older", "true");
        CatalogInUse again = portal(home, lenient);
        assertThat(take(again, publisher.signed(4, ONE)).kind()).isEqualTo(Kind.TAKEN);
        assertThat(ids(portal(home, lenient))).containsExactly("KB100");
    }

    @Test
    void firstReleaseOlderThanTheDirectory_refused() throws IOException {
        CatalogInUse catalog = portal(home(), withKeys());

        refused(take(catalog, publisher.signed(Publisher.today().minusDays(11), 1, ONE, TWO)), "OLDER");
    }

    @Test
    void damagedFile_refusedAndNothingWritten() throws IOException {
        Path home = home();
        CatalogInUse catalog = portal(home, withKeys());
        byte[] release = publisher.signed(1, ONE, TWO);

        refused(take(catalog, java.util.Arrays.copyOf(release, release.length / 2)), "DAMAGED");
        refused(take(catalog, "<html>".getBytes(StandardCharsets.UTF_8)), "MALFORMED");
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void keptReleaseDamagedOnDisk_theLastGoodOneIsUsed() throws IOException {
        Path home = home();
        CatalogInUse catalog = portal(home, withKeys());
        take(catalog, publisher.signed(1, ONE, TWO));
        byte[] second = publisher.signed(2, TWO);
        take(catalog, second);
        assertThat(ids(catalog)).containsExactly("KB200");
        try (Stream<Path> files = Files.list(home)) {
            Path newest = files.filter(file -> file.getFileName().toString().startsWith("0000000000000000002"))
                    .findFirst()
                    .orElseThrow();
            Files.write(newest, new byte[] {'P', 'K', 3, 4});
        }

        CatalogInUse fallenBack = portal(home, withKeys());

        assertThat(ids(fallenBack)).containsExactly("KB100", "KB200");
        refused(take(fallenBack, publisher.signed(2, ONE)), "OLDER");
        assertThat(take(fallenBack, second).kind())
                .as("the same again repairs it")
                .isEqualTo(Kind.TAKEN);
        assertThat(ids(portal(home, withKeys()))).containsExactly("KB200");
    }

    @Test
    void keysTakenAway_keptReleaseIsNotUsedAnyMore() throws IOException {
        Path home = home();
        take(portal(home, withKeys()), publisher.signed(1, ONE, TWO));

        assertThat(ids(portal(home, Map.of()))).containsExactly("KB100");
    }

    @Test
    void portalBuiltWithANewerCatalog_usesThatInPlaceOfAnOlderRelease() throws IOException {
        Path home = home();
        take(portal(home, withKeys()), publisher.signed(Publisher.today().minusDays(5), 1, ONE, TWO));
        Path newer = publisher.directory(Publisher.today(), TWO);
        Map<String, String> settings = new HashMap<>(withKeys());
        settings.put("patchproof.catalog.dir", newer.toString());

        assertThat(ids(portal(home, settings))).containsExactly("KB200");
    }

    @Test
    void releaseWithoutARequiredMitigation_refused() throws IOException {
        String optIn = ONE.replace("\"id\": \"KB100\"", "\"id\": \"KB100\", \"optIn\": true");
        Map<String, String> settings = new HashMap<>(withKeys());
        settings.put(
                "patchproof.catalog.dir",
                publisher.directory(Publisher.today().minusDays(10), optIn).toString());
        settings.put("patchproof.appraisal.required-mitigations", "KB100");
        CatalogInUse catalog = portal(home(), settings);

        refused(take(catalog, publisher.signed(1, TWO)), "KB100");
    }

    @Test
    void importByAnotherProcess_isFollowed() throws IOException {
        Path home = home();
        CatalogInUse serving = portal(home, withKeys());
        take(portal(home, withKeys()), publisher.signed(1, ONE, TWO));
        assertThat(ids(serving)).containsExactly("KB100");

        assertThat(serving.follow()).isTrue();

        assertThat(ids(serving)).containsExactly("KB100", "KB200");
        assertThat(serving.follow()).isFalse();
    }

    @Test
    void manyReleases_onlyTheLastAreKept() throws IOException {
        CatalogInUse catalog = portal(home(), withKeys());
        for (int sequence = 1; sequence <= 15; sequence++) {
            take(
                    catalog,
                    publisher.signed(sequence, ONE, Publisher.update("KB" + (300 + sequence), "x.dll", "1.0.0.1")));
        }

        assertThat(catalog.kept()).hasSize(12).first().satisfies(newest -> assertThat(newest.sequence())
                .isEqualTo(15));
        assertThat(catalog.kept(catalog.snapshot().release())).isPresent();
        assertThat(catalog.kept("0".repeat(64))).isEmpty();
    }

    @Test
    void readersWhileReleasesChange_seeOneWholeCatalogEach() throws Exception {
        CatalogInUse catalog = portal(home(), withKeys());
        List<String> seen = java.util.Collections.synchronizedList(new ArrayList<>());
        Thread reader = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                CatalogSnapshot taken = catalog.snapshot();
                seen.add(taken.release() + " " + taken.catalog().release());
            }
        });
        reader.start();
        for (int sequence = 1; sequence <= 10; sequence++) {
            take(
                    catalog,
                    publisher.signed(sequence, ONE, Publisher.update("KB" + (300 + sequence), "x.dll", "1.0.0.1")));
        }
        reader.interrupt();
        reader.join();

        assertThat(seen).isNotEmpty().allSatisfy(pair -> assertThat(pair.split(" ", -1)[0])
                .isEqualTo(pair.split(" ", -1)[1]));
    }

    @Test
    void releaseInTheIncomingFolder_isTakenAndARefusedOneStaysWithItsReason() throws IOException {
        CatalogInUse catalog = portal(home(), withKeys());
        Path incoming = Files.createDirectory(folder.resolve("incoming"));
        Path good = old(Files.write(incoming.resolve("a.zip"), publisher.signed(1, ONE, TWO)));
        Path bad = old(Files.writeString(incoming.resolve("b.zip"), "<html>"));
        Path copying = Files.write(incoming.resolve("c.zip"), publisher.signed(2, TWO));

        new Incoming(new Releases(catalog), catalog, incoming, Clock.systemUTC()).look();

        assertThat(ids(catalog)).containsExactly("KB100", "KB200");
        assertThat(good).doesNotExist();
        assertThat(bad).doesNotExist();
        assertThat(incoming.resolve("b.zip.refused")).exists();
        assertThat(incoming.resolve("b.zip.refused.txt")).content().contains("expected a release file");
        assertThat(copying).as("may still be written to").exists();
    }

    @Test
    void keyFileThatIsNone_refusedAtStart() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pem"), "hello");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> portal(home(), Map.of("patchproof.catalog.keys", none.toString())))
                .withMessageContaining("patchproof.catalog.keys")
                .withMessageContaining("none.pem");
    }

    @Test
    void addressWithoutKeys_refusedAtStart() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> portal(
                        home(), Map.of("patchproof.catalog.fetch.url", "https://catalog.example.org/release.zip")))
                .withMessageContaining("patchproof.catalog.fetch.url");
    }

    private Path home() throws IOException {
        return Files.createDirectory(folder.resolve("home" + homes++));
    }

    private Map<String, String> withKeys() {
        return Map.of("patchproof.catalog.keys", publisher.certificate().toString());
    }

    private CatalogInUse portal(Path home, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("patchproof.catalog.dir", base.toString());
        return new CatalogInUse(TestSettings.of(all), home, Overlay.none());
    }

    private static Path old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        return file;
    }

    private static ImportOutcome take(CatalogInUse catalog, byte[] release) {
        return new Releases(catalog).take(release);
    }

    private static List<String> ids(CatalogInUse catalog) {
        return catalog.catalog().updates().stream().map(Update::id).toList();
    }

    private static void refused(ImportOutcome outcome, String words) {
        assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
        assertThat(outcome.message()).contains(words);
    }
}
