package dev.patchproof.catalog.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchproof.catalog.importer.ImportException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class DebianSuiteImportTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "debian");
    private static final Path AMD64 = RESOURCES.resolve("Packages-amd64");
    private static final Path ARM64 = RESOURCES.resolve("Packages-arm64");
    private static final Suite SUITE = new Suite("bookworm-security");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private final Path directory;

    DebianSuiteImportTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void twoArchitectures_goldenSnapshot() throws Exception {
        Path written = run(AMD64, ARM64);

        assertThat(written).isEqualTo(directory.resolve("out").resolve("bookworm-security.json"));
        assertThat(written).hasSameTextualContentAs(RESOURCES.resolve("bookworm-security.golden.json"));
        assertThat(names(directory.resolve("out"))).containsExactly("bookworm-security.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xz", "gz", "lz4"})
    void packedIndex_sameBytes(String packing) throws Exception {
        byte[] plain = Files.readAllBytes(run(AMD64, ARM64));

        assertThat(run(pack(AMD64, packing), pack(ARM64, packing))).hasBinaryContent(plain);
    }

    @Test
    void stanzasInAnotherOrder_sameBytes() throws Exception {
        byte[] before = Files.readAllBytes(run(AMD64, ARM64));
        String[] stanzas = Files.readString(AMD64).split("\n\n", -1);
        StringBuilder reversed = new StringBuilder();
        for (int i = stanzas.length - 1; i >= 0; i--) {
            reversed.append(stanzas[i]).append("\n\n");
        }
        Path shuffled = Files.writeString(directory.resolve("reversed"), reversed);

        assertThat(run(shuffled, ARM64)).hasBinaryContent(before);
    }

    @Test
    void turkishLocale_sameBytes() throws Exception {
        byte[] before = Files.readAllBytes(run(AMD64, ARM64));
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(run(AMD64, ARM64)).hasBinaryContent(before);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "line-without-colon, MALFORMED_STANZA, ':2: in the stanza of a1 from line 1: '",
        "missing-version, MALFORMED_STANZA, 'the field ''version'', found none'",
        "missing-package, MALFORMED_STANZA, 'the field ''package'', found none'",
        "missing-architecture, MALFORMED_STANZA, 'the field ''architecture'', found none'",
        "version-not-a-version, MALFORMED_STANZA, 'found ''deb12'''",
        "field-twice, MALFORMED_STANZA, ':3: '",
        "continuation-of-nothing, MALFORMED_STANZA, ':1: '",
        "index-of-another-architecture, MALFORMED_STANZA, 'expected packages of amd64 or all, found a1 of arm64'",
        "source-not-a-source, MALFORMED_STANZA, 'found ''b c'''",
        "name-not-a-name, MALFORMED_STANZA, 'A/../x'",
        "html-instead, MALFORMED_STANZA, ':1: '",
        "cut-off, MALFORMED_STANZA, ':6: in the stanza of a2 from line 5: '",
        "not-utf-8, MALFORMED_STANZA, 'expected UTF-8'",
        "empty, EMPTY, 'found none'"
    })
    void malformedIndex_refusedWithItsPlaceAndNothingWritten(String file, Reason reason, String words)
            throws IOException {
        Path index = RESOURCES.resolve("malformed").resolve(file);

        ImportException refused = catchThrowableOfType(ImportException.class, () -> run(index, ARM64));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused).hasMessageStartingWith(index.toString()).hasMessageContaining(words);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xz", "gz", "lz4"})
    void packedIndexCutOff_refused(String packing) throws IOException {
        byte[] whole = Files.readAllBytes(pack(AMD64, packing));
        Path cut = Files.write(directory.resolve("cut"), java.util.Arrays.copyOf(whole, whole.length / 2));

        ImportException refused = catchThrowableOfType(ImportException.class, () -> run(cut, ARM64));

        assertThat(refused.reason()).isIn(Reason.NOT_READABLE, Reason.MALFORMED_STANZA);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    /** A file of a few bytes that wants 1.5 GiB to be unpacked: the size stands in the first block's header. */
    @Test
    void packedIndexThatWantsMuchMemory_refused() throws IOException {
        byte[] whole = Files.readAllBytes(pack(AMD64, "xz"));
        int header = 12;
        int length = (whole[header] + 1) * 4;
        whole[header + 4] = 37;
        CRC32 sum = new CRC32();
        sum.update(whole, header, length - 4);
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(header + length - 4, (int) sum.getValue());
        Path greedy = Files.write(directory.resolve("greedy"), whole);

        ImportException refused = catchThrowableOfType(ImportException.class, () -> run(greedy, ARM64));

        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(Reason.NOT_READABLE);
        assertThat(refused).hasMessageContaining("MemoryLimit");
    }

    @Test
    void packingThatIsNotSupported_saidByName() throws IOException {
        Path zstd = Files.write(directory.resolve("zst"), new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0});

        ImportException refused = catchThrowableOfType(ImportException.class, () -> run(zstd, ARM64));

        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_PACKING);
        assertThat(refused).hasMessageContaining("expected plain text, xz, gz, bz2 or lz4, found zstd");
    }

    @Test
    void missingFile_refused() {
        ImportException refused =
                catchThrowableOfType(ImportException.class, () -> run(directory.resolve("nowhere"), ARM64));

        assertThat(refused.reason()).isEqualTo(Reason.NOT_READABLE);
    }

    @Test
    void refusedImport_leavesTheOlderSnapshotAlone() throws Exception {
        Path before = run(AMD64, ARM64);
        byte[] bytes = Files.readAllBytes(before);

        ImportException refused = catchThrowableOfType(
                ImportException.class, () -> run(RESOURCES.resolve("malformed").resolve("missing-version"), ARM64));

        assertThat(refused).isNotNull();
        assertThat(before).hasBinaryContent(bytes);
    }

    private Path run(Path amd64, Path arm64) throws ImportException {
        return DebianSuiteImport.run(
                SUITE,
                DAY,
                Map.of(DebianArchitecture.AMD64, amd64, DebianArchitecture.ARM64, arm64),
                directory.resolve("out"));
    }

    private Path pack(Path plain, String packing) throws IOException {
        Path packed = directory.resolve(plain.getFileName() + "." + packing);
        try (OutputStream out = Files.newOutputStream(packed);
                OutputStream packer =
                        switch (packing) {
                            case "xz" -> new XZOutputStream(out, new LZMA2Options());
                            case "gz" -> new GZIPOutputStream(out);
                            default -> new FramedLZ4CompressorOutputStream(out);
                        }) {
            Files.copy(plain, packer);
        }
        return packed;
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
