package dev.patchproof.probe.linux;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.ReplacedMappingsFact;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.probe.collector.Collector;
import dev.patchproof.probe.collector.Progress;
import dev.patchproof.probe.collector.ReadBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers the queries of a Linux of the Debian family: the running one, or one that lies in a folder. */
public final class LinuxCollector implements Collector {
    private final RootFolder root;
    private final boolean offline;
    private final ProcFolder proc;
    private final Finding<DpkgDatabase> database;
    /** Packages that a query has asked for, so that the kernel's files are not read twice. */
    private final List<DebianPackage> answered = new ArrayList<>();

    private @Nullable Owners owners;

    /**
     * Reads the dpkg database at once, so that every answer is about the same state.
     *
     * @param root the folder that is the system's /
     * @param offline whether the system in that folder is not the one that runs
     */
    public LinuxCollector(Path root, boolean offline) {
        this(root, offline, new NioDisk(), ReadBudget.ofOneRun());
    }

    LinuxCollector(Path path, boolean offline, Disk disk, ReadBudget budget) {
        this.root = new RootFolder(path, new BoundedDisk(disk, budget));
        this.offline = offline;
        this.proc = new ProcFolder(root);
        this.database = readDatabase();
    }

    private Finding<DpkgDatabase> readDatabase() {
        try {
            return Finding.exists(DpkgDatabase.read(root));
        } catch (IOException e) {
            return Failures.error(e);
        }
    }

    @Override
    public SystemFacts system() {
        return new SystemReader(root, proc, offline).read(database);
    }

    @Override
    public Finding<String> machineId() {
        return ifRunning(() -> new MachineIdReader(root).read());
    }

    @Override
    @SuppressWarnings("unchecked") // each case answers the Query<T> it is given with a Finding<T>
    public <T> Finding<T> collect(Query<T> query, Progress progress) {
        try {
            Finding<T> finding = (Finding<T>) query.fold(new Answers(progress));
            if (work(query) == 1) {
                progress.advance(1, query.kind());
            }
            return finding;
        } catch (UncheckedIOException e) {
            return Failures.error(requireNonNull(e.getCause())); // it has one by its contract
        } catch (RuntimeException e) { // a defect of ours must not hide what the other queries found
            return Finding.error("INTERNAL", e.toString());
        }
    }

    @Override
    public long work(Query<?> query) {
        if (query instanceof Query.DebianPackages packages) {
            return bytes(known -> named(known, packages.names()));
        }
        if (query instanceof Query.EveryDebianPackage) {
            return bytes(LinuxCollector::all);
        }
        return query instanceof Query.LinuxKernel ? bytes(KernelReader::compared) : 1;
    }

    private long bytes(Function<DpkgDatabase, List<DpkgRecord>> asked) {
        return Math.max(1, database.fold(known -> bytes(asked.apply(known)), () -> 0L, missing -> 0L, failed -> 0L));
    }

    private static long bytes(List<DpkgRecord> records) {
        return records.stream().mapToLong(DpkgRecord::installedSize).sum();
    }

    private static List<DpkgRecord> all(DpkgDatabase known) {
        return List.copyOf(known.records());
    }

    private static List<DpkgRecord> named(DpkgDatabase known, List<String> names) {
        Set<String> asked = Set.copyOf(names);
        return known.records().stream()
                .filter(record -> asked.contains(record.name()))
                .toList();
    }

    private final class Answers implements Query.Cases<Finding<?>> {
        private final Progress progress;

        Answers(Progress progress) {
            this.progress = progress;
        }

        @Override
        public Finding<DebianPackagesFact> debianPackages(Query.DebianPackages query) {
            Set<String> names = Set.copyOf(query.names());
            return packages(names::contains, known -> named(known, query.names()));
        }

        @Override
        public Finding<DebianPackagesFact> everyDebianPackage(Query.EveryDebianPackage query) {
            return packages(name -> true, LinuxCollector::all);
        }

        private Finding<DebianPackagesFact> packages(
                Predicate<String> names, Function<DpkgDatabase, List<DpkgRecord>> asked) {
            Finding<DebianPackagesFact> finding =
                    withDatabase(known -> ifWhole(known, names, () -> packages(known, asked.apply(known))));
            answered.addAll(
                    finding.fold(DebianPackagesFact::packages, List::of, missing -> List.of(), failed -> List.of()));
            return finding;
        }

