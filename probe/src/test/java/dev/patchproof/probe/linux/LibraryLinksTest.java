package dev.patchproof.probe.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.PackageFiles.StrayLink;
import dev.patchproof.evidence.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryLinksTest {
    private static final String FOLDER = "/usr/lib/x86_64-linux-gnu/";
    private static final String LINK = FOLDER + "libz.so.1";

    private DpkgRoot root;

    @BeforeEach
    void libraryWithItsLink(@TempDir Path folder) throws IOException {
        root = DpkgRoot.in(folder)
                .install("zlib1g", "1:1.2.13", Map.of(FOLDER + "libz.so.1.2.13", "code"))
                .append("/var/lib/dpkg/info/zlib1g.list", LINK + "\n")
                .link(LINK, "libz.so.1.2.13");
    }

    @Test
    void linkToTheOwnLibrary_isNotNamed() throws IOException {
        assertThat(stray()).isEmpty();
    }

    @Test
    void linkToAnOlderLibraryLeftBehind_isNamedThoughEveryFileMatches() throws IOException {
        root.write(FOLDER + "libz.so.1.2.11", "old code").delete(LINK).link(LINK, "libz.so.1.2.11");

        assertThat(files().matching()).isEqualTo(1);
        assertThat(files().differing()).isEmpty();
        assertThat(stray())
                .containsExactly(
                        new StrayLink(LINK, Finding.exists(FOLDER + "libz.so.1.2.11"), Finding.doesNotExist()));
    }

    @Test
    void linkToAnotherPackagesLibrary_isNamedWithThatPackage() throws IOException {
        root.install("zlib-ng", "2.1", Map.of("/opt/zlib-ng/libz.so.1.2.11", "other code"))
                .delete(LINK)
                .link(LINK, "/opt/zlib-ng/libz.so.1.2.11");

        assertThat(stray())
                .containsExactly(
                        new StrayLink(LINK, Finding.exists("/opt/zlib-ng/libz.so.1.2.11"), Finding.exists("zlib-ng")));
    }

    @Test
    void linkToAPackageOfTheSameBuild_isNotNamed() throws IOException {
        root.record("zlib1g-dev", "1:1.2.13", Map.of(), "Source: zlib1g\n")
                .append("/var/lib/dpkg/info/zlib1g-dev.list", "/usr/lib/zlib/libz.so.1\n")
                .link("/usr/lib/zlib/libz.so.1", "../x86_64-linux-gnu/libz.so.1");

        assertThat(stray("zlib1g-dev")).isEmpty();
    }

    @Test
    void linkToAnOlderBuildOfTheSameSource_isNamed() throws IOException {
        root.record("zlib0g", "1:1.1", Map.of(FOLDER + "libz.so.0.9", "old code"), "Source: zlib1g\n")
                .write(FOLDER + "libz.so.0.9", "old code")
                .delete(LINK)
                .link(LINK, "libz.so.0.9");

        assertThat(stray())
                .containsExactly(new StrayLink(LINK, Finding.exists(FOLDER + "libz.so.0.9"), Finding.exists("zlib0g")));
    }

    @Test
    void linkThatIsGoneOrLeadsNowhere_doesNotExist() throws IOException {
        StrayLink nothing = new StrayLink(LINK, Finding.doesNotExist(), Finding.doesNotExist());
        root.delete(LINK);

        assertThat(stray()).containsExactly(nothing);

        root.link(LINK, "libz.so.1.2.99");

        assertThat(stray()).containsExactly(nothing);
    }

    @Test
    void linkIntoAHomeFolder_leadsOut() throws IOException {
        root.write("/home/anna/libz.so.1", "her code").delete(LINK).link(LINK, "/home/anna/libz.so.1");

        assertThat(stray()).singleElement().satisfies(link -> assertThat(link.leadsTo())
                .isInstanceOfSatisfying(Finding.Failed.class, failed -> assertThat(failed.code())
                        .isEqualTo("LEADS_OUT")));
    }

    @Test
    void folderThatWasMovedToAnotherDisk_isStillThePackages() throws IOException {
        root.install("agent", "1", Map.of("/opt/agent/libagent.so.1.0", "code"))
                .append("/var/lib/dpkg/info/agent.list", "/opt/agent/libagent.so.1\n")
                .link("/opt/agent/libagent.so.1", "libagent.so.1.0");
        Files.createDirectories(root.path("/data"));
        Files.move(root.path("/opt/agent"), root.path("/data/agent"));
        root.link("/opt/agent", "/data/agent");

        assertThat(stray("agent")).isEmpty();
    }

    @Test
    void linkThatAnAdministratorExcludesOrDiverts_isNotNamed() throws IOException {
        root.delete(LINK).write("/etc/dpkg/dpkg.cfg.d/slim", "path-exclude=" + LINK + "\n");

        assertThat(stray()).isEmpty();

        root.delete("/etc/dpkg/dpkg.cfg.d/slim")
                .write("/var/lib/dpkg/diversions", LINK + "\n" + LINK + ".away\nother\n");

        assertThat(stray()).isEmpty();
    }

    @Test
    void linkThatAnAdministratorPutInPlaceOfADivertedOne_isNamed() throws IOException {
        root.write("/var/lib/dpkg/diversions", LINK + "\n" + LINK + ".distrib\n:\n");

        assertThat(stray()).isEmpty();

        root.delete(LINK);

        assertThat(stray()).isEmpty();

        root.write("/opt/libz.so.1", "other code").link(LINK, "/opt/libz.so.1");

        assertThat(stray())
                .containsExactly(new StrayLink(LINK, Finding.exists("/opt/libz.so.1"), Finding.doesNotExist()));
    }

    private List<StrayLink> stray() {
        return stray("zlib1g");
    }

    private List<StrayLink> stray(String name) {
        return value(files(name).strayLinks());
    }

    private PackageFiles files() {
        return files("zlib1g");
    }

    private PackageFiles files(String name) {
        DebianPackagesFact fact =
                value(root.offline().collect(new Query.DebianPackages(List.of(name)), (units, what) -> {}));
        return value(fact.packages().get(0).files());
    }

    private static <T> T value(Finding<T> finding) {
        return finding.fold(
                value -> value,
                () -> {
                    throw new AssertionError("nothing there");
                },
                missing -> {
                    throw new AssertionError(missing.toString());
                },
                failed -> {
                    throw new AssertionError(failed.toString());
                });
    }
}
