package dev.patchproof.catalog.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.catalog.release.CatalogCounts.ProductCount;
import dev.patchproof.catalog.release.CatalogDiff.Change;
import dev.patchproof.catalog.release.CatalogDiff.FieldChange;
import dev.patchproof.catalog.release.CatalogDiff.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogDiffTest {
    private static final String UPDATE = """
            {"id": "%s", "vendor": "Example", "description": "%s", "restart": "no", "cves": %s%s, "fixes": [{
             "product": {"family": "windows", "version": "10.0", "build": %s, "architectures": ["x64", "arm64", "x86"]},
             "claims": [{"windowsRevision": {"build": %s, "revision": %s}}]}]}""";
    private static final String FILE = """
            {"$schema": "https://patchproof.dev/schema/catalog-1.json", "what": "Example", "asOf": "%s",
             "sources": ["https://example.org/facts"], "updates": [%s], "products": [
             {"id": "windows-a", "name": "Windows A", "product": {"family": "windows", "version": "10.0", "build": 1},
              "scope": "x", "supportEnds": []},
             {"id": "windows-b", "name": "Windows B", "product": {"family": "windows", "version": "10.0", "build": 2},
              "scope": "x", "supportEnds": []}]}""";

    @Test
    void sameCatalog_differsInNothing() {
        Catalog catalog = catalog("2026-11-23", update("KB1", "One", "[]", 1, 10));

        assertThat(CatalogDiff.between(catalog, catalog).isEmpty()).isTrue();
    }

    @Test
    void addedRemovedAndChanged_byIdWithWhatChanged() {
        Catalog older = catalog(
                "2026-11-23",
                update("KB1", "One", "[\"CVE-2026-0001\", \"CVE-2026-0002\"]", 1, 10),
                update("KB2", "Two", "[]", 1, 11));
        Catalog newer = catalog(
                "2026-11-23",
                update("KB1", "The one", "[\"CVE-2026-0002\", \"CVE-2026-0003\"]", 1, 10),
                update("KB3", "Three", "[]", 1, 12));

        CatalogDiff diff = CatalogDiff.between(older, newer);

        assertThat(diff.updates())
                .containsExactly(
                        new Change(
                                "KB1",
                                Kind.CHANGED,
                                List.of(
                                        new FieldChange("description", List.of("One"), List.of("The one")),
                                        new FieldChange("cves", List.of("CVE-2026-0001"), List.of("CVE-2026-0003")))),
                        new Change("KB2", Kind.REMOVED, List.of()),
                        new Change("KB3", Kind.ADDED, List.of()));
        assertThat(diff.products()).isEmpty();
    }

    @Test
    void changedFix_isShownInTheSameWordsInEveryRun() {
        Catalog older = catalog("2026-11-23", update("KB1", "One", "[]", 1, 10));
        Catalog newer = catalog("2026-11-24", update("KB1", "One", "[]", 1, 11));

        Change change = CatalogDiff.between(older, newer).updates().get(0);

        assertThat(change.fields()).extracting(FieldChange::field).containsExactly("fixes", "asOf");
        assertThat(change.fields().get(0).after())
                .containsExactly("Fix[product=ProductCondition[family=WINDOWS, version=10.0, build=1,"
                        + " architectures=[ARM64, X64, X86]], claims=[WindowsRevision[build=1, revision=11,"
                        + " exactly=false]]]");
    }

    @Test
    void counts_areByProductAndYear() {
        Catalog catalog = catalog(
                "2026-11-23",
                update("KB1", "One", "[], \"released\": \"2025-03-11\"", 1, 10),
                update("KB2", "Two", "[], \"released\": \"2026-01-13\"", 1, 11),
                update("KB3", "Three", "[], \"released\": \"2026-02-10\"", 1, 12),
                update("KB4", "Four", "[]", 1, 13),
                update("KB5", "Five", "[]", 2, 13));

        List<ProductCount> counts = CatalogCounts.of(catalog).products();

        assertThat(counts).extracting(ProductCount::name).containsExactly("Windows A", "Windows B");
        assertThat(counts.get(0).byYear()).isEqualTo(Map.of(2025, 1, 2026, 2));
        assertThat(counts.get(0).undated()).isEqualTo(1);
        assertThat(counts.get(0).total()).isEqualTo(4);
        assertThat(counts.get(1).total()).isEqualTo(1);
    }

    @Test
    void shippedCatalog_countsEveryUpdateSomewhere() {
        List<ProductCount> counts = CatalogCounts.of(CatalogReader.shipped()).products();

        assertThat(counts).filteredOn(count -> count.id().equals("debian-12")).allMatch(count -> count.total() > 100);
        assertThat(counts).filteredOn(count -> count.id().equals("debian-12")).hasSize(1);
    }

    private static String update(String id, String description, String cves, int build, int revision) {
        return UPDATE.formatted(id, description, cves, "", build, build, revision);
    }

    private static Catalog catalog(String asOf, String... updates) {
        return CatalogReader.read(
                "a.json", FILE.formatted(asOf, String.join(",", updates)).getBytes(StandardCharsets.UTF_8));
    }
}
