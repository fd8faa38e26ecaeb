package dev.patchproof.probe.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Existing;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.ReplacedMappingsFact;
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
                                512,
                                "sshd",
                                Finding.exists(Instant.parse("2026-01-31T12:00:05.120Z")),
                                Finding.exists(Instant.parse("2026-01-31T12:00:05.120Z")),
                                Finding.doesNotExist()))));
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
    void cacheThatNoPackageOwnsMappedAsData_isNoCode() throws IOException {
        ProcFixture.process(root, 7, "gnome-shell")
                .mapsData("/usr/share/mime/mime.cache (deleted)")
                .mapsData(SSL + " (deleted)")
                .maps("/usr/lib/plugin-of-nobody (deleted)");

        assertThat(fact(root.live()).replaced())
                .extracting(ReplacedFile::path)
                .containsExactly("/usr/lib/plugin-of-nobody", SSL);
    }

    @Test
    void firstThreadEndedAndOthersRun_cannotBeLookedAt() throws IOException {
        ProcFixture.process(root, 7, "pool", 'Z', 4194304);
        root.write("/proc/7/task/7/comm", "pool\n").write("/proc/7/task/9/comm", "worker\n");
        ProcFixture.process(root, 8, "ended", 'Z', 4194304);
        root.write("/proc/8/task/8/comm", "ended\n");

        assertThat(fact(root.live()).unreadable()).extracting(ProcessFact::pid).containsExactly(7);
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
                .containsExactly(new ProcessFact(
                        7,
                        "vault",
                        Finding.exists(Instant.parse("2026-01-31T12:00:00.070Z")),
                        Finding.exists(Instant.parse("2026-01-31T12:00:00.070Z")),
                        Finding.doesNotExist()));
        assertThat(fact.complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "5, 2026-01-31T12:00:03Z", // its parent 400 may not be read either, and is a child of 300, which maps old code
        "6, 2026-01-31T12:00:00.060Z", // parent 100 can be read and maps nothing old
        "7, 2026-01-31T12:00:00.070Z", // a circle: numbers are used again
        "8, 2026-01-31T12:00:00.080Z", // the parent is gone
        "9, 2026-01-31T12:00:00.090Z" // of the kernel
    })
    void lineage_isTheOldestOfThoseThatMayHoldOldCode(int pid, Instant since) throws IOException {
        ProcFixture.process(root, 300, "sshd").childOf(100).maps(SSL + " (deleted)");
        ProcFixture.process(root, 400, "login").childOf(300);
        ProcFixture.process(root, 100, "init").childOf(0);
        ProcFixture.process(root, 2, "kthreadd", 'S', 2097152);
        ProcFixture.process(root, 5, "own").childOf(400).startedAt(600);
        ProcFixture.process(root, 6, "clean").childOf(100);
        ProcFixture.process(root, 7, "circle").childOf(7);
        ProcFixture.process(root, 8, "orphan").childOf(4711);
        ProcFixture.process(root, 9, "helper").childOf(2);
        LinuxCollector collector = root.liveWithout(
                "/proc/400/maps", "/proc/5/maps", "/proc/6/maps", "/proc/7/maps", "/proc/8/maps", "/proc/9/maps");

        ReplacedMappingsFact fact = fact(collector);

        assertThat(fact.unreadable().stream().filter(process -> process.pid() == pid))
                .extracting(ProcessFact::lineageSince)
                .containsExactly(Finding.exists(since));
    }

    @Test
    void lineageThroughAReadableParent_reachesBeyondIt() throws IOException {
        // Given: the shell in between has started another program since, and what it forked before may be old
        ProcFixture.process(root, 100, "init").childOf(0);
        ProcFixture.process(root, 200, "sh").childOf(100);
        ProcFixture.process(root, 300, "daemon").childOf(200);

        // When
        ReplacedMappingsFact fact = fact(root.liveWithout("/proc/100/maps", "/proc/300/maps"));

        // Then
        assertThat(fact.unreadable())
                .extracting(ProcessFact::lineageSince)
                .containsOnly(Finding.exists(Instant.parse("2026-01-31T12:00:01Z")));
    }

    @Test
    void ancestorOfUnknownAge_leavesTheLineageUnknown() throws IOException {
        root.write("/proc/100/stat", "100 (half");
        ProcFixture.process(root, 300, "daemon").childOf(100);

        ReplacedMappingsFact fact = fact(root.liveWithout("/proc/300/maps"));

        assertThat(fact.unreadable().get(1).lineageSince()).isInstanceOf(Finding.Failed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0::/system.slice/ssh.service | ssh.service",
                "12:cpu:/other.service;1:name=systemd:/system.slice/cron.service;0::/ | cron.service",
                "1:name=systemd:/;0::/system.slice/cron.service | cron.service",
                "0::/system.slice/system-getty.slice/getty@tty1.service | getty@tty1.service",
                "0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-x.service | app-x.service",
                "0::/user.slice/user-1000.slice/session-3.scope | session-3.scope",
                "0::/system.slice/docker-0af.scope/init.scope | init.scope",
                "0::/lxc.payload.web/system.slice/nginx.service | nginx.service",
                "0::/../../system.slice/nginx.service | nginx.service",
                "0::/system.slice/podman.service/libpod/worker | podman.service",
                "0::/system.slice/gone.service (deleted) | gone.service",
                "0::/system.slice/with:colon.service | with:colon.service",
                "0::/system.slice |",
                "0::/ |",
                "4:memory:/process_api/abc |",
                "nonsense |"
            })
    void unit_isTheInnermostServiceOrScope(String lines, String unit) throws IOException {
        ProcFixture.process(root, 7, "a").maps(SSL + " (deleted)");
        root.write("/proc/7/cgroup", lines.replace(';', '\n') + "\n");

        assertThat(fact(root.live()).replaced().get(0).processes().get(0).unit())
                .isEqualTo(unit == null ? Finding.doesNotExist() : Finding.exists(unit));
    }

    @Test
    void unitThatMayNotBeRead_isAnError() throws IOException {
        ProcFixture.process(root, 7, "a").maps(SSL + " (deleted)");
        root.write("/proc/7/cgroup", "0::/system.slice/ssh.service\n");

        assertThat(fact(root.liveWithout("/proc/7/cgroup"))
                        .replaced()
                        .get(0)
                        .processes()
                        .get(0)
                        .unit())
                .isInstanceOf(Finding.Failed.class);
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
    void moreNamesThanAnAnswerTakes_makeTheListIncomplete() throws IOException {
        ProcFixture.process(root, 6, "small").maps(SSL + " (deleted)");
        ProcFixture hoarder = ProcFixture.process(root, 7, "hoarder");
        for (int i = 0; i < 600; i++) {
            hoarder.maps("/usr/lib/" + "x".repeat(4_000) + i + " (deleted)");
        }

        ReplacedMappingsFact fact = fact(root.live());

        assertThat(fact.complete()).isFalse();
        assertThat(fact.replaced()).extracting(ReplacedFile::path).containsExactly(SSL);
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
    void bootTimeOfALinuxContainer_leavesStartsUnknown() throws IOException {
        root.append("/proc/self/mounts", "lxcfs /proc/stat fuse.lxcfs rw,nosuid,nodev 0 0\n");
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
        return Existing.of(collector.collect(new Query.ReplacedMappings(), (units, what) -> {}));
    }
}
