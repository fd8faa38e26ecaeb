package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.evidence.WindowsKernelFact;
import dev.patchproof.probe.collector.Collector;
import dev.patchproof.probe.collector.Progress;
import dev.patchproof.probe.collector.ReadBudget;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Answers the queries of Windows. Load it on Windows only: it loads JNA. */
public final class WindowsCollector implements Collector {

    private static final RegistryPath CRYPTOGRAPHY = RegistryPath.machine("SOFTWARE\\Microsoft\\Cryptography");
    private static final Pattern MACHINE_GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final SystemReader system;
    private final RegistryReader keys;
    private final FileReader files;
    private final Map<Class<?>, Answer<?, ?>> answers;

    /** The running Windows. */
    public WindowsCollector() {
        this(new JnaOperatingSystem());
    }

    private WindowsCollector(JnaOperatingSystem system) {
        this(
                system,
                new JnaRegistry(has32BitView(system)),
                Clock.systemUTC(),
                System.getProperties(),
                new JnaFiles(),
                new JnaSignedCatalogs(),
                new JnaProcesses());
    }

    WindowsCollector(
            OperatingSystem system,
            Registry registry,
            Clock clock,
            Properties java,
            SystemFiles systemFiles,
            SignedCatalogs catalogs,
            Processes processes) {
        RegistryReader keys = new RegistryReader(registry);
        this.keys = keys;
        RestartReader restart = new RestartReader(system, keys, systemFiles);
        ServicingReader servicing = new ServicingReader(registry, keys);
        this.system = new SystemReader(system, keys, clock, java);
        FileLocations locations = new FileLocations(system, keys, systemFiles);
        ReadBudget budget = ReadBudget.ofOneRun();
        FileReader files = new FileReader(system, locations, systemFiles, budget);
        this.files = files;
        FileSignatureReader signatures = new FileSignatureReader(locations, systemFiles, catalogs, budget);
        LoadedModulesReader modules = new LoadedModulesReader(system, locations, processes);
        this.answers = Map.of(
                Query.RegistryKey.class,
                new Answer<>(Query.RegistryKey.class, oneStep(query -> keys.key(query.path(), query.view()))),
                Query.RegistryValue.class,
                new Answer<>(
                        Query.RegistryValue.class,
                        oneStep(query -> keys.value(query.path(), query.name(), query.view()))),
                Query.WindowsFile.class,
                new Answer<>(Query.WindowsFile.class, (query, progress) -> files.file(query.path(), progress)),
                Query.WindowsRestart.class,
                new Answer<>(Query.WindowsRestart.class, oneStep(query -> Finding.exists(restart.read()))),
                Query.FileSignature.class,
                new Answer<>(
                        Query.FileSignature.class, (query, progress) -> signatures.signature(query.path(), progress)),
                Query.LoadedModules.class,
                new Answer<>(Query.LoadedModules.class, oneStep(query -> modules.read(query.paths()))),
                Query.WindowsKernel.class,
                new Answer<>(Query.WindowsKernel.class, oneStep(query -> kernel(system))),
                Query.WindowsServicing.class,
                new Answer<>(Query.WindowsServicing.class, oneStep(query -> Finding.exists(servicing.read()))));
    }

    @Override
    public SystemFacts system() {
        return system.read();
    }

    /** The native view: a 32-bit process sees another key below Wow6432Node, often without the value. */
    @Override
    public Finding<String> machineId() {
        return keys.text(CRYPTOGRAPHY, "MachineGuid")
                .fold(
                        guid -> wellFormed(guid.toLowerCase(Locale.ROOT)),
                        Finding::doesNotExist,
                        missing -> Finding.notCollected(missing.reason(), missing.detail()),
                        failed -> Finding.error(failed.code(), failed.message()));
    }

    private static Finding<String> wellFormed(String guid) {
        return MACHINE_GUID.matcher(guid).matches()
                ? Finding.exists(guid)
                : Finding.error("MALFORMED", CRYPTOGRAPHY + ", MachineGuid is not a GUID");
    }

    @Override
    @SuppressWarnings("unchecked") // an Answer for the class of a Query<T> is one that gives Finding<T>
    public <T> Finding<T> collect(Query<T> query, Progress progress) {
        Answer<?, ?> answer = answers.get(query.getClass());
        if (answer == null) {
            return Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, query.kind() + " is not of Windows");
        }
        try {
            return (Finding<T>) answer.to(query, progress);
        } catch (RuntimeException | LinkageError e) { // the contract: one odd answer must not cost the whole report
            return Finding.error("INTERNAL", query.kind() + ": " + e);
        }
    }

    @Override
    public long work(Query<?> query) {
        if (query instanceof Query.WindowsFile file) {
            return files.size(file.path());
        }
        return query instanceof Query.FileSignature file ? files.size(file.path()) : 1;
    }

    private static Finding<WindowsKernelFact> kernel(OperatingSystem system) {
        try {
            return Finding.exists(new WindowsKernelFact(system.kernelBuild()
                    .map(Finding::exists)
                    .orElseGet(() -> Finding.notCollected(
                            NotCollectedReason.NOT_ON_THIS_SYSTEM, "this kernel does not tell its revision"))));
        } catch (Win32Failure e) {
            return Finding.exists(new WindowsKernelFact(e.error()));
        }
    }

    private static boolean has32BitView(OperatingSystem system) {
        try {
            return switch (system.machines().system()) {
                case X86 -> false;
                case X64, ARM64, IA64, OTHER -> true;
            };
        } catch (Win32Failure e) {
            return true; // 32-bit Windows ignores the flags; without them 64-bit Windows would redirect silently
        }
    }

    private static <T, Q extends Query<T>> BiFunction<Q, Progress, Finding<T>> oneStep(Function<Q, Finding<T>> read) {
        return (query, progress) -> {
            Finding<T> finding = read.apply(query);
            progress.advance(1, query.kind());
            return finding;
        };
    }

    /** How one kind of query is answered. */
    private record Answer<T, Q extends Query<T>>(Class<Q> kind, BiFunction<Q, Progress, Finding<T>> read) {
        Finding<T> to(Query<?> query, Progress progress) {
            return read.apply(kind.cast(query), progress);
        }
    }
}
