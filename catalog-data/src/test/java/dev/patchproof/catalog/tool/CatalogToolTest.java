package dev.patchproof.catalog.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.release.KeyStores;
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
                        + " --out o surplus-file",
                "diff a",
                "diff a b --output xml",
                "release nowhere --as-of 2026-11-24 --sequence 1 --out o",
                "release src/test/resources/clean --as-of today --sequence 1 --out o",
                "release src/test/resources/clean --as-of 2026-11-24 --sequence 0 --out o",
                "sign a",
                "sign a --keystore b --password-file nowhere",
                "verify a"
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

    @Test
    void releaseMadeSignedAndVerified_byTheToolAlone() throws Exception {
        Path keystore = KeyStores.make(directory, "publisher");
        Path certificate = KeyStores.certificate(directory, "publisher");
        Path password = Files.writeString(directory.resolve("password"), KeyStores.PASSWORD + "\n");
        String file = directory.resolve("release.zip").toString();

        assertThat(run(
                        "release",
                        "src/test/resources/clean",
                        "--as-of",
                        "2026-11-24",
                        "--sequence",
                        "7",
                        "--out",
                        file))
                .isZero();
        assertThat(run("verify", file, "--key", certificate.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("UNSIGNED");
        assertThat(run("sign", file, "--keystore", keystore.toString(), "--password-file", password.toString()))
                .isZero();
        assertThat(run("verify", file, "--key", certificate.toString())).isZero();
        assertThat(out.toString())
                .contains("verified: release 7 as of 2026-11-24")
                .contains("4 updates");
    }

    @Test
    void signingWithAWrongPassword_leavesTheFileAlone() throws Exception {
        Path keystore = KeyStores.make(directory, "publisher");
        Path password = Files.writeString(directory.resolve("password"), "wrong");
        Path file = directory.resolve("release.zip");
        run(
                "release",
                "src/test/resources/clean",
                "--as-of",
                "2026-11-24",
                "--sequence",
                "7",
                "--out",
                file.toString());
        byte[] before = Files.readAllBytes(file);

        int exit =
                run("sign", file.toString(), "--keystore", keystore.toString(), "--password-file", password.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void diffOfDirectoryAndRelease_textAndJson() throws Exception {
        Path older = Files.createDirectory(directory.resolve("older"));
        Files.writeString(older.resolve("b.json"), Files.readString(RESOURCES.resolve("clean/sub/b.json")));
        Path newer = directory.resolve("newer.zip");
        run(
                "release",
                "src/test/resources/clean",
                "--as-of",
                "2026-11-24",
                "--sequence",
                "7",
                "--out",
                newer.toString());

        int text = run("diff", older.toString(), newer.toString());
        assertThat(out.toString()).contains("+ KB1\n").contains("updates added, 0 removed, 0 changed");
        int json = run("diff", older.toString(), newer.toString(), "--output", "json");

        assertThat(text).isZero();
        assertThat(json).isZero();
        assertThat(out.toString()).contains("{\"id\":\"KB1\",\"kind\":\"added\",\"fields\":[]}");
    }

    @Test
    void diffWithSomethingElse_saysWhatItIs() throws Exception {
        Path page = Files.writeString(directory.resolve("page.zip"), "<html>");

        int exit = run("diff", RESOURCES.resolve("clean").toString(), page.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("expected a release file (a zip)").contains("<html>");
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
