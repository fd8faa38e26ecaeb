package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.FileSignatureFact;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LoadedModulesFact;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.evidence.ProductDisagreement;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryKeyFact;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.evidence.WindowsRestartFact;
import dev.patchproof.evidence.WindowsServicingFact;
import dev.patchproof.evidence.WindowsServicingFact.CbsPackage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceSummaryTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void windowsSystem_revisionInstallationTypeAndDisagreements() {
        assertThat(summary())
                .contains(
                        "computer      PC-17, Windows 10 Pro",
                        "revision      6937, installation type: Client",
                        "build: Windows says 19045, its registry 26100");
    }

    @Test
    void packagesOfWindows_howManyAndWhatOfEach() {
        CbsPackage one = new CbsPackage("P~1", Finding.exists("112"), Finding.doesNotExist(), Finding.exists(NOON));
        WindowsServicingFact fact = new WindowsServicingFact(
                Finding.exists(List.of(one, one)), Finding.exists(List.of("10.0.1.1")), Finding.doesNotExist());

        assertThat(summary(new Observation<>(new Query.WindowsServicing(), Finding.exists(fact))))
                .contains("windows-servicing: 1 found (2 packages of Windows itself, each with name, state, error and"
                        + " time, 1 versions of the servicing stack, release of .NET)");
    }

    @Test
    void packagesNotReadable_said() {
        WindowsServicingFact fact = new WindowsServicingFact(
                Finding.error("ACCESS_DENIED", "access denied"),
                Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "too many"),
                Finding.doesNotExist());

        assertThat(summary(new Observation<>(new Query.WindowsServicing(), Finding.exists(fact))))
                .contains("windows-servicing: 1 found (access denied, too many, release of .NET)");
    }

    @Test
    void restart_everyPartSaid() {
        WindowsRestartFact fact = new WindowsRestartFact(
                Finding.exists(List.of("a", "")),
                Finding.exists(new RegistryKeyFact()),
                Finding.doesNotExist(),
                Finding.exists(NOON));

        assertThat(summary(new Observation<>(new Query.WindowsRestart(), Finding.exists(fact))))
                .contains(
                        "windows-restart: 1 found (2 paths that wait for a restart, whether Windows and Windows Update"
                                + " ask for one, time of the list of work put off to it)");
    }

    @Test
    void processes_saidByNumberNameAndStart() {
        ProcessFact process =
                new ProcessFact(4, "csrss.exe", Finding.exists(NOON), Finding.doesNotExist(), Finding.doesNotExist());
        LoadedModulesFact fact = new LoadedModulesFact(
                List.of(new LoadedModulesFact.LoadedModule("x", Finding.exists("1.2.3.4"), List.of(process))),
                List.of(process, process),
                true);

        assertThat(summary(new Observation<>(new Query.LoadedModules(List.of("x")), Finding.exists(fact))))
                .contains("loaded-modules: 1 found (1 versions of system files in memory with the processes that use"
                        + " them, 2 processes that could not be looked at, each by number, name and start)");
    }

    @Test
    void manyOfOneKind_whatIsSentOfEachSaidOnce() {
        Finding<RegistryValueFact> one = Finding.exists(new RegistryValueFact("REG_DWORD", List.of("1")));
        Finding<FileSignatureFact> signature = Finding.exists(new FileSignatureFact(List.of()));

        assertThat(summary(
                        new Observation<>(new Query.RegistryValue("HKLM\\a", "x", RegistryView.NATIVE), one),
                        new Observation<>(new Query.RegistryValue("HKLM\\a", "y", RegistryView.NATIVE), one),
                        new Observation<>(
                                new Query.RegistryValue("HKLM\\a", "z", RegistryView.NATIVE), Finding.doesNotExist()),
                        new Observation<>(new Query.FileSignature("a"), signature),
                        new Observation<>(new Query.FileSignature("b"), signature)))
                .contains(
                        "registry-value: 2 found, 1 not there (type and data of each, and when its key was written)",
                        "file-signature: 2 found (names of the signed catalogs that hold each, and of their signers)");
    }

    private static List<String> summary(Observation<?>... observations) {
        ProductSelector product = new ProductSelector(
                OsFamily.WINDOWS,
                "10.0",
                "19045",
                "0",
                ProductType.WORKSTATION,
                Architecture.X64,
                "Professional",
                "22H2");
        SystemFacts system = new SystemFacts(
                product,
                "Windows 10 Pro",
                Finding.exists("6937"),
                Finding.exists("Client"),
                List.of(new ProductDisagreement("build", "19045", "26100")),
                Finding.exists("PC-17"),
                Finding.exists(NOON),
                SystemFacts.Setting.LIVE,
                Finding.exists(false),
                Architecture.X64,
                "17.0.12+7");
        return EvidenceSummary.of(new Evidence(
                "aa".repeat(32), Finding.exists("bb".repeat(32)), NOON, NOON, system, List.of(observations)));
    }
}