        private Finding<DebianPackagesFact> packages(DpkgDatabase known, List<DpkgRecord> asked) {
            return new DebianPackagesReader(root, known, owners(known)).read(asked, progress);
        }

        @Override
        public Finding<?> linuxKernel(Query.LinuxKernel query) {
            return Finding.exists(new KernelReader(
                            root, proc, offline, asked -> withDatabase(known -> kernels(known, asked)))
                    .read(withDatabase(known -> ifWhole(known, KernelReader::isImage, () -> Finding.exists(known)))));
        }

        private Finding<DebianPackagesFact> kernels(DpkgDatabase known, List<DpkgRecord> asked) {
            List<DpkgRecord> unread = asked.stream()
                    .filter(record -> answered.stream().noneMatch(record::isOf))
                    .toList();
            List<DebianPackage> before = answered.stream()
                    .filter(one -> asked.stream().anyMatch(record -> record.isOf(one)))
                    .toList();
            progress.advance(bytes(asked) - bytes(unread), Query.LinuxKernel.KIND);
            return packages(known, unread)
                    .map(fact -> new DebianPackagesFact(Stream.concat(before.stream(), fact.packages().stream())
                            .toList()));
        }

        @Override
        public Finding<?> replacedMappings(Query.ReplacedMappings query) {
            return ifRunning(() -> withDatabase(this::replacedMappings));
        }

        private Finding<ReplacedMappingsFact> replacedMappings(DpkgDatabase known) {
            return new ReplacedMappingsReader(root, proc, owners(known)).read();
        }

        @Override
        public Finding<?> rebootRequired(Query.RebootRequired query) {
            return ifRunning(() -> new RebootFlagReader(root).read());
        }

        @Override
        public Finding<?> ubuntuOffers(Query.UbuntuOffers query) {
            return Finding.exists(new UbuntuOffersReader(root).read());
        }

        @Override
        public Finding<?> registryKey(Query.RegistryKey query) {
            return notHere();
        }

        @Override
        public Finding<?> registryValue(Query.RegistryValue query) {
            return notHere();
        }

        @Override
        public Finding<?> windowsFile(Query.WindowsFile query) {
            return notHere();
        }

        @Override
        public Finding<?> windowsRestart(Query.WindowsRestart query) {
            return notHere();
        }

        @Override
        public Finding<?> windowsServicing(Query.WindowsServicing query) {
            return notHere();
        }

        @Override
        public Finding<?> fileSignature(Query.FileSignature query) {
            return notHere();
        }

        @Override
        public Finding<?> loadedModules(Query.LoadedModules query) {
            return notHere();
        }

        @Override
        public Finding<?> windowsKernel(Query.WindowsKernel query) {
            return notHere();
        }
    }

    private Owners owners(DpkgDatabase known) {
        if (owners == null) {
            owners = new Owners(root, known);
        }
        return owners;
    }

    private <T> Finding<T> withDatabase(Function<DpkgDatabase, Finding<T>> answer) {
        return database.fold(
                answer,
                () -> Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "there is no dpkg database"),
                missing -> Finding.notCollected(missing.reason(), missing.detail()),
                failed -> Finding.error(failed.code(), failed.message()));
    }

    private static <T> Finding<T> ifWhole(DpkgDatabase known, Predicate<String> names, Supplier<Finding<T>> answer) {
        try {
            return known.lost(names)
                    .map(name -> Finding.<T>error(
                            "RECORD_INCOMPLETE", "dpkg has the list of files of " + name + " and does not know it"))
                    .orElseGet(answer);
        } catch (IOException e) {
            return Failures.error(e);
        }
    }

    private <T> Finding<T> ifRunning(Supplier<Finding<T>> answer) {
        return offline
                ? Finding.notCollected(NotCollectedReason.OFFLINE_ROOT, "nothing runs in a folder")
                : answer.get();
    }

    private static <T> Finding<T> notHere() {
        return Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "this is not Windows");
    }
}
