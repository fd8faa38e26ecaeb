package dev.patchproof.portal.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.RegistryKey;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ProductCondition.Processor;
import dev.patchproof.catalog.ProductCondition.ProductKind;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.Update.Severity;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The look-up against a look at every update: over the shipped catalog, and over conditions made at random. */
class CandidatesTest {
    private static final long SEED = 20261125;
    private static final List<String> VERSIONS = List.of("", "5.1", "6.1", "10.0", "12", "22.04");
    private static final List<Integer> BUILDS = List.of(0, 2600, 7601, 19045, 26100);
    private static final List<String> RELEASES = List.of("", "22H2", "24H2", "bookworm", "Bookworm", "jammy");
    private static final List<String> SAID_BUILDS =
            List.of("2600", "7601", "19045", "26100", "026100", "99999", "unknown", "", "26100.1");
    private static final List<String> SAID_VERSIONS = List.of("5.1", "6.1", "10.0", "12", "22.04", "unknown", " ");
    private static final List<String> SAID_RELEASES =
            List.of("22h2", "24H2", "BOOKWORM", "jammy", "trixie", "unknown", "");

    private static List<Update> byLookingAtAll(Catalog catalog, ProductSelector selector) {
        return applicable(catalog.updates().stream(), selector);
    }

    private static List<Update> applicable(Stream<Update> updates, ProductSelector selector) {
        return updates.filter(update ->
                        update.fixes().stream().anyMatch(fix -> Applicability.of(fix.product(), selector) != Match.NO))
                .toList();
    }

    private static void assertNothingIsMissed(Catalog catalog, ProductSelector selector) {
        List<Update> candidates = Candidates.of(catalog, selector);

        assertThat(applicable(candidates.stream(), selector))
                .as(selector.toString())
                .isEqualTo(byLookingAtAll(catalog, selector));
        assertThat(candidates).doesNotHaveDuplicates();
    }

    @Test
    void shippedCatalog_lookUpFindsWhatALookAtAllFinds() {
        Catalog shipped = CatalogReader.shipped();
        List<String> builds = new ArrayList<>(SAID_BUILDS);
        List<String> releases = new ArrayList<>(SAID_RELEASES);
        shipped.updates().stream().flatMap(update -> update.fixes().stream()).forEach(fix -> {
            fix.product().build().map(build -> Integer.toString(build)).ifPresent(builds::add);
            fix.product().release().ifPresent(releases::add);
        });
        Random random = new Random(SEED);
        for (String build : Set.copyOf(builds)) {
            assertNothingIsMissed(shipped, selector(random, OsFamily.WINDOWS, build, one(random, releases)));
        }
        for (String release : Set.copyOf(releases)) {
            for (OsFamily family : OsFamily.values()) {
                assertNothingIsMissed(shipped, selector(random, family, one(random, builds), release));
            }
        }
    }

    @Test
    void conditionsMadeAtRandom_lookUpFindsWhatALookAtAllFinds() {
        Random random = new Random(SEED);
        Catalog catalog = new Catalog(
                "ca".repeat(32),
                List.of(),
                IntStream.range(0, 500)
                        .mapToObj(number -> update("KB" + number, random))
                        .toList());

        for (int round = 0; round < 1000; round++) {
            assertNothingIsMissed(
                    catalog,
                    selector(
                            random,
                            one(random, List.of(OsFamily.values())),
                            one(random, SAID_BUILDS),
                            one(random, SAID_RELEASES)));
        }
    }

    @Test
    void productOfFewUpdates_isNotOfferedAllTheOthers() {
        // Given
        Random random = new Random(SEED);
        Fix mine = fix(new ProductCondition(
                Family.WINDOWS,
                Optional.of("10.0"),
                Optional.of(12345),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty()));
        List<Update> updates = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            ProductCondition other = new ProductCondition(
                    Family.WINDOWS,
                    Optional.of("10.0"),
                    Optional.of(20000 + number),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Optional.empty());
            updates.add(update("KB" + number, List.of(fix(other))));
        }
        updates.add(update("KB-mine", List.of(mine)));

        // When
        List<Update> candidates = Candidates.of(
                new Catalog("ca".repeat(32), List.of(), updates), selector(random, OsFamily.WINDOWS, "12345", "24H2"));

        // Then
        assertThat(candidates).extracting(Update::id).containsExactly("KB-mine");
    }

    private static ProductSelector selector(Random random, OsFamily family, String build, String release) {
        return new ProductSelector(
                family,
                one(random, SAID_VERSIONS),
                build,
                one(random, List.of("0", "1", "unknown")),
                one(random, List.of(ProductType.values())),
                one(random, List.of(Architecture.values())),
                one(random, List.of("Professional", "Enterprise", "unknown")),
                release);
    }

    private static Update update(String id, Random random) {
        return update(
                id,
                IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(number -> fix(condition(random)))
                        .toList());
    }

    private static ProductCondition condition(Random random) {
        return new ProductCondition(
                one(random, List.of(Family.values())),
                Optional.of(one(random, VERSIONS)).filter(text -> !text.isEmpty()),
                Optional.of(one(random, BUILDS)).filter(number -> number > 0),
                one(random, List.of(Set.of(), Set.of(0), Set.of(0, 1))),
                one(random, List.of(Set.of(), Set.of(ProductKind.SERVER), Set.of(ProductKind.WORKSTATION))),
                one(random, List.of(Set.of(), Set.of(Processor.X64))),
                one(random, List.of(Set.of(), Set.of("professional"))),
                Optional.of(one(random, RELEASES)).filter(text -> !text.isEmpty()));
    }

    private static Fix fix(ProductCondition product) {
        return new Fix(
                product, "", List.of(new RegistryKey("HKLM\\SOFTWARE\\X", false)), List.of(), List.of(), List.of());
    }

    private static Update update(String id, List<Fix> fixes) {
        return new Update(
                id,
                List.of(),
                "Vendor",
                "What it fixes",
                Severity.UNRATED,
                List.of(),
                Optional.empty(),
                List.of(URI.create("https://example.org/" + id)),
                RestartNeed.YES,
                List.of(),
                List.of(),
                List.of(),
                false,
                fixes,
                LocalDate.parse("2026-11-25"));
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
