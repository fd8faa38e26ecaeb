package dev.patchproof.probe.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.Existing;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.PackageFiles.ExcludedFile;
import dev.patchproof.evidence.PackageFiles.Exclusion;
import dev.patchproof.evidence.Query;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebianPackagesTest {
    private static final Map<String, String> TOOL = Map.of("/usr/bin/tool", "tool 2", "/usr/lib/libtool.so", "code");

    private DpkgRoot root;

    @BeforeEach
    void debian(@TempDir Path folder) throws IOException {
        root = DpkgRoot.in(folder);
    }

    @Test
    void wholePackage_everyFileMatches() throws IOException {
        root.install("tool", "2-1", TOOL);

        DebianPackage tool = only(root.offline(), "tool");

        assertThat(tool.version()).isEqualTo("2-1");
        assertThat(tool.status()).isEqualTo("install ok installed");
        assertThat(tool.source()).isEqualTo("tool");
        PackageFiles files = files(tool);
        assertThat(files.recorded()).isEqualTo(2);
        assertThat(files.matching()).isEqualTo(2);
        assertThat(files.recordDigest()).hasSize(64);
    }

    @Test
    void askedAndUnknown_isNotInTheAnswer() throws IOException {
        root.install("tool", "2-1", TOOL);

        assertThat(packages(root.offline(), "tool", "left-pad"))
                .extracting(DebianPackage::name)
                .containsExactly("tool");
    }

    @Test
    void everyPackageAsked_answersForAllThatDpkgKnows() throws IOException {
        root.install("tool", "2-1", TOOL)
                .write("/usr/bin/tool", "tool 1")
                .stanza("Package: gone\nStatus: deinstall ok config-files\nArchitecture: amd64\nVersion: 1\n");
        LinuxCollector collector = root.offline();
        AtomicLong heard = new AtomicLong();
        Query.EveryDebianPackage everything = new Query.EveryDebianPackage();

        Finding<DebianPackagesFact> finding = collector.collect(everything, (bytes, what) -> heard.addAndGet(bytes));

        assertThat(finding)
                .isEqualTo(collector.collect(
                        new Query.DebianPackages(List.of("dpkg", "gone", "tool")), (bytes, what) -> {}));
        assertThat(packages(finding)).extracting(DebianPackage::name).containsExactly("dpkg", "gone", "tool");
        assertThat(heard.get()).isEqualTo(collector.work(everything)).isEqualTo(2 * 4096);
    }

    @Test
    void manyFiles_areComparedInPartsAndNamedInTheOrderOfTheRecord() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (int i = 1000; i < 1200; i++) {
            files.put("/usr/share/many/" + i % 7 + "/" + i, "content " + i);
        }
        root.install("many", "1", files);
        List<String> altered =
                files.keySet().stream().filter(path -> path.endsWith("3")).toList();
        for (String path : altered) {
            root.write(path, "altered");
        }

        PackageFiles found = files(only(root.offline(), "many"));

        assertThat(found.differing()).extracting(DifferingFile::path).containsExactlyElementsOf(altered);
        assertThat(found.matching()).isEqualTo(files.size() - altered.size());
    }

    @Test
    void alteredFile_isNamedWithBothDigestsAndChangeTime() throws IOException {
        root.install("tool", "2-1", TOOL).write("/usr/bin/tool", "tool 1");

        DifferingFile file = onlyDiffering(only(root.offline(), "tool"));

        assertThat(file.path()).isEqualTo("/usr/bin/tool");
        assertThat(file.recorded()).isEqualTo(DpkgRoot.md5("tool 2"));
        assertThat(file.found()).isEqualTo(Finding.exists(DpkgRoot.md5("tool 1")));
        assertThat(file.changedAt()).isInstanceOf(Finding.Exists.class);
    }

    @Test
    void missingFile_doesNotExist() throws IOException {
        root.install("tool", "2-1", TOOL).delete("/usr/lib/libtool.so");

        DifferingFile file = onlyDiffering(only(root.offline(), "tool"));

        assertThat(file.path()).isEqualTo("/usr/lib/libtool.so");
        assertThat(file.found()).isEqualTo(Finding.doesNotExist());
        assertThat(file.changedAt()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void unreadableFile_isAnErrorWithItsChangeTime() throws IOException {
        root.install("tool", "2-1", TOOL);

        DifferingFile file = onlyDiffering(only(root.liveWithout("/usr/bin/tool"), "tool"));

        assertThat(code(file.found())).isEqualTo("ACCESS_DENIED");
        assertThat(file.changedAt()).isInstanceOf(Finding.Exists.class);
    }

    @Test
    void fileInAFolderThatMayNotBeSearched_hasNoChangeTime() throws IOException {
        root.install("tool", "2-1", TOOL);

        DifferingFile file = onlyDiffering(only(root.liveWithout("/usr/bin"), "tool"));

        assertThat(code(file.found())).isEqualTo("ACCESS_DENIED");
        assertThat(code(file.changedAt())).isEqualTo("ACCESS_DENIED");
    }

    @Test
    void folderInPlaceOfAFile_isNeitherMissingNorUnreadable() throws IOException {
        root.install("tool", "2-1", TOOL).delete("/usr/bin/tool");
        Files.createDirectory(root.path("/usr/bin/tool"));

        assertThat(code(onlyDiffering(only(root.offline(), "tool")).found())).isEqualTo("NOT_A_FILE");
    }

    @Test
    void fileInPlaceOfItsFolder_isMissing() throws IOException {
        root.record("tool", "2-1", Map.of("/opt/tool/data/x", "x"), "").write("/opt/tool", "a file");

        assertThat(onlyDiffering(only(root.offline(), "tool")).found()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void mergedUsr_findsFilesUnderTheirOldNames() throws IOException {
        root.write("/usr/lib/x86_64/libc.so.6", "libc")
                .link("/lib", "usr/lib")
                .record("libc6", "2.36", Map.of("/lib/x86_64/libc.so.6", "libc"), "");

        assertThat(files(only(root.offline(), "libc6")).matching()).isEqualTo(1);
    }

    @Test
    void absoluteLink_isFollowedInsideTheRootAlone(@TempDir Path elsewhere) throws IOException {
        Path outside = Files.writeString(elsewhere.resolve("real"), "tool 2");
        root.record("tool", "2-1", Map.of("/usr/bin/tool", "tool 2"), "").link("/usr/bin/tool", outside.toString());

        assertThat(onlyDiffering(only(root.offline(), "tool")).found()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void folderThatIsALinkToTheOutside_isFollowedInsideTheRootAlone(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("one"), "1");
        Files.writeString(elsewhere.resolve("two"), "2");
        root.record("tool", "2-1", Map.of("/opt/tool/one", "1", "/opt/tool/two", "2"), "")
                .link("/opt/tool", elsewhere.toString());

        assertThat(files(only(root.offline(), "tool")).differing())
                .extracting(DifferingFile::found)
                .containsExactly(Finding.doesNotExist(), Finding.doesNotExist());
    }

    @Test
    void folderThatIsALinkInsideTheRoot_isFollowedForEachOfItsFiles() throws IOException {
        root.write("/srv/tool/one", "1")
                .write("/srv/tool/deep/two", "2")
                .link("/opt/tool", "/srv/tool")
                .record("tool", "2-1", Map.of("/opt/tool/one", "1", "/opt/tool/deep/two", "2"), "");

        assertThat(files(only(root.offline(), "tool")).matching()).isEqualTo(2);
    }

    @Test
    void foldersDeeperThanAPathMayBe_areMissingOrAnError() throws IOException {
        String deep = "/x".repeat(1_500);
        String tooDeep = "/y".repeat(40_000);
        root.record("tool", "2-1", Map.of(deep, "x", tooDeep, "y"), "");

        List<DifferingFile> differing = files(only(root.offline(), "tool")).differing();

        assertThat(differing).extracting(DifferingFile::path).containsExactly(deep, tooDeep);
        assertThat(differing.get(0).found()).isEqualTo(Finding.doesNotExist());
        assertThat(code(differing.get(1).found())).isEqualTo("IO");
    }

    @Test
    void linkThatClimbsOutOfTheRoot_staysInside() throws IOException {
        root.write("/real", "tool 2")
                .record("tool", "2-1", Map.of("/usr/bin/tool", "tool 2"), "")
                .link("/usr/bin/tool", "../../../../../../../../../../../../../real");

        assertThat(files(only(root.offline(), "tool")).matching()).isEqualTo(1);
    }

    @Test
    void linksInACircle_areAnError() throws IOException {
        root.record("tool", "2-1", Map.of("/usr/bin/tool", "tool 2"), "")
                .link("/usr/bin/tool", "other")
                .link("/usr/bin/other", "tool");

        assertThat(code(onlyDiffering(only(root.offline(), "tool")).found())).isEqualTo("LINK_LOOP");
    }

    @Test
    void hardLinkedFiles_areEachCompared() throws IOException {
        root.install("tool", "2-1", TOOL).delete("/usr/lib/libtool.so");
        Files.createLink(root.path("/usr/lib/libtool.so"), root.path("/usr/bin/tool"));

        assertThat(onlyDiffering(only(root.offline(), "tool")).path()).isEqualTo("/usr/lib/libtool.so");
    }

    @Test
    void nameOutsideAscii_isFoundUnderAnyLocale() throws IOException {
        // the fixture's own path has to be made from bytes, as the reader does
        String name = "/usr/share/ca/F\u0151tan\u00fas\u00edtv\u00e1ny.crt";
        Path file = Path.of(URI.create(root.path("/usr/share/ca").toUri() + "/F%C5%91tan%C3%BAs%C3%ADtv%C3%A1ny.crt"));
        root.write("/usr/share/ca/other", "");
        Files.writeString(file, "certificate");
        root.record("ca", "1", Map.of(name, "certificate"), "");

        assertThat(files(only(root.offline(), "ca")).matching()).isEqualTo(1);
    }

    @Test
    void changedConffile_isExcluded() throws IOException {
        root.write("/etc/tool.conf", "mine")
                .record(
                        "tool",
                        "2-1",
                        Map.of("/etc/tool.conf", "theirs"),
                        "Conffiles:\n /etc/tool.conf " + DpkgRoot.md5("theirs") + "\n");

        assertThat(files(only(root.offline(), "tool")).excluded())
                .containsExactly(new ExcludedFile("/etc/tool.conf", Exclusion.CONFFILE));
    }

    @Test
    void divertedFile_isComparedWhereItWasSent() throws IOException {
        root.record("dash", "1", Map.of("/bin/sh", "dash"), "")
                .write("/bin/sh.distrib", "dash")
                .write("/bin/sh", "another shell")
                .write("/var/lib/dpkg/diversions", "/bin/sh\n/bin/sh.distrib\nbash\n");

        assertThat(files(only(root.offline(), "dash")).matching()).isEqualTo(1);
    }

    @Test
    void fileThatTheAdministratorReplacedByDiversion_countsAgainstThePackage() throws IOException {
        root.record("tool", "2-1", Map.of("/usr/bin/tool", "tool 2"), "")
                .write("/usr/bin/tool", "tool 1")
                .write("/usr/bin/tool.distrib", "tool 2")
                .write("/var/lib/dpkg/diversions", "/usr/bin/tool\n/usr/bin/tool.distrib\n:\n");

        assertThat(code(onlyDiffering(only(root.offline(), "tool")).found())).isEqualTo("DIVERTED");
    }

    @Test
    void fileThatTheAdministratorTookOutOfItsPlace_isComparedWhereItWasSent() throws IOException {
        root.record("tool", "2-1", Map.of("/usr/bin/tool", "tool 2"), "")
                .write("/usr/bin/tool.distrib", "tool 2")
                .write("/var/lib/dpkg/diversions", "/usr/bin/tool\n/usr/bin/tool.distrib\n:\n");

        assertThat(files(only(root.offline(), "tool")).matching()).isEqualTo(1);
    }

    @Test
    void divertedFileThatIsGone_isExcluded() throws IOException {
        root.record("dash", "1", Map.of("/bin/sh", "dash"), "")
                .write("/bin/sh", "another shell")
                .write("/var/lib/dpkg/diversions", "/bin/sh\n/bin/sh.distrib\nbash\n");

        assertThat(files(only(root.offline(), "dash")).excluded())
                .containsExactly(new ExcludedFile("/bin/sh", Exclusion.DIVERTED));
    }

    @Test
    void packageThatDiverts_isComparedInPlace() throws IOException {
        root.install("dash", "1", Map.of("/bin/sh", "dash"))
                .write("/bin/sh", "altered")
                .write("/bin/sh.distrib", "dash")
                .write("/var/lib/dpkg/diversions", "/bin/sh\n/bin/sh.distrib\ndash\n");

        assertThat(onlyDiffering(only(root.offline(), "dash")).path()).isEqualTo("/bin/sh");
    }

    @Test
    void pathThatAnotherPackageTookOver_isExcluded() throws IOException {
        root.record("old", "1", Map.of("/usr/bin/tool", "tool 1"), "")
                .write("/var/lib/dpkg/info/old.list", "/.\n/usr\n")
                .install("tool", "2-1", TOOL);

        assertThat(files(only(root.offline(), "old")).excluded())
                .containsExactly(new ExcludedFile("/usr/bin/tool", Exclusion.TAKEN_OVER));
    }

    @Test
    void listOfAnotherPackageThatMayNotBeRead_isAnErrorWhenItIsAskedWhoTookAPathOver() throws IOException {
        root.record("old", "1", Map.of("/usr/bin/tool", "tool 1"), "")
                .write("/var/lib/dpkg/info/old.list", "/.\n/usr\n")
                .install("tool", "2-1", TOOL);

        assertThat(code(root.liveWithout("/var/lib/dpkg/info/tool.list")
                        .collect(new Query.DebianPackages(List.of("old")), (units, what) -> {})))
                .isEqualTo("ACCESS_DENIED");
    }

    @Test
    void pathInTheDigestsThatNobodyLists_countsAgainstThePackage() throws IOException {
        root.record("old", "1", Map.of("/usr/bin/old", "old"), "").write("/var/lib/dpkg/info/old.list", "/.\n/usr\n");

        assertThat(onlyDiffering(only(root.offline(), "old")).path()).isEqualTo("/usr/bin/old");
    }

    @Test
    void pathExcludedFile_isExcludedAndTheLastRuleDecides() throws IOException {
        root.write(
                        "/etc/dpkg/dpkg.cfg.d/slim",
                        "# no help\npath-exclude=/usr/share/help/*\npath-include /usr/share/help/C/*\n")
                .write("/etc/dpkg/dpkg.cfg.d/ignored.cfg", "path-exclude=/usr/*\n")
                .record("tool", "2-1", Map.of("/usr/share/help/de/a", "a", "/usr/share/help/C/a", "b"), "");

        PackageFiles files = files(only(root.offline(), "tool"));

        assertThat(files.excluded()).containsExactly(new ExcludedFile("/usr/share/help/de/a", Exclusion.PATH_EXCLUDED));
        assertThat(files.differing()).extracting(DifferingFile::path).containsExactly("/usr/share/help/C/a");
    }

    @Test
    void pathExcludedFileThatIsThereAndAltered_countsAgainstThePackage() throws IOException {
        root.write("/etc/dpkg/dpkg.cfg.d/mine", "path-exclude=/usr/bin/tool\n")
                .install("tool", "2-1", TOOL)
                .write("/usr/bin/tool", "tool 1");

        assertThat(onlyDiffering(only(root.offline(), "tool")).path()).isEqualTo("/usr/bin/tool");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/share/doc/tool/copyright",
                "/usr/share/man/man1/tool.1.gz",
                "/usr/share/info/tool.info.gz",
                "/usr/share/locale/de/LC_MESSAGES/tool.mo"
            })
    void missingDocumentation_isExcluded(String path) throws IOException {
        root.record("tool", "2-1", Map.of(path, "text"), "");

        assertThat(files(only(root.offline(), "tool")).excluded())
                .containsExactly(new ExcludedFile(path, Exclusion.DOCUMENTATION));
    }

    @Test
    void noDigestsKept_doesNotExist() throws IOException {
        root.install("tool", "2-1", TOOL).delete("/var/lib/dpkg/info/tool.md5sums");

        assertThat(only(root.offline(), "tool").files()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void emptiedRecordOfDigests_provesNothing() throws IOException {
        root.install("tool", "2-1", TOOL).write("/var/lib/dpkg/info/tool.md5sums", "");

        assertThat(code(only(root.offline(), "tool").files())).isEqualTo("RECORD_INCOMPLETE");
    }

    @Test
    void emptiedListOfFiles_provesNothing() throws IOException {
        root.install("tool", "2-1", TOOL)
                .write("/var/lib/dpkg/info/tool.md5sums", "")
                .write("/var/lib/dpkg/info/tool.list", "");

        assertThat(code(only(root.offline(), "tool").files())).isEqualTo("RECORD_INCOMPLETE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d41d8cd98f00b204e9800998ecf8427e usr/bin/tool",
                "D41D8CD98F00B204E9800998ECF8427E  usr/bin/tool",
                "d41d8cd98f00b204  usr/bin/tool",
                "d41d8cd98f00b204e9800998ecf8427e  ../../etc/shadow",
                "garbage"
            })
    void malformedRecordOfDigests_isAnError(String line) throws IOException {
        root.install("tool", "2-1", TOOL).write("/var/lib/dpkg/info/tool.md5sums", line + "\n");

        assertThat(code(only(root.offline(), "tool").files())).isEqualTo("MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"  usr/bin/tool", " *usr/bin/tool", "  ./usr/bin/tool", " *./usr/bin/tool"})
    void formsOfALineOfDigests_nameTheSameFile(String rest) throws IOException {
        root.install("tool", "2-1", Map.of("/usr/bin/tool", "tool 2"))
                .write("/var/lib/dpkg/info/tool.md5sums", DpkgRoot.md5("tool 2") + rest);

        assertThat(files(only(root.offline(), "tool")).matching()).isEqualTo(1);
    }

    @Test
    void twoDigestsOfOnePath_areMalformed() throws IOException {
        root.install("tool", "2-1", Map.of("/usr/bin/tool", "tool 2"))
                .append("/var/lib/dpkg/info/tool.md5sums", DpkgRoot.md5("tool 1") + "  usr/bin/tool\n");

        assertThat(code(only(root.offline(), "tool").files())).isEqualTo("MALFORMED");
    }

    @Test
    void removedPackage_keepsItsStatusAndHasNoFiles() throws IOException {
        root.stanza("Package: gone\nStatus: deinstall ok config-files\nArchitecture: amd64\nVersion: 1\n");

        DebianPackage gone = only(root.offline(), "gone");

        assertThat(gone.status()).isEqualTo("deinstall ok config-files");
        assertThat(gone.files()).isEqualTo(Finding.doesNotExist());
        assertThat(gone.unpackedAt()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void removedPackageOfOldTimesWithoutArchitecture_doesNotSpoilTheRest() throws IOException {
        root.stanza("Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n")
                .install("tool", "2-1", TOOL);

        assertThat(files(only(root.offline(), "tool")).matching()).isEqualTo(2);
    }

    @Test
    void installedPackageWithoutArchitecture_isMalformedWhole() throws IOException {
        root.stanza("Package: odd\nStatus: install ok installed\nVersion: 1\n").install("tool", "2-1", TOOL);

        assertThat(code(root.offline().collect(new Query.DebianPackages(List.of("tool")), (units, what) -> {})))
                .isEqualTo("MALFORMED");
    }

    @Test
    void twoArchitectures_areTwoPackagesWithFilesOfTheirOwn() throws IOException {
        for (String architecture : List.of("amd64", "i386")) {
            String path = "/usr/lib/" + architecture + "/libz.so.1";
            root.write(path, architecture)
                    .write("/var/lib/dpkg/info/zlib1g:" + architecture + ".list", "/.\n" + path + "\n")
                    .write(
                            "/var/lib/dpkg/info/zlib1g:" + architecture + ".md5sums",
                            DpkgRoot.md5(architecture) + "  " + path.substring(1) + "\n")
                    .stanza("Package: zlib1g\nStatus: install ok installed\nArchitecture: " + architecture
                            + "\nMulti-Arch: same\nSource: zlib (1:1.2)\nVersion: 1:1.2.13\n");
        }
        root.write("/usr/lib/i386/libz.so.1", "altered");

        List<DebianPackage> found = packages(root.offline(), "zlib1g");

        assertThat(found).extracting(DebianPackage::architecture).containsExactly("amd64", "i386");
        assertThat(found).extracting(DebianPackage::source).containsOnly("zlib");
        assertThat(files(found.get(0)).differing()).isEmpty();
        assertThat(files(found.get(1)).differing()).hasSize(1);
    }

    @Test
    void recordThatDpkgHasNotMergedYet_counts() throws IOException {
        root.install("tool", "1-1", TOOL)
                .write(
                        "/var/lib/dpkg/updates/0001",
                        "Package: tool\nStatus: install ok unpacked\nArchitecture: amd64\nVersion: 2-1\n");

        DebianPackage tool = only(root.offline(), "tool");

        assertThat(tool.version()).isEqualTo("2-1");
        assertThat(tool.status()).isEqualTo("install ok unpacked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Architecture: amd64\n"})
    void packageThatTheJournalRemoved_isNoLongerThere(String architecture) throws IOException {
        root.install("tool", "1-1", TOOL)
                .delete("/var/lib/dpkg/info/tool.list")
                .write(
                        "/var/lib/dpkg/updates/0001",
                        "Package: tool\nStatus: deinstall ok not-installed\n" + architecture);

        assertThat(packages(root.offline(), "tool")).isEmpty();
    }

    @Test
    void removalOfAnotherArchitecture_leavesThisOne() throws IOException {
        root.install("tool", "1-1", TOOL)
                .write(
                        "/var/lib/dpkg/updates/0001",
                        "Package: tool\nStatus: deinstall ok not-installed\nArchitecture: i386\n");

        assertThat(only(root.offline(), "tool").version()).isEqualTo("1-1");
    }

    @Test
    void removalOfOneOfTwoArchitecturesThatIsNotNamed_isAnErrorWhole() throws IOException {
        root.install("tool", "1-1", TOOL)
                .stanza("Package: tool\nStatus: install ok installed\nArchitecture: i386\nVersion: 1-1\n")
                .write("/var/lib/dpkg/updates/0001", "Package: tool\nStatus: deinstall ok not-installed\n");

        assertThat(code(root.offline().collect(new Query.DebianPackages(List.of("tool")), (units, what) -> {})))
                .isEqualTo("MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Package: tool\nStatus: install ok installed\nVersion: 1\n",
                "Package: tool\nStatus: install ok installed\nArchitecture: amd64\n",
                "Package: tool\nStatus: installed\nArchitecture: amd64\nVersion: 1\n",
                "Package: ../tool\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n",
                "Package: tool\nPackage: tool\n",
                "no field at all\n",
                " a continuation of nothing\n",
                "Package: dpkg\nStatus: install ok installed\nArchitecture: amd64\nVersion: 9\n"
            })
    void malformedStatus_isAnErrorWhole(String stanza) throws IOException {
        root.stanza(stanza);
        if (stanza.startsWith(" ")) {
            root.write("/var/lib/dpkg/status", stanza);
        }

        Finding<DebianPackagesFact> finding =
                root.offline().collect(new Query.DebianPackages(List.of("dpkg")), (units, what) -> {});

        assertThat(finding).isInstanceOf(Finding.Failed.class);
    }

    /** A status file that lost its end says nothing of what it lost; the lists of files still do. */
    @Test
    void packageThatTheStatusFileLost_isAnErrorAndNotAbsent() throws IOException {
        root.install("tool", "2-1", TOOL).install("zoo", "1", Map.of("/usr/bin/zoo", "zoo"));
        String status = Files.readString(root.path("/var/lib/dpkg/status"));
        root.write("/var/lib/dpkg/status", status.substring(0, status.indexOf("Package: tool")));

        assertThat(code(root.offline().collect(new Query.DebianPackages(List.of("tool")), (units, what) -> {})))
                .isEqualTo("RECORD_INCOMPLETE");
        assertThat(code(root.offline().collect(new Query.EveryDebianPackage(), (units, what) -> {})))
                .isEqualTo("RECORD_INCOMPLETE");
        assertThat(code(root.offline().collect(new Query.DebianPackages(List.of("dpkg")), (units, what) -> {})))
                .startsWith("exists");
    }

    @Test
    void nameWithUnderscore_isAPackageToDpkg() throws IOException {
        root.install("agent_of_somebody", "1", Map.of("/opt/agent", "agent"));

        assertThat(only(root.offline(), "agent_of_somebody").version()).isEqualTo("1");
    }

    @Test
    void pipeInPlaceOfARecord_isAnErrorAndNobodyWaitsForIt() throws IOException, InterruptedException {
        root.install("tool", "2-1", TOOL).delete("/var/lib/dpkg/info/tool.md5sums");
        String pipe = root.path("/var/lib/dpkg/info/tool.md5sums").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();

        DebianPackage tool = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> only(root.offline(), "tool"));

        assertThat(code(tool.files())).isEqualTo("IO");
    }

    @Test
    void missingStatus_isAnErrorAndNotAnEmptyList() throws IOException {
        root.delete("/var/lib/dpkg/status");

        assertThat(code(root.offline().collect(new Query.DebianPackages(List.of("dpkg")), (units, what) -> {})))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void journalWrittenWhileFilesAreRead_isAnError() throws IOException {
        root.install("tool", "2-1", TOOL);
        LinuxCollector collector = root.offline();
        root.write("/var/lib/dpkg/updates/0001", """
                Package: tool
                Status: install ok unpacked
                Architecture: amd64
                Version: 3-1
                """);

        assertThat(code(collector.collect(new Query.DebianPackages(List.of("tool")), (units, what) -> {})))
                .isEqualTo("CHANGED_MEANWHILE");
    }

    @Test
    void databaseWrittenWhileFilesAreRead_isAnError() throws IOException {
        root.install("tool", "2-1", TOOL);
        LinuxCollector collector = root.offline();
        root.install("newer", "1", Map.of("/usr/bin/newer", "n"));

        assertThat(code(collector.collect(new Query.DebianPackages(List.of("tool")), (units, what) -> {})))
                .isEqualTo("CHANGED_MEANWHILE");
    }

    @Test
    void unpackedAt_isTheLaterOfTheTwoTimesOfTheList() throws IOException {
        root.install("tool", "2-1", TOOL);
        Instant future = Instant.parse("2100-01-01T00:00:00Z");
        Files.setLastModifiedTime(root.path("/var/lib/dpkg/info/tool.list"), FileTime.from(future));

        assertThat(only(root.offline(), "tool").unpackedAt()).isEqualTo(Finding.exists(future));

        Files.setLastModifiedTime(
                root.path("/var/lib/dpkg/info/tool.list"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

        assertThat(only(root.offline(), "tool").unpackedAt())
                .isInstanceOfSatisfying(Finding.Exists.class, changed -> assertThat((Instant) changed.value())
                        .isAfter(Instant.parse("2020-01-01T00:00:00Z")));
    }

    @Test
    void progress_endsAtTheEstimate() throws IOException {
        root.install("tool", "2-1", TOOL);
        Query.DebianPackages query = new Query.DebianPackages(List.of("tool", "dpkg"));
        AtomicLong heard = new AtomicLong();
        LinuxCollector collector = root.offline();

        collector.collect(query, (units, what) -> heard.addAndGet(units));

        assertThat(heard.get()).isEqualTo(collector.work(query)).isEqualTo(2 * 4096);
    }

    @Test
    void turkishLocale_readsTheSame() throws IOException {
        root.install("libicu-i", "2-1", Map.of("/usr/lib/LIBI.so", "i"))
                .stanza("PACKAGE: ini\nSTATUS: install ok installed\nARCHITECTURE: amd64\nVERSION: 1\n");
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(packages(root.offline(), "libicu-i", "ini")).hasSize(2);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void statusOutsideUtf8_doesNotStopTheReading() throws IOException {
        root.install("tool", "2-1", TOOL);
        Files.write(
                root.path("/var/lib/dpkg/status"),
                "Package: latin\nStatus: install ok installed\nArchitecture: all\nVersion: 1\nMaintainer: J\u00f6rg\n"
                        .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(only(root.offline(), "latin").architecture()).isEqualTo("all");
    }

    private static List<DebianPackage> packages(LinuxCollector collector, String... names) {
        return packages(collector.collect(new Query.DebianPackages(List.of(names)), (units, what) -> {}));
    }

    private static List<DebianPackage> packages(Finding<DebianPackagesFact> finding) {
        return Existing.of(finding).packages();
    }

    private static DebianPackage only(LinuxCollector collector, String name) {
        List<DebianPackage> found = packages(collector, name);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static PackageFiles files(DebianPackage one) {
        return Existing.of(one.files());
    }

    private static DifferingFile onlyDiffering(DebianPackage one) {
        List<DifferingFile> differing = files(one).differing();
        assertThat(differing).hasSize(1);
        return differing.get(0);
    }

    private static String code(Finding<?> finding) {
        return finding.fold(
                value -> "exists " + value,
                () -> "does not exist",
                missing -> "not collected",
                failed -> failed.code());
    }
}
