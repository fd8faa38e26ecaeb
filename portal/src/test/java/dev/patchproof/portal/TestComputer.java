package dev.patchproof.portal;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LoadedModulesFact;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryKeyFact;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.evidence.WindowsKernelFact;
import dev.patchproof.evidence.WindowsRestartFact;
import dev.patchproof.evidence.WindowsServicingFact;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A Windows XP SP1 of 2003 as a probe would report it: which update keys are there, and which version every asked file
 * has.
 */
public record TestComputer(
        String hostName,
        List<String> keys,
        Finding<String> fileVersion,
        SystemFacts.Setting setting,
        Optional<String> machineId,
        Instant bootedAt,
        ProductSelector product) {
    private static final ProductSelector WINDOWS_XP = new ProductSelector(
            OsFamily.WINDOWS,
            "5.1",
            "2600",
            "1",
            ProductType.WORKSTATION,
            Architecture.X86,
            "Professional",
            ProductSelector.UNKNOWN);
    private static final Instant BOOT = Instant.parse("2026-01-31T08:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2025-06-01T08:00:00Z");

    public static TestComputer liar(String hostName) {
        return new TestComputer(hostName, List.of("KB823980", "KB824146", "KB828741"), Finding.exists("5.1.2600.1106"));
    }

    public TestComputer(String hostName, List<String> keys, Finding<String> fileVersion) {
        this(hostName, keys, fileVersion, SystemFacts.Setting.LIVE, Optional.empty(), BOOT, WINDOWS_XP);
    }

    /** The same, with a machine id and a start of its own. */
    public TestComputer on(String machineId, Instant bootedAt) {
        return new TestComputer(hostName, keys, fileVersion, setting, Optional.of(machineId), bootedAt, product);
    }

    /** The same under another name. */
    public TestComputer named(String otherName) {
        return new TestComputer(otherName, keys, fileVersion, setting, machineId, bootedAt, product);
    }

    /** A folder that this computer's probe was pointed at. */
    public TestComputer offline() {
        return new TestComputer(
                hostName, keys, fileVersion, SystemFacts.Setting.OFFLINE_ROOT, Optional.empty(), bootedAt, product);
    }

    /** A computer with the same files and keys, and a Windows 10 22H2 of this revision. */
    public TestComputer windows10(int revision) {
        return new TestComputer(
                hostName,
                keys,
                fileVersion,
                setting,
                machineId,
                bootedAt,
                new ProductSelector(
                        OsFamily.WINDOWS,
                        "10.0",
                        "19045",
                        Integer.toString(revision),
                        ProductType.WORKSTATION,
                        Architecture.X64,
                        "Professional",
                        ProductSelector.UNKNOWN));
    }

    SystemFacts system() {
        return new SystemFacts(
                product(),
                "Microsoft Windows XP",
                Finding.doesNotExist(),
                Finding.doesNotExist(),
                List.of(),
                hostName.isEmpty() ? Finding.error("WIN32_5", "denied") : Finding.exists(hostName),
                Finding.exists(bootedAt),
                setting,
                Finding.exists(false),
                Architecture.X86,
                "17.0.15+6");
    }

    Observation<?> answer(Query<?> query) {
        if (query instanceof Query.RegistryKey key) {
            String name = key.path().substring(key.path().lastIndexOf('\\') + 1).toUpperCase(Locale.ROOT);
            return new Observation<>(
                    key, keys.contains(name) ? Finding.exists(new RegistryKeyFact()) : Finding.doesNotExist());
        }
        if (query instanceof Query.RegistryValue value) {
            return new Observation<>(value, Finding.doesNotExist());
        }
        if (query instanceof Query.WindowsFile file) {
            return new Observation<>(file, file(file.path()));
        }
        if (query instanceof Query.WindowsRestart restart) {
            return new Observation<>(
                    restart,
                    Finding.exists(new WindowsRestartFact(
                            Finding.doesNotExist(),
                            Finding.doesNotExist(),
                            Finding.doesNotExist(),
                            Finding.doesNotExist())));
        }
        if (query instanceof Query.WindowsServicing servicing) {
            return new Observation<>(
                    servicing,
                    Finding.exists(new WindowsServicingFact(
                            Finding.doesNotExist(), Finding.doesNotExist(), Finding.doesNotExist())));
        }
        if (query instanceof Query.FileSignature signature) {
            return new Observation<>(signature, Finding.doesNotExist());
        }
        if (query instanceof Query.LoadedModules modules) {
            return new Observation<>(modules, Finding.exists(new LoadedModulesFact(List.of(), List.of(), true)));
        }
        if (query instanceof Query.WindowsKernel kernel) {
            return new Observation<>(
                    kernel,
                    Finding.exists(new WindowsKernelFact(
                            Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "no such class"))));
        }
        throw new IllegalArgumentException("no Windows query: " + query);
    }

    private Finding<WindowsFileFact> file(String path) {
        return fileVersion.map(version -> new WindowsFileFact(
                path.replace("%SystemRoot%", "C:\\WINDOWS"),
                1000,
                LONG_AGO,
                LONG_AGO,
                Finding.doesNotExist(),
                "ab".repeat(32),
                Finding.exists(version),
                Finding.exists(version),
                Finding.exists(version)));
    }
}
