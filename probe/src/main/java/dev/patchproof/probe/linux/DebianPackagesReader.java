package dev.patchproof.probe.linux;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.probe.collector.Progress;
import dev.patchproof.probe.linux.Disk.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Answers which of the asked packages dpkg has, and compares their files with its record. */
final class DebianPackagesReader {
    /** Beyond it the disk sets the pace, and every thread holds buffers. */
    private static final int MOST_THREADS = 8;
    /** Files named in one answer; beyond it the evidence would outgrow what a portal takes. */
    private static final int MOST_NAMED_FILES = 20_000;

    private final RootFolder root;
    private final DpkgDatabase database;
    private final Owners owners;

    DebianPackagesReader(RootFolder root, DpkgDatabase database, Owners owners) {
        this.root = root;
        this.database = database;
        this.owners = owners;
    }

    /** @param asked of this reader's database */
    Finding<DebianPackagesFact> read(List<DpkgRecord> asked, Progress progress) {
        try {
            PackageCheck check =
                    new PackageCheck(root, database, Diversions.read(root), PathFilters.read(root), owners);
            List<DebianPackage> packages = checkAll(asked, check, progress);
            if (database.changedSince()) {
                return Finding.error(
                        "CHANGED_MEANWHILE", "packages were installed or removed while their files were read");
            }
            return Finding.exists(new DebianPackagesFact(packages));
        } catch (IOException e) {
            return Failures.error(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.error("INTERRUPTED", "the reading was stopped");
        }
    }

    /** The lists of apt beside them all, and large packages first, so that no thread is left alone at the end. */
    private List<DebianPackage> checkAll(List<DpkgRecord> asked, PackageCheck check, Progress progress)
            throws IOException, InterruptedException {
        ForkJoinPool pool = new ForkJoinPool(Math.min(MOST_THREADS, ForkJoinPool.getCommonPoolParallelism() + 1));
        try {
            ForkJoinTask<AptLists> lists = pool.submit(() -> AptLists.read(root, asked));
            List<ForkJoinTask<DebianPackage>> tasks = asked.stream()
                    .map(known -> ForkJoinTask.adapt(() -> describe(known, check, progress)))
                    .toList();
            IntStream.range(0, asked.size())
                    .boxed()
                    .sorted(Comparator.comparingLong(i -> -asked.get(i).installedSize()))
                    .forEach(i -> pool.execute(tasks.get(i)));
            List<DebianPackage> packages = new ArrayList<>();
            for (ForkJoinTask<DebianPackage> one : tasks) {
                packages.add(one.get());
            }
            return withinLimit(packages).stream()
                    .map(new PackageRemarks(lists.get(), StatOverrides.read(root))::in)
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException unreadable) {
                throw unreadable;
            }
            throw new IOException("a package could not be read: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
    }

    private DebianPackage describe(DpkgRecord known, PackageCheck check, Progress progress) {
        // the estimate is paid out as bytes are read, and its rest at the end, so that the bar ends where it should
        AtomicLong left = new AtomicLong(known.installedSize());
        Finding<PackageFiles> files = check.check(known, bytes -> {
            long before = left.getAndUpdate(estimate -> Math.max(0, estimate - bytes));
            progress.advance(Math.min(bytes, before), known.name());
        });
        progress.advance(left.get(), known.name());
        return new DebianPackage(
                known.name(),
                known.architecture(),
                known.version(),
                known.status(),
                known.source(),
                unpackedAt(known),
                Finding.notCollected(NotCollectedReason.NOT_ASKED, "filled in when all packages are read"),
                files);
    }

    private Finding<Instant> unpackedAt(DpkgRecord known) {
        try {
            Entry list = root.entry(database.info(known, "list"));
            return Finding.exists(list.changedAt().isAfter(list.modifiedAt()) ? list.changedAt() : list.modifiedAt());
        } catch (IOException e) {
            return Failures.finding(e);
        }
    }

    private static List<DebianPackage> withinLimit(List<DebianPackage> packages) {
        List<DebianPackage> result = new ArrayList<>();
        int named = 0;
        for (DebianPackage one : packages) {
            int more = one.files()
                    .fold(
                            files -> files.excluded().size() + files.differing().size() + strayLinks(files),
                            () -> 0,
                            missing -> 0,
                            failed -> 0);
            named += more;
            result.add(more == 0 || named <= MOST_NAMED_FILES ? one : withoutFiles(one, more));
        }
        return result;
    }

    private static int strayLinks(PackageFiles files) {
        return files.strayLinks().fold(List::size, () -> 0, missing -> 0, failed -> 0);
    }

    private static DebianPackage withoutFiles(DebianPackage one, int files) {
        return new DebianPackage(
                one.name(),
                one.architecture(),
                one.version(),
                one.status(),
                one.source(),
                one.unpackedAt(),
                one.archives(),
                Finding.notCollected(
                        NotCollectedReason.LIMIT_REACHED,
                        files + " files of it differ, and " + MOST_NAMED_FILES + " are named already"));
    }
}
