package dev.patchproof.catalog.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogToolTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private final Path directory;

    CatalogToolTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void cleanDirectory_oneLineAndZero() {
        int exit = run("lint", RESOURCES.resolve("clean").toString());

        assertThat(exit).isZero();
        assertThat(out.toString())
                .startsWith("4 updates and 2 product releases, no problems")
                .hasLineCount(1);
    }

    @Test
    void directoryWithProblem_fileAndPathAndReason() {
        int exit = run(
                "lint", RESOURCES.resolve("refused/supersedes-nothing-known").toString());

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .isEqualToIgnoringNewLines("a.json: /updates/0/supersedes/0: expected the id of an update in the"
                        + " catalog, found 'KB404'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lint",
                "lint nowhere",
                "lint a b",
                "frobnicate",
                "import",
                "import --from rpm --suite bookworm-security --as-of 2026-11-23 --architecture amd64=x --out o",
                "import --from debian-packages --suite bookworm --as-of 2026-11-23 --architecture amd64=x --out o",
                "import --from debian-packages --suite bookworm-security --as-of today --architecture amd64=x --out o",
                "import --from debian-packages --suite bookworm-security --as-of 2026-11-23 --architecture x --out o",
                "import --from debian-packages --suite bookworm-security --as-of 2026-11-23 --architecture sparc=x"
                        + " --out o",
                "import --from debian-packages --suite bookworm-security --as-of 2026-11-23 --architecture amd64=x"
                        + " --architecture amd64=y --out o",
                "import --from debian-packages --suite bookworm-security --as-of 2026-11-23 --out o",
                "import --from debian-packages --suite bookworm-security --as-of 2026-11-23 --architecture amd64=x"
                        + " --out o surplus-file"
            })
    void wrongUse_64AndUsage(String line) {
        int exit = run(line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(exit).isEqualTo(64);
        assertThat(err.toString()).contains("Usage: patchproof-catalog");
    }

    @Test
    void importOfSuite_writesAFileThatLints() {
        int exit = run(importing(RESOURCES.resolve("debian/Packages-amd64")));

        assertThat(exit).isZero();
        assertThat(out.toString()).startsWith("wrote ");
        assertThat(run("lint", directory.toString())).isZero();
    }

    @Test
    void importOfMalformedIndex_placeOnStandardErrorAndOne() {
        int exit = run(importing(RESOURCES.resolve("debian/malformed/missing-version")));

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("missing-version:2: in the stanza of a1 from line 1: expected the field");
        assertThat(Files.exists(directory.resolve("bookworm-security.json"))).isFalse();
    }

    @Test
    void importWithQuarantineFile_reportIsWritten() throws Exception {
        Path report = directory.resolve("quarantine.json");
        String[] importing = Stream.concat(
                        Stream.of(importing(RESOURCES.resolve("debian/Packages-amd64"))),
                        Stream.of("--quarantine", report.toString()))
                .toArray(String[]::new);
        importing[importing.length - 3] = directory.resolve("catalog").toString();

        int exit = run(importing);

        assertThat(exit).isZero();
        assertThat(out.toString()).endsWith("0 entries in quarantine\n");
        assertThat(report).content().contains("\"entries\"");
    }

    private String[] importing(Path index) {
        return new String[] {
            "import",
            "--from",
            "debian-packages",
            "--suite",
            "bookworm-security",
            "--as-of",
            "2026-11-23",
            "--architecture",
            "amd64=" + index,
            "--out",
            directory.toString()
        };
    }

    private int run(String... arguments) {
        return CatalogTool.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
