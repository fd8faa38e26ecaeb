package dev.patchproof.catalog.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.PackageDigests;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digests that lie in a file of their own, joined to the fixes of their release. */
class PackageDigestsTest {
    private static final Map<String, Map<String, String>> LIBDEMO = Map.of("1.0-1", Map.of("amd64", digest("1a")));

    private final Path directory;

    PackageDigestsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void fixOfTheSameRelease_hasTheDigestsOfItsPackagesAlone() throws IOException {
        write("updates.json", updates("debian", "bookworm"));
        write("digests.json", digests("debian", "bookworm", "1a"));

        assertThat(references(CatalogReader.read(directory)))
                .containsExactly(new PackageRecord(), new PackageDigests(Map.of("libdemo3", LIBDEMO)));
    }

    @Test
    void fixOfAnotherReleaseOrDistribution_hasNone() throws IOException {
        write("updates.json", updates("debian", "trixie"));
        write("digests.json", digests("debian", "bookworm", "1a"));
        write("ubuntu.json", digests("ubuntu", "trixie", "1a"));

        assertThat(references(CatalogReader.read(directory))).containsExactly(new PackageRecord());
    }

    @Test
    void sameDigestInTwoFiles_noProblem() throws IOException {
        write("updates.json", updates("debian", "bookworm"));
        write("digests.json", digests("debian", "bookworm", "1a"));
        write("more.json", digests("debian", "bookworm", "1a"));

        assertThat(references(CatalogReader.read(directory))).hasSize(2);
    }

    @Test
    void anotherDigestForTheSamePackage_refusedWithItsPlace() throws IOException {
        write("a.json", digests("debian", "bookworm", "1a"));
        write("b.json", digests("debian", "bookworm", "1b"));

        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> CatalogReader.read(directory))
                .satisfies(refused -> assertThat(refused.problems()).first().satisfies(problem -> {
                    assertThat(problem.reason()).isEqualTo(Reason.DUPLICATE);
                    assertThat(problem.file()).isEqualTo("b.json");
                    assertThat(problem.path()).isEqualTo("/packageDigests/sha256/libdemo3/1.0-1/amd64");
                }));
    }

    private static List<ReferenceValue> references(Catalog catalog) {
        return catalog.updates().stream()
                .flatMap(update -> update.fixes().stream())
                .flatMap(fix -> fix.references().stream())
                .toList();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    private static String digest(String octet) {
        return octet.repeat(32);
    }

    private static String head() {
        return """
                {"$schema": "https://patchproof.dev/schema/catalog-1.json", "what": "test", "asOf": "2026-11-23",
                 "sources": ["https://example.org/"],
                """;
    }

    private static String digests(String family, String release, String octet) {
        return head()
                + Stream.of("libdemo3", "elsewhere")
                        .map(name -> "\"" + name + "\": {\"1.0-1\": {\"amd64\": \"" + digest(octet) + "\"}}")
                        .collect(Collectors.joining(
                                ", ",
                                "\"packageDigests\": {\"family\": \"" + family + "\", \"release\": \"" + release
                                        + "\", \"sha256\": {",
                                "}}}"));
    }

    private static String updates(String family, String release) {
        return head() + """
                "updates": [{"id": "u", "vendor": "v", "description": "d", "restart": "no", "fixes": [
                  {"product": {"family": "%s", "release": "%s"},
                   "claims": [{"debianPackages": {"1.0-1": ["libdemo3", "demo"]}}],
                   "references": [{"packageRecord": {}}]}]}]}
                """.formatted(family, release);
    }
}
