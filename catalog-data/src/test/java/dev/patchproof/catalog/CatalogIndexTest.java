package dev.patchproof.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.ClaimTest.RegistryKey;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.Update.Severity;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogIndexTest {
    private static final ProductCondition ANY_WINDOWS = windows("", 0, "");
    private static final CatalogIndex INDEX = new CatalogIndex(List.of(
            update("KB-26100", List.of("KB-17763"), windows("10.0", 26100, "")),
            update("KB-open", List.of(), ANY_WINDOWS),
            update("KB-5.1", List.of(), windows("5.1", 0, "")),
            update("KB-24H2", List.of("KB-17763"), windows("10.0", 0, "24H2")),
            update("KB-both", List.of(), windows("10.0", 17763, ""), windows("10.0", 26100, "")),
            update("KB-17763", List.of(), windows("10.0", 17763, "")),
            update("debian", List.of(), debian("bookworm"))));

    private static ProductCondition windows(String version, int build, String release) {
        return condition(Family.WINDOWS, version, build, release);
    }

    private static ProductCondition debian(String release) {
        return condition(Family.DEBIAN, "", 0, release);
    }

    private static ProductCondition condition(Family family, String version, int build, String release) {
        return new ProductCondition(
                family,
                Optional.of(version).filter(text -> !text.isEmpty()),
                Optional.of(build).filter(number -> number > 0),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.of(release).filter(text -> !text.isEmpty()));
    }

    private static Update update(String id, List<String> supersedes, ProductCondition... products) {
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
                supersedes,
                List.of(),
                List.of(),
                false,
                Arrays.stream(products)
                        .map(product -> new Fix(
                                product,
                                "",
                                List.of(new RegistryKey("HKLM\\SOFTWARE\\" + id, false)),
                                List.of(),
                                List.of(),
                                List.of()))
                        .toList(),
                LocalDate.parse("2026-11-25"));
    }

    private static List<String> concerning(Family family, Integer build, String version, String release) {
        return INDEX
                .mayConcern(new KnownProduct(
                        family,
                        Optional.ofNullable(build).filter(number -> number > 0),
                        Optional.of(version).filter(text -> !text.isEmpty()),
                        Optional.of(release).filter(text -> !text.isEmpty())))
                .stream()
                .map(Update::id)
                .toList();
    }

    @Test
    void buildKnown_itsUpdatesAndThoseThatLeaveTheBuildOpen() {
        assertThat(concerning(Family.WINDOWS, 26100, "10.0", "24H2"))
                .containsExactly("KB-26100", "KB-open", "KB-24H2", "KB-both");
        assertThat(concerning(Family.WINDOWS, 2600, "5.1", "XP")).containsExactly("KB-open", "KB-5.1");
    }

    @Test
    void buildNotKnown_noBuildIsRuledOut() {
        assertThat(concerning(Family.WINDOWS, 0, "10.0", "24H2"))
                .containsExactly("KB-26100", "KB-open", "KB-24H2", "KB-both", "KB-17763");
    }

    @Test
    void nothingKnown_theWholeFamilyInTheCatalogsOrder() {
        assertThat(concerning(Family.WINDOWS, 0, "", ""))
                .containsExactly("KB-26100", "KB-open", "KB-5.1", "KB-24H2", "KB-both", "KB-17763");
    }

    @Test
    void textInOtherCase_isTheSame() {
        assertThat(concerning(Family.DEBIAN, 0, "12", "BookWorm")).containsExactly("debian");
        assertThat(concerning(Family.WINDOWS, 26100, "10.0", "24h2")).contains("KB-24H2");
    }

    @Test
    void anotherFamilyOrRelease_nothing() {
        assertThat(concerning(Family.UBUNTU, 0, "", "")).isEmpty();
        assertThat(concerning(Family.DEBIAN, 0, "13", "trixie")).isEmpty();
    }

    @Test
    void replacing_tellsWhoReplacesForWhateverProduct() {
        assertThat(INDEX.replacing("KB-17763")).containsExactly("KB-26100", "KB-24H2");
        assertThat(INDEX.replacing("KB-open")).isEmpty();
    }

    @Test
    void update_isFoundByItsId() {
        assertThat(INDEX.update("KB-both")).map(Update::id).contains("KB-both");
        assertThat(INDEX.update("KB-none")).isEmpty();
    }
}
