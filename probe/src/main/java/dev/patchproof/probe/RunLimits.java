package dev.patchproof.probe;

import dev.patchproof.catalog.limits.FileLimits;
import dev.patchproof.catalog.limits.PlanBounds;
import dev.patchproof.catalog.limits.RegistryLimits;
import dev.patchproof.catalog.limits.ValueShape;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.probe.collector.Collector;
import dev.patchproof.probe.collector.Progress;
import dev.patchproof.probe.collector.ReadBudget;
import dev.patchproof.probe.trust.EvidenceToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What one run may cost and send, however the allowed queries and the computer play together. A query that is not answered
 * in time (a file on a server that is gone, a pipe slipped in place of a file) is an error, and so is every one after
 * it: the thread that hangs may never come back, and nothing else is read beside it.
 */
final class RunLimits implements AutoCloseable {
    /** A portal takes evidence for an hour. */
    static final Duration LONGEST = Duration.ofMinutes(30);

    private final Collector collector;
    private final long end;
    private final Duration longest;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(RunLimits::thread);
    private boolean late;

    /** @param longest how long all queries together may take */
    RunLimits(Collector collector, Duration longest) {
        this.collector = collector;
        this.longest = longest;
        this.end = System.nanoTime() + longest.toNanos();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "collector");
        thread.setDaemon(true); // the program ends even where this one hangs
        return thread;
    }

    /**
     * Answers a query, or says why not.
     *
     * @throws InterruptedException where the person stopped the run: then nothing that was read may be sent
     */
    <T> Observation<T> observe(Query<T> query, Progress progress) throws InterruptedException {
        return new Observation<>(query, bounded(query, late ? tooLate() : answer(query, progress)));
    }

    private <T> Finding<T> answer(Query<T> query, Progress progress) throws InterruptedException {
        Future<Finding<T>> answer = worker.submit(() -> collector.collect(query, progress));
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            late = true;
            answer.cancel(true);
            return tooLate();
        } catch (ExecutionException e) { // a collector throws nothing but what the machine itself is short of
            return Finding.error("INTERNAL", query.kind() + ": " + e.getCause());
        }
    }

    private <T> Finding<T> tooLate() {
        return Finding.error(
                "LIMIT_REACHED", "reading has taken " + longest.toSeconds() + " s, and may take no longer");
    }

    @SuppressWarnings("unchecked") // the T of a Query.RegistryValue is its fact
    private static <T> Finding<T> bounded(Query<T> query, Finding<T> found) {
        if (!(query instanceof Query.RegistryValue value)) {
            return found;
        }
        return (Finding<T>) ((Finding<RegistryValueFact>) found)
                .<Finding<RegistryValueFact>>fold(
                        fact -> bounded(value, fact),
                        Finding::doesNotExist,
                        missing -> Finding.notCollected(missing.reason(), missing.detail()),
                        failed -> Finding.error(failed.code(), failed.message()));
    }

    /** The value, or an error in its place where it has another shape than it may be sent in. */
    private static Finding<RegistryValueFact> bounded(Query.RegistryValue query, RegistryValueFact found) {
        Optional<ValueShape> shape = RegistryLimits.shape(query.path(), query.name());
        if (shape.isPresent() && shape.get().fits(found.type(), found.data())) {
            return Finding.exists(found);
        }
        int length = found.data().stream().mapToInt(String::length).sum();
        return Finding.error(
                "UNEXPECTED_VALUE",
                query.path() + ", " + query.name() + ": expected "
                        + shape.map(ValueShape::words).orElse("a value that is on the list") + ", found " + found.type()
                        + " of " + length + " characters");
    }

    /** Everything that a plan may ask for and a run may cost, in words. */
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("A plan may ask for the following and nothing else; one that asks for more is refused whole.");
        lines.add("");
        lines.add(
                "Windows registry, both views; whether a key exists, and of its values only those named, with the time at which their key was written:");
        RegistryLimits.lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add("Windows files; version, size, times, digest, signing catalogs, whether processes have it loaded:");
        FileLimits.lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add("Windows by whole: states of servicing packages, pending restart without names of people's files,");
        lines.add("build of the running kernel.");
        lines.add("");
        lines.add(
                "Debian: records of packages and the digests of their files, installed and running kernel, processes");
        lines.add(
                "that use replaced files, the flag that asks for a restart. Never read, nor where a link leads there:");
        lines.add("  /home, /root, /run/user, /proc, /sys, /dev (of /proc only what the questions above need)");
        lines.add("");
        lines.add("At most " + PlanBounds.MOST_QUERIES + " queries, " + PlanBounds.MOST_NAMES + " names in them, "
                + (ReadBudget.OF_ONE_RUN >> 30) + " GiB read, " + LONGEST.toMinutes() + " minutes, and "
                + (EvidenceToken.LARGEST >> 20) + " MiB of evidence.");
        return lines;
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
