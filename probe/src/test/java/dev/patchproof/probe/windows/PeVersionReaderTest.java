package dev.patchproof.probe.windows;

import static dev.patchproof.wine.PeFixture.LANGUAGE_DIRECTORY;
import static dev.patchproof.wine.PeFixture.NAME_DIRECTORY;
import static dev.patchproof.wine.PeFixture.PE_HEADER;
import static dev.patchproof.wine.PeFixture.ROOT_DIRECTORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Finding;
import dev.patchproof.wine.PeFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeVersionReaderTest {

    private static final int OPTIONAL_HEADER = PE_HEADER + 24;
    private static final int RESOURCE_DIRECTORY_64 = OPTIONAL_HEADER + 112 + 2 * 8;
    private static final int CERTIFICATE_DIRECTORY_64 = OPTIONAL_HEADER + 112 + 4 * 8;
    private static final int SECTION_TABLE_64 = OPTIONAL_HEADER + 240;
    private static final int DATA_ENTRY = LANGUAGE_DIRECTORY + 24;
    private static final int VERSION_BLOCK = DATA_ENTRY + 16;
    private static final int FIXED_INFO = VERSION_BLOCK + 40;

    @Test
    void whole64BitFile_itsVersion() throws IOException {
        assertThat(read(PeFixture.pe64().version("5.1.2600.1230").bytes()))
                .isEqualTo(PeVersion.both(Finding.exists("5.1.2600.1230")));
    }

    @Test
    void whole32BitFile_itsVersion() throws IOException {
        assertThat(read(PeFixture.pe32().version("4.0.1381.7219").bytes()))
                .isEqualTo(PeVersion.both(Finding.exists("4.0.1381.7219")));
    }

    @Test
    void stringLeftAtOldVersion_bothAsFound() throws IOException {
        byte[] file = PeFixture.pe64()
                .version(0x409, "10.0.26100.3775", "10.0.26100.1 (WinBuild.160101.0800)")
                .bytes();

        assertThat(read(file))
                .isEqualTo(new PeVersion(
                        Finding.exists("10.0.26100.3775"), Finding.exists("10.0.26100.1 (WinBuild.160101.0800)")));
    }

    @Test
    void partsAbove32767_unsigned() throws IOException {
        assertThat(read(PeFixture.pe64().version("65535.40000.50000.60000").bytes())
                        .fixedVersion())
                .isEqualTo(Finding.exists("65535.40000.50000.60000"));
    }

    @Test
    void turkishLocale_sameVersion() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(read(PeFixture.pe64().version("6.1.7601.23689").bytes()))
                    .isEqualTo(PeVersion.both(Finding.exists("6.1.7601.23689")));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void languagesAgree_theirVersion() throws IOException {
        byte[] file = PeFixture.pe64()
                .version(0x407, "1.2.3.4", "1.2.3.4")
                .version(0x409, "1.2.3.4", "1.2.3.4")
                .bytes();

        assertThat(read(file).fixedVersion()).isEqualTo(Finding.exists("1.2.3.4"));
    }

    @Test
    void languagesDisagree_ambiguous() throws IOException {
        byte[] file = PeFixture.pe64()
                .version(0x407, "1.2.3.4", "1.2.3.4")
                .version(0x409, "1.2.3.5", "1.2.3.4")
                .bytes();

        assertError(read(file).fixedVersion(), "AMBIGUOUS", "1.2.3.4 and 1.2.3.5");
        assertThat(read(file).versionString()).isEqualTo(Finding.exists("1.2.3.4"));
    }

    @Test
    void noResourceDirectory_doesNotExist() throws IOException {
        assertThat(read(PeFixture.pe64().withoutResources().bytes())).isEqualTo(PeVersion.both(Finding.doesNotExist()));
    }

    @Test
    void resourcesWithoutVersion_doesNotExist() throws IOException {
        assertThat(read(PeFixture.pe32().bytes())).isEqualTo(PeVersion.both(Finding.doesNotExist()));
    }

    @Test
    void noFixedBlock_doesNotExistBesideTheString() throws IOException {
        assertThat(read(PeFixture.pe64().stringsOnly("1.2").bytes()))
                .isEqualTo(new PeVersion(Finding.doesNotExist(), Finding.exists("1.2")));
    }

    @Test
    void truncatedAtAnyByte_malformed() throws IOException {
        for (byte[] whole : new byte[][] {
            PeFixture.pe32().version("5.1.2600.1230").bytes(),
            PeFixture.pe64().version("5.1.2600.1230").bytes(),
            PeFixture.pe64().withoutResources().bytes()
        }) {
            for (int length = 0; length < whole.length; length++) {
                PeVersion version = read(Arrays.copyOf(whole, length));
                assertError(version.fixedVersion(), "MALFORMED", "expected");
                assertError(version.versionString(), "MALFORMED", "expected");
            }
        }
    }

    @Test
    void anyByteAltered_neverAnExceptionNorAnEndlessRead() throws IOException {
        byte[] whole = PeFixture.pe64().version("5.1.2600.1230").bytes();
        for (int at = 0; at < whole.length; at++) {
            for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
                byte[] altered = whole.clone();
                altered[at] = (byte) value;
                BytesChannel channel = new BytesChannel(altered);
                PeVersionReader.read(channel);
                assertThat(channel.bytesRead()).isLessThan(64 * 1024);
            }
        }
    }

    @Test
    void noise_malformed() throws IOException {
        Random random = new Random(2003);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(4096)];
            random.nextBytes(noise);
            assertError(read(noise).fixedVersion(), "MALFORMED", "expected");
        }
    }

    @Test
    void noMz_malformedSaysWhatWasFound() throws IOException {
        assertDamaged(0, 0x4b50, 2, "DOS header: expected MZ (0x5a4d), found 0x4b50");
    }

    @Test
    void headerBehindTheEnd_malformed() throws IOException {
        assertDamaged(0x3c, 0xffff_fff0, 4, "PE header: expected 24 bytes at offset 4294967280");
    }

    @Test
    void sixteenBitProgram_malformed() throws IOException {
        assertDamaged(PE_HEADER, 0x454e, 4, "PE header: expected PE signature (0x4550), found 0x454e");
    }

    @Test
    void unknownMagic_malformed() throws IOException {
        assertDamaged(OPTIONAL_HEADER, 0x107, 2, "optional header: expected magic 0x10b or 0x20b, found 0x107");
    }

    @Test
    void tooManySections_malformed() throws IOException {
        assertDamaged(PE_HEADER + 6, 0xffff, 2, "at most 96 sections");
    }

    @Test
    void sectionBehindTheEnd_malformed() throws IOException {
        assertDamaged(SECTION_TABLE_64 + 40 + 16, 0xffff_ffff, 4, "section 2: expected 4294967295 bytes");
    }

    @Test
    void certificateTableCutOff_malformed() throws IOException {
        byte[] file = PeFixture.pe64().version("1.2.3.4").bytes();
        putInt(file, CERTIFICATE_DIRECTORY_64, file.length);
        putInt(file, CERTIFICATE_DIRECTORY_64 + 4, 8);

        assertError(read(file).fixedVersion(), "MALFORMED", "certificate table: expected 8 bytes");
    }

    @Test
    void resourcesOutsideEverySection_malformed() throws IOException {
        assertDamaged(RESOURCE_DIRECTORY_64, 0x7fff_0000, 4, "an address inside a section, found address 2147418112");
    }

    @Test
    void rootDirectoryLoopsToItself_malformed() throws IOException {
        assertDamaged(ROOT_DIRECTORY + 20, 0x8000_0000, 4, "a loop back to offset 0");
    }

    @Test
    void nameDirectoryLoopsToItself_malformed() throws IOException {
        int own = NAME_DIRECTORY - ROOT_DIRECTORY;
        assertDamaged(NAME_DIRECTORY + 20, 0x8000_0000 | own, 4, "a loop back to offset " + own);
    }

    @Test
    void languageIsADirectory_malformed() throws IOException {
        assertDamaged(LANGUAGE_DIRECTORY + 20, 0x8000_0000, 4, "expected data, found a directory");
    }

    @Test
    void typeIsData_malformed() throws IOException {
        assertDamaged(ROOT_DIRECTORY + 20, 0x20, 4, "expected a directory, found data");
    }

    @Test
    void directoryLargerThanItsSection_malformed() throws IOException {
        assertDamaged(ROOT_DIRECTORY + 14, 0xffff, 2, "resource types: expected 524280 bytes");
    }

    @Test
    void versionUnderAnotherName_malformed() throws IOException {
        assertDamaged(NAME_DIRECTORY + 16, 2, 4, "an entry named 1");
    }

    @Test
    void hugeVersionResource_malformed() throws IOException {
        assertDamaged(DATA_ENTRY + 4, 0x7fff_ffff, 4, "at most 65536 bytes, found 2147483647 bytes");
    }

    @Test
    void versionResourceOverTheSectionsEnd_malformed() throws IOException {
        assertDamaged(DATA_ENTRY + 4, 0xffff, 4, "version resource: expected 65535 bytes");
    }

    @Test
    void wrongSignature_malformed() throws IOException {
        assertDamaged(FIXED_INFO, 0xfeef04be, 4, "signature 0xfeef04bd, found 0xfeef04be");
    }

    @Test
    void fixedBlockOfAnotherLength_malformed() throws IOException {
        assertDamaged(VERSION_BLOCK + 2, 48, 2, "VS_FIXEDFILEINFO: expected 52 bytes, found 48");
    }

    @Test
    void blockThatDoesNotAdvance_stringMalformedVersionStands() throws IOException {
        byte[] file = PeFixture.pe64().version("1.2.3.4").bytes();
        putShort(file, FIXED_INFO + 52, 0);

        PeVersion version = read(file);

        assertThat(version.fixedVersion()).isEqualTo(Finding.exists("1.2.3.4"));
        assertError(version.versionString(), "MALFORMED", "a block of 6 to");
    }

    @Test
    void halfASurrogatePair_stringMalformed() throws IOException {
        byte[] file = PeFixture.pe64().version(0x409, "1.2.3.4", "1\ud800").bytes();
        // the fixture's encoder writes a replacement: put the lone unit back
        for (int at = FIXED_INFO; at < file.length - 1; at += 2) {
            if (file[at] == (byte) 0xfd && file[at + 1] == (byte) 0xff) {
                putShort(file, at, 0xd800);
            }
        }
        assertError(read(file).versionString(), "MALFORMED", "half of a surrogate pair");
    }

    private static void assertDamaged(int at, int value, int bytes, String message) throws IOException {
        byte[] file = PeFixture.pe64().version("1.2.3.4").bytes();
        if (bytes == 2) {
            putShort(file, at, value);
        } else {
            putInt(file, at, value);
        }
        assertError(read(file).fixedVersion(), "MALFORMED", message);
    }

    private static void putInt(byte[] file, int at, int value) {
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    }

    private static void putShort(byte[] file, int at, int value) {
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
    }

    private static PeVersion read(byte[] file) throws IOException {
        return PeVersionReader.read(new BytesChannel(file));
    }

    private static void assertError(Finding<String> finding, String code, String message) {
        assertThat(finding).isInstanceOfSatisfying(Finding.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.message()).contains(message);
        });
    }
}
