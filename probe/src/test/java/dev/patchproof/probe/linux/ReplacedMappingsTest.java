package dev.patchproof.probe.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.ReplacedMappingsFact;
import dev.patchproof.evidence.ReplacedMappingsFact.ProcessFact;
import dev.patchproof.evidence.ReplacedMappingsFact.ReplacedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplacedMappingsTest {
    private static final String SSL = "/usr/lib/x86_64-linux-gnu/libssl.so.3";

    private DpkgRoot root;

    @BeforeEach
    void debianThatRuns(@TempDir Path folder) throws IOException {
        root = DpkgRoot.in(folder).install("libssl3", "3.0.17", Map.of(SSL, "new code"));
        ProcFixture.running(root);
    }

    @Test
    void deletedLibrary_isReportedWithItsOwnerAndProcess() throws IOException {
        ProcFixture.process(root, 512, "sshd").maps(SSL + " (deleted)").maps("/usr/bin/dpkg");

        assertThat(fact(root.live()).replaced())
                .containsExactly(new ReplacedFile(
                        SSL,
                        Finding.exists("libssl3"),
                        List.of(new ProcessFact(
                                512, "sshd", Finding.exists(Instant.parse("2026-01-31T12:00:05.120Z"))))));
    }

    @Test
    void sameFileInManyProcessesAndSegments_isOneEntry() throws IOException {
        ProcFixture.process(root, 7, "a").maps(SSL + " (deleted)").maps(SSL + " (deleted)");
        ProcFixture.process(root, 8, "b").maps(SSL + " (deleted)");

        List<ReplacedFile> replaced = fact(root.live()).replaced();

        assertThat(replaced).hasSize(1);
        assertThat(replaced.get(0).processes()).extracting(ProcessFact::pid).containsExactly(7, 8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/memfd:jit (deleted)",
                "/dev/shm/buffer (deleted)",
                "/tmp/.scratch.so (deleted)",
                "/SYSV00000000 (deleted)",
                "/var/cache/x (deleted)",
                "/home/someone/lib.so (deleted)",
                "/usr/lib/x86_64-linux-gnu/libssl.so.3"
            })
    void scratchAndLiveMappings_areLeftOut(String mapping) throws IOException {
        ProcFixture.process(root, 7, "a").maps(mapping);

        assertThat(fact(root.live()).replaced()).isEmpty();
    }

    @Test
    void fileThatNoPackageOwns_hasNoOwner() throws IOException {
        ProcFixture.process(root, 7, "a").maps("/opt/own/lib.so (deleted)");

        assertThat(fact(root.live()).replaced().get(0).owner()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void realNameThatEndsInDeleted_isNotReplaced() throws IOException {
        root.write("/usr/lib/odd (deleted)", "odd").write("/usr/lib/odd", "odd");
        Disk.Entry entry = new NioDisk().entry(root.path("/usr/lib/odd"));
        ProcFixture.process(root, 7, "a").mapsInode("/usr/lib/odd (deleted)", entry);

        assertThat(fact(root.live()).replaced()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/lib/libx.so.1.1, libx1", // the package lists libx.so.1 and libx.so.1.2.0
        "/usr/lib/libx.so.1.1.9, libx1",
        "/lib/libx.so.1.2.0, libx1", // by the old name of a merged folder
        "/usr/lib/liby.so.2.1.0, liby2", // it lists liby.so.2.3.0 alone
        "/usr/lib/libx.so.2.0, ''",
        "/usr/lib/libxx.so.1.1, ''",
        "/usr/lib/libx.so, ''",
        "/usr/lib/libx.so.10.1, ''"
    })
    void librarySuccessor_ownsTheOldVersion(String path, String owner) throws IOException {
        root.link("/lib", "usr/lib")
                .install("libx1", "1.2.0", Map.of("/usr/lib/libx.so.1", "x", "/usr/lib/libx.so.1.2.0", "x"))
                .install("liby2", "2.3.0", Map.of("/usr/lib/liby.so.2.3.0", "y"));
        ProcFixture.process(root, 7, "a").maps(path + " (deleted)");

        assertThat(fact(root.live()).replaced().get(0).owner())
                .isEqualTo(owner.isEmpty() ? Finding.doesNotExist() : Finding.exists(owner));
    }

    @Test
    void processThatMayNotBeRead_isNamedWithItsStart() throws IOException {
        ProcFixture.process(root, 7, "vault").maps(SSL + " (deleted)");

        ReplacedMappingsFact fact = fact(root.liveWithout("/proc/7/maps"));

        assertThat(fact.replaced()).isEmpty();
        assertThat(fact.unreadable())
                .containsExactly(
                        new ProcessFact(7, "vault", Finding.exists(Instant.parse("2026-01-31T12:00:00.070Z"))));
        assertThat(fact.complete()).isTrue();
    }

    @Test
    void processThatEndedMeanwhile_isNothing() throws IOException {
        root.write("/proc/9/comm", "ended");

        assertThat(fact(root.live()).unreadable()).isEmpty();
    }

    @Test
    void malformedStat_isUnreadableWithoutAStart() throws IOException {
        root.write("/proc/9/stat", "9 (half");

        List<ProcessFact> unreadable = fact(root.live()).unreadable();

        assertThat(unreadable).extracting(ProcessFact::pid).containsExactly(9);
        assertThat(unreadable.get(0).startedAt()).isInstanceOf(Finding.Failed.class);
    }

    @ParameterizedTest
    @CsvSource({"S, 2097152", "Z, 4194304"})
    void kernelThreadAndZombie_areNotUnreadable(char state, long flags) throws IOException {
        ProcFixture.process(root, 9, "kworker/0:1 (x)", state, flags);

        assertThat(fact(root.live()).unreadable()).isEmpty();
    }

    @Test
    void otherTree_isLeftOutAndAServiceConfinedInOursIsNot(@TempDir Path container) throws IOException {
        Files.createDirectories(container.resolve("usr"));
        ProcFixture.process(root, 7, "contained").maps(SSL + " (deleted)").inNamespace("mnt:[4026532999]", container);
        ProcFixture.process(root, 8, "apache2")
                .maps(SSL + " (deleted)")
                .inNamespace("mnt:[4026532888]", root.path("/"));

        assertThat(fact(root.live()).replaced().get(0).processes())
                .extracting(ProcessFact::name)
                .containsExactly("apache2");
    }

    @ParameterizedTest
    @CsvSource({
        "hidepid=0, 1000, true",
        "hidepid=1, 1000, true",
        "hidepid=2, 1000, false",
        "hidepid=invisible, 1000, false",
        "hidepid=ptraceable, 1000, false",
        "hidepid=invisible, 0, true"
    })
    void hiddenProcesses_makeTheListIncomplete(String option, int user, boolean complete) throws IOException {
        root.write("/proc/self/mounts", "proc /proc proc rw,relatime," + option + " 0 0\n")
                .write("/proc/self/status", "Name:\tjava\nUid:\t0\t" + user + "\t0\t0\n");

        assertThat(fact(root.live()).complete()).isEqualTo(complete);
    }

    @Test
    void ownPidNamespace_makesTheListIncomplete() throws IOException {
        root.delete("/proc/self/ns/pid").link("/proc/self/ns/pid", "pid:[4026532777]");

        assertThat(fact(root.live()).complete()).isFalse();
    }

    @Test
    void ownPidNamespaceOfAContainer_hidesNothingThatIsInIt() throws IOException {
        root.write("/.dockerenv", "").delete("/proc/self/ns/pid").link("/proc/self/ns/pid", "pid:[4026532777]");

        assertThat(fact(root.live()).complete()).isTrue();
    }

    @Test
    void procWithoutBootTime_leavesStartsUnknown() throws IOException {
        root.write("/proc/stat", "cpu 1 2 3\n");
        ProcFixture.process(root, 7, "a").maps(SSL + " (deleted)");

        assertThat(fact(root.live()).replaced().get(0).processes().get(0).startedAt())
                .isInstanceOf(Finding.Failed.class);
    }

    @Test
    void offlineRoot_isNotCollected() {
        assertThat(root.offline().collect(new Query.ReplacedMappings(), (units, what) -> {}))
                .isInstanceOfSatisfying(Finding.NotCollected.class, missing -> assertThat(missing.reason())
                        .isEqualTo(NotCollectedReason.OFFLINE_ROOT));
    }

    private static ReplacedMappingsFact fact(LinuxCollector collector) {
        return collector
                .collect(new Query.ReplacedMappings(), (units, what) -> {})
                .fold(
                        fact -> fact,
                        () -> {
                            throw new AssertionError("does not exist");
                        },
                        missing -> {
                            throw new AssertionError(missing);
                        },
                        failed -> {
                            throw new AssertionError(failed);
                        });
    }
}
