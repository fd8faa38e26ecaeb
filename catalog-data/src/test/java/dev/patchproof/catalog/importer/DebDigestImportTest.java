package dev.patchproof.catalog.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchproof.catalog.importer.ImportException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebDigestImportTest {
    private static final String NAME = "bookworm-digests.json";
    private static final String DIGEST = sha256(DebFixture.MD5SUMS.getBytes(StandardCharsets.UTF_8));

    private final Path directory;
    private final Path out;

    DebDigestImportTest(@TempDir Path directory) {
        this.directory = directory;
        this.out = directory.resolve("out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"control.tar", "control.tar.gz", "control.tar.xz"})
    void packageInEachPacking_digestOfItsRecord(String packing) throws Exception {
        Path deb = DebFixture.of("libdemo3", "3.0-1~deb12u1", "amd64")
                .packedAs(packing)
                .write(directory.resolve("a.deb"));

        Imported imported = read(List.of(deb), List.of());

        assertThat(imported.quarantine().entries()).isEmpty();
        assertThat(imported.files().get(NAME))
                .contains("\"libdemo3\":{\"3.0-1~deb12u1\":{\"amd64\":\"" + DIGEST + "\"}}");
    }

    @Test
    void folderOfPackages_sortedAndTakenByTheReader() throws Exception {
        Files.createDirectories(directory.resolve("pool/b"));
        DebFixture.of("libdemo3", "3.0-2", "arm64").write(directory.resolve("pool/b/z.deb"));
        DebFixture.of("libdemo3", "3.0-10", "amd64").write(directory.resolve("pool/b/a.deb"));
        DebFixture.of("libdemo3", "3.0-2", "amd64").write(directory.resolve("pool/c.deb"));
        DebFixture.of("demo-common", "3.0-2", "all").write(directory.resolve("pool/d.deb"));
        Files.writeString(directory.resolve("pool/README"), "no package");

        new CatalogFolder(out)
                .place(read(List.of(directory.resolve("pool")), List.of()).files());

        assertThat(Files.readString(out.resolve(NAME)))
                .containsSubsequence(
                        "\"demo-common\":{\"3.0-2\":{\"all\":\"",
                        "\"libdemo3\":{\"3.0-2\":{\"amd64\":\"",
                        "\"arm64\":\"",
                        "\"3.0-10\":{\"amd64\":\"");
    }

    @Test
    void importedAgain_sameBytes() throws Exception {
        Path deb = DebFixture.of("libdemo3", "3.0-1", "amd64").write(directory.resolve("a.deb"));
        Imported once = read(List.of(deb), List.of());
        new CatalogFolder(out).place(once.files());

        Imported twice = read(List.of(deb), List.of());

        assertThat(twice).isEqualTo(once);
    }

    @Test
    void laterVersion_keepsTheEarlierOne() throws Exception {
        new CatalogFolder(out)
                .place(read(
                                List.of(DebFixture.of("libdemo3", "3.0-1", "amd64")
                                        .write(directory.resolve("a.deb"))),
                                List.of())
                        .files());

        Imported later = read(
                List.of(DebFixture.of("libdemo3", "3.0-2", "amd64")
                        .with("./md5sums", "another\n")
                        .write(directory.resolve("b.deb"))),
                List.of());

        assertThat(later.files().get(NAME)).contains("\"3.0-1\":{\"amd64\":\"" + DIGEST, "\"3.0-2\":{\"amd64\":\"");
    }

    @Test
    void anotherRecordUnderTheSameVersion_rejectedAndTheFirstKept() throws Exception {
        Path first = DebFixture.of("libdemo3", "3.0-1", "amd64").write(directory.resolve("a.deb"));
        Path second = DebFixture.of("libdemo3", "3.0-1", "amd64")
                .with("./md5sums", "rebuilt elsewhere\n")
                .write(directory.resolve("b.deb"));

        Imported imported = read(List.of(second, first), List.of());

        assertThat(imported.files().get(NAME)).contains(DIGEST);
        assertThat(imported.quarantine().entries())
                .extracting(QuarantineEntry::document, QuarantineEntry::defect)
                .containsExactly(tuple("b.deb", Defect.CONTRADICTS_ITSELF));
    }

    @Test
    void packageThatNoIndexLists_rejected() throws Exception {
        Path listed = DebFixture.of("libdemo3", "3.0-1", "amd64").write(directory.resolve("a.deb"));
        Path other = DebFixture.of("libdemo3", "3.0-2", "amd64").write(directory.resolve("b.deb"));
        Path index = Files.writeString(
                directory.resolve("Packages"),
                "Package: libdemo3\nSHA256: " + sha256(Files.readAllBytes(listed)) + "\n");

        Imported imported = read(List.of(listed, other), List.of("amd64=" + index));

        assertThat(imported.files().get(NAME)).contains("3.0-1").doesNotContain("3.0-2");
        assertThat(imported.quarantine().entries())
                .extracting(QuarantineEntry::document, QuarantineEntry::defect)
                .containsExactly(tuple("b.deb", Defect.NOT_PUBLISHED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOT_A_PACKAGE html",
                "NOT_A_PACKAGE empty",
                "NOT_A_PACKAGE cut-off",
                "NOT_A_PACKAGE format-3",
                "NOT_A_PACKAGE no-control",
                "NOT_A_PACKAGE unpacks-without-end",
                "PACKING_UNKNOWN zstd",
                "FIELD_MISSING no-md5sums",
                "FIELD_MALFORMED name-that-climbs",
                "FIX_MALFORMED version-of-letters"
            })
    void damagedPackage_rejectedBesideTheOthers(String expectation) throws Exception {
        String[] parts = expectation.split(" ", -1);
        Path good = DebFixture.of("libdemo3", "3.0-1", "amd64").write(directory.resolve("good.deb"));

        Imported imported = read(List.of(damaged(parts[1]), good), List.of());

        assertThat(imported.quarantine().entries())
                .extracting(QuarantineEntry::defect)
                .containsExactly(Defect.valueOf(parts[0]));
        assertThat(imported.files().get(NAME)).contains("libdemo3");
    }

    @Test
    void nothingUsable_refused() throws Exception {
        Path html = damaged("html");

        ImportException refused = catchThrowableOfType(ImportException.class, () -> read(List.of(html), List.of()));

        assertThat(refused.reason()).isEqualTo(Reason.EMPTY);
        assertThat(refused).hasMessageContaining("NOT_A_PACKAGE");
    }

    private Path damaged(String how) throws IOException {
        Path file = directory.resolve(how + ".deb");
        DebFixture deb = DebFixture.of("libdemo3", "3.0-9", "amd64");
        return switch (how) {
            case "html" -> Files.writeString(file, "<html>not found</html>");
            case "empty" -> Files.writeString(file, "");
            case "cut-off" -> {
                byte[] whole = Files.readAllBytes(deb.write(file));
                yield Files.write(file, Arrays.copyOf(whole, 200));
            }
            case "format-3" -> deb.format("3.0\n").write(file);
            case "no-control" -> deb.without("./control").write(file);
            case "unpacks-without-end" ->
                deb.with("./postinst", "0".repeat(65 << 20)).write(file);
            case "zstd" -> deb.packedAs("control.tar.zst").write(file);
            case "no-md5sums" -> deb.without("./md5sums").write(file);
            case "name-that-climbs" ->
                DebFixture.of("../../etc", "3.0-9", "amd64").write(file);
            case "version-of-letters" ->
                DebFixture.of("libdemo3", "deb12", "amd64").write(file);
            default -> throw new IllegalArgumentException(how);
        };
    }

    private Imported read(List<Path> files, List<String> indexes) throws ImportException {
        return new DebDigestImport()
                .read(new ImportRequest(
                        files,
                        Map.of(
                                ImportOption.SUITE, List.of("bookworm-security"),
                                ImportOption.AS_OF, List.of("2026-11-25"),
                                ImportOption.ARCHITECTURE, indexes),
                        out));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
