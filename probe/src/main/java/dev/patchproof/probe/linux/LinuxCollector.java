package dev.patchproof.probe.linux;

import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.ReplacedMappingsFact;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.probe.collector.Collector;
import dev.patchproof.probe.collector.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers the queries of a Linux of the Debian family: the running one, or one that lies in a folder. */
public final class LinuxCollector implements Collector {
    private final RootFolder root;
    private final boolean offline;
    private final ProcFolder proc;
    private final Finding<DpkgDatabase> database;
    private @Nullable Owners owners;

    /**
     * Reads the dpkg database at once, so that every answer is about the same state.
     *
     * @param root the folder that is the system's /
     * @param offline whether the system in that folder is not the one that runs
     */
    public LinuxCollector(Path root, boolean offline) {
        this(root, offline, new NioDisk());
    }

    LinuxCollector(Path path, boolean offline, Disk disk) {
        this.root = new RootFolder(path, disk);
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
    @SuppressWarnings("unchecked") // each case answers the Query<T> it is given with a Finding<T>
    public <T> Finding<T> collect(Query<T> query, Progress progress) {
        try {
            Finding<T> finding = (Finding<T>) query.fold(new Answers(progress));
            if (work(query) == 1) {
                progress.advance(1, query.kind());
            }
            return finding;
        } catch (RuntimeException e) { // a defect of ours must not hide what the other queries found
            return Finding.error("INTERNAL", e.toString());
        }
    }

    @Override
    public long work(Query<?> query) {
        if (query instanceof Query.DebianPackages packages) {
            long bytes = database.fold(
                    known -> DebianPackagesReader.asked(known, packages).stream()
                            .mapToLong(DpkgRecord::installedSize)
                            .sum(),
                    () -> 0L,
                    missing -> 0L,
                    failed -> 0L);
            return Math.max(1, bytes);
        }
        return 1;
    }

    private final class Answers implements Query.Cases<Finding<?>> {
        private final Progress progress;

        Answers(Progress progress) {
            this.progress = progress;
        }

        @Override
        public Finding<DebianPackagesFact> debianPackages(Query.DebianPackages query) {
            return withDatabase(known -> packages(known, query, progress));
        }

        private Finding<DebianPackagesFact> packages(DpkgDatabase known, Query.DebianPackages query, Progress heard) {
            try {
                return new DebianPackagesReader(root, known, owners(known)).read(query, heard);
            } catch (IOException e) {
                return Failures.error(e);
            }
        }

        @Override
        public Finding<?> linuxKernel(Query.LinuxKernel query) {
            return Finding.exists(new KernelReader(root, proc, offline).read(database));
        }

        @Override
        public Finding<?> replacedMappings(Query.ReplacedMappings query) {
            return ifRunning(() -> withDatabase(this::replacedMappings));
        }

        private Finding<ReplacedMappingsFact> replacedMappings(DpkgDatabase known) {
            try {
                return new ReplacedMappingsReader(root, proc, owners(known)).read();
            } catch (IOException e) {
                return Failures.error(e);
            }
        }

        @Override
        public Finding<?> rebootRequired(Query.RebootRequired query) {
            return ifRunning(() -> new RebootFlagReader(root).read());
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
    }

    private Owners owners(DpkgDatabase known) throws IOException {
        if (owners == null) {
            owners = Owners.read(root, known);
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

    private <T> Finding<T> ifRunning(Supplier<Finding<T>> answer) {
        return offline
                ? Finding.notCollected(NotCollectedReason.OFFLINE_ROOT, "nothing runs in a folder")
                : answer.get();
    }

    private static <T> Finding<T> notHere() {
        return Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "this is not Windows");
    }
}
