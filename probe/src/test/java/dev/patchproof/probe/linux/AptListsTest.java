package dev.patchproof.probe.linux;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.Existing;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageArchive;
import dev.patchproof.evidence.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AptListsTest {
    private static final String LISTS = "/var/lib/apt/lists/";
    private static final String DEBIAN = LISTS + "deb.example_debian_dists_bookworm_";
    private static final String OTHER = LISTS + "deb.node.example_node_20.x_dists_nodistro_";
    private static final PackageArchive BOOKWORM = new PackageArchive("Debian", "Debian", "stable", "bookworm");
    private static final PackageArchive NODE = new PackageArchive(". nodistro", ". nodistro", "nodistro", "");

    private DpkgRoot root;

    @BeforeEach
    void debianWithLists(@TempDir Path folder) throws IOException {
        root = DpkgRoot.in(folder).install("nodejs", "18.19.0+dfsg-6~deb12u2", Map.of("/usr/bin/node", "node"));
        root.write(DEBIAN + "InRelease", """
                -----BEGIN PGP SIGNED MESSAGE-----
                Hash: SHA256

                Origin: Debian
                Label: Debian
                Suite: stable
                Codename: bookworm
                MD5Sum:
                 0ed6d4c8891eb86358b94bb35d9e4da4  1484322 contrib/Contents-all
                -----BEGIN PGP SIGNATURE-----
                """);
        root.write(OTHER + "Release", "Origin: . nodistro\nLabel: . nodistro\nSuite: nodistro\n");
        root.write(
                DEBIAN + "main_binary-amd64_Packages",
                entry("nodejs", "amd64", "18.19.0+dfsg-6~deb12u2")
                        + entry("dpkg", "i386", "1.21.22")
                        + entry("dpkg-dev", "amd64", "1.21.22"));
    }

    private static String entry(String name, String architecture, String version) {
        return """
                Package: %s
                Architecture: %s
                Description: says
                 Version: 99 of it
                 .
                 Package: no
                Version: %s
                Priority: optional

                """.formatted(name, architecture, version);
    }

    @Test
    void versionThatAnArchiveOffers_hasThatArchive() throws IOException {
        assertThat(archives("nodejs")).isEqualTo(Finding.exists(List.of(BOOKWORM)));
    }

    @Test
    void otherArchitectureOfTheSameVersion_isNotOffered() throws IOException {
        assertThat(archives("dpkg")).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void otherVersion_isNotOffered() throws IOException {
        root.write(DEBIAN + "main_binary-amd64_Packages", entry("nodejs", "amd64", "18.20.0+dfsg-1~deb12u1"));

        assertThat(archives("nodejs")).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void sameVersionInTwoArchives_hasBoth() throws IOException {
        root.write(OTHER + "main_binary-amd64_Packages", entry("nodejs", "amd64", "18.19.0+dfsg-6~deb12u2"));

        assertThat(archives("nodejs")).isEqualTo(Finding.exists(List.of(NODE, BOOKWORM)));
    }

    @Test
    void suiteWhoseNameBeginsLikeAnother_hasItsOwnRelease() throws IOException {
        root.write(LISTS + "deb.example_debian_dists_bookworm-updates_InRelease", "Origin: Debian\nSuite: updates\n")
                .write(
                        LISTS + "deb.example_debian_dists_bookworm-updates_main_binary-amd64_Packages",
                        entry("dpkg", "amd64", "1.21.22"));

        assertThat(archives("dpkg"))
                .isEqualTo(Finding.exists(List.of(new PackageArchive("Debian", "", "updates", ""))));
    }

    @Test
    void listWithoutRelease_isAnArchiveThatSaysNothing() throws IOException {
        root.write(LISTS + "local_._Packages", entry("dpkg", "amd64", "1.21.22"));

        assertThat(archives("dpkg")).isEqualTo(Finding.exists(List.of(new PackageArchive("", "", "", ""))));
    }

    @Test
    void lastEntryWithoutLineEnd_counts() throws IOException {
        root.write(DEBIAN + "main_binary-amd64_Packages", "Version: 1.21.22\nArchitecture: amd64\nPackage: dpkg");

        assertThat(archives("dpkg")).isEqualTo(Finding.exists(List.of(BOOKWORM)));
    }

    @Test
    void listUnderGzip_isRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(entry("dpkg", "amd64", "1.21.22").getBytes(StandardCharsets.UTF_8));
        }
        Files.write(root.path(OTHER + "main_binary-amd64_Packages.gz"), bytes.toByteArray());

        assertThat(archives("dpkg")).isEqualTo(Finding.exists(List.of(NODE)));
    }

    /** Made by lz4 1.9.4 (-B4 -BD, and -B4 -BX --content-size): 200 KiB of entries in blocks of 64 KiB, ours the last. */
    @ParameterizedTest
    @ValueSource(strings = {"packages-linked-blocks.lz4", "packages-independent-blocks.lz4"})
    void listUnderLz4_isRead(String fixture) throws IOException {
        Files.write(root.path(OTHER + "main_binary-amd64_Packages.lz4"), bytes(fixture));

        assertThat(archives("dpkg")).isEqualTo(Finding.exists(List.of(NODE)));
    }

    @Test
    void lz4CutShort_isAnErrorAndNotAShorterList() throws IOException {
        byte[] whole = bytes("packages-linked-blocks.lz4");
        Files.write(root.path(OTHER + "main_binary-amd64_Packages.lz4"), Arrays.copyOf(whole, whole.length * 2 / 3));

        assertThat(archives("dpkg")).isInstanceOf(Finding.Failed.class);
    }

    private static byte[] bytes(String fixture) throws IOException {
        try (InputStream in = AptListsTest.class.getResourceAsStream(fixture)) {
            return requireNonNull(in, fixture).readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "04224d18", "04224d1864407c", "04224d1864405e0500000010ff0001", "00000000"})
    void damagedLz4_isAnErrorAndNotAnEmptyList(String hex) throws IOException {
        Files.write(
                root.path(OTHER + "main_binary-amd64_Packages.lz4"),
                HexFormat.of().parseHex(hex));

        assertThat(archives("dpkg")).isInstanceOf(Finding.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".xz", ".bz2", ".lzma", ".zst"})
    void listThatCannotBeRead_leavesAllUnknown(String suffix) throws IOException {
        root.write(OTHER + "main_binary-amd64_Packages" + suffix, "x");

        assertThat(archives("nodejs"))
                .isInstanceOfSatisfying(Finding.NotCollected.class, missing -> assertThat(missing.detail())
                        .contains("Packages" + suffix));
    }

    @Test
    void deniedList_isAnError() throws IOException {
        assertThat(archives("nodejs", root.liveWithout(DEBIAN + "main_binary-amd64_Packages")))
                .isInstanceOf(Finding.Failed.class);
    }

    @Test
    void noLists_isNotCollected() throws IOException {
        root.delete(DEBIAN + "main_binary-amd64_Packages");

        assertThat(archives("nodejs")).isInstanceOf(Finding.NotCollected.class);
    }

    @Test
    void noListsFolder_isNotCollected(@TempDir Path slim) throws IOException {
        assertThat(archives("dpkg", DpkgRoot.in(slim).live())).isInstanceOf(Finding.NotCollected.class);
    }

    private Finding<List<PackageArchive>> archives(String name) throws IOException {
        return archives(name, root.live());
    }

    private static Finding<List<PackageArchive>> archives(String name, LinuxCollector collector) {
        Finding<DebianPackagesFact> fact =
                collector.collect(new Query.DebianPackages(List.of(name)), (units, what) -> {});
        return Existing.of(fact).packages().stream()
                .map(DebianPackage::archives)
                .findFirst()
                .orElseThrow();
    }
}
