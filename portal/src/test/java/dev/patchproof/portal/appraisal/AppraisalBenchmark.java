package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ProductCondition.Processor;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.portal.collection.Planner;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Measures what loading the shipped catalog costs, and planning and judging one computer while the catalog grows around
 * the updates of its product. All sizes are measured in turns in one run; what counts is the time of the processor, which
 * says the same on a machine that is busy with something else. {@code .ci/benchmark-appraisal} runs it; ends with 1 where a bar is missed.
 */
final class AppraisalBenchmark {
    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
    private static final int MONTHS = 60;
    private static final int PACKAGES = 3_000;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;
    private static final int RUNS = 20;
    private static final double BAR = 1.5;

    private AppraisalBenchmark() {}

    public static void main(String[] arguments) {
        load();
        List<Measured> sizes = SIZES.stream().map(Measured::new).toList();
        Measured smallest = sizes.get(0);
        Computer computer = computer();
        Evidence evidence = computer.answering(smallest.catalog);
        String answer = describe(smallest.catalog, evidence);
        sizes.forEach(size -> check(answer, describe(size.catalog, evidence)));
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (Measured size : sizes) {
                double plan = milliseconds(10 * RUNS, () -> Planner.queries(size.catalog, computer.product()));
                double judgement = milliseconds(RUNS, () -> Judging.judge(size.catalog, evidence));
                if (round >= 0) {
                    size.plans[round] = plan;
                    size.judgements[round] = judgement;
                }
            }
        }
        say("%nOne computer, %d cumulative updates of its product, %d packages: %s%n", MONTHS, PACKAGES, answer);
        say("%9s %10s %7s %12s %7s %12s%n", "updates", "plan (ms)", "ratio", "judge (ms)", "ratio", "judged / s");
        boolean missed = false;
        for (Measured size : sizes) {
            double plan = median(size.plans);
            double judgement = median(size.judgements);
            double planRatio = plan / median(smallest.plans);
            double ratio = judgement / median(smallest.judgements);
            missed |= ratio > BAR || planRatio > BAR;
            say(
                    "%9d %10.3f %7.2f %12.3f %7.2f %12.0f%n",
                    size.updates, plan, planRatio, judgement, ratio, 1000 / judgement);
        }
        say("bar: %.1f x of %d updates%n", BAR, smallest.updates);
        System.exit(missed ? 1 : 0);
    }

    /** A catalog of one size, and what was measured with it. */
    private static final class Measured {
        private final int updates;
        private final Catalog catalog;
        private final double[] plans = new double[ROUNDS];
        private final double[] judgements = new double[ROUNDS];

        Measured(int updates) {
            this.updates = updates;
            catalog = synthetic(updates);
        }
    }

    private static void load() {
        long before = used();
        long start = System.nanoTime();
        long startOfWork = processorTime();
        Catalog shipped = CatalogReader.shipped();
        double work = (processorTime() - startOfWork) / 1e6;
        double cold = (System.nanoTime() - start) / 1e6;
        long after = used();
        double[] warm = new double[9];
        for (int round = 0; round < warm.length; round++) {
            warm[round] = milliseconds(
                    1, () -> check(shipped.release(), CatalogReader.shipped().release()));
        }
        say(
                "Shipped catalog, %d updates: read and checked in %.0f ms (%.0f ms of the processor) by a JVM that just"
                        + " started, in %.0f ms of the processor by a warm one; holds %.1f MB%n",
                shipped.updates().size(), cold, work, median(warm), (after - before) / 1048576.0);
        check(shipped.release(), CatalogReader.shipped().release());
    }

    /** The updates of one product, the same in every size, among those of many others. */
    private static Catalog synthetic(int size) {
        CumulativeCatalog mine = new CumulativeCatalog();
        LocalDate first = LocalDate.parse("2021-03-09");
        for (int month = 0; month < MONTHS; month++) {
            mine.month(
                    "KB60" + (10_000 + month),
                    first.plusMonths(month),
                    CumulativeCatalog.product(26100, "workstation"),
                    26100,
                    1_000 + 100 * month,
                    month % 3 == 0 ? 0 : 950 + 100 * month);
        }
        List<Update> others = new ArrayList<>();
        for (int number = 0; number < size - MONTHS; number++) {
            others.add(number % 2 == 0 ? ofAnotherWindows(number) : ofALinux(number));
        }
        return mine.with(others.toArray(new Update[0]));
    }

    private static Update ofAnotherWindows(int number) {
        int build = 30_000 + number % 40;
        CumulativeCatalog one = new CumulativeCatalog();
        one.month(
                "KB7" + number,
                LocalDate.parse("2024-02-13"),
                CumulativeCatalog.product(build, "workstation"),
                build,
                100 + number / 40,
                0);
        return one.with().updates().get(0);
    }

    private static Update ofALinux(int number) {
        Fix fix = Catalogs.fix(
                new ProductCondition(
                        Family.DEBIAN,
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Set.of(),
                        Set.of(Processor.X64),
                        Set.of(),
                        Optional.of("release-" + number % 20)),
                List.of(new DebianPackages(Map.of("package-" + number, new DebianVersion("1.0-1")))),
                List.of());
        return CumulativeCatalog.update("debian:release:" + number, Optional.empty(), List.of(fix));
    }

    /** Current, with as many packages as a Windows that was updated for years. */
    private static Computer computer() {
        int revision = 1_000 + 100 * (MONTHS - 1);
        Computer computer = ModernWindows.filesOf(ModernWindows.windows11(Integer.toString(revision)), 26100, revision);
        for (int number = 0; number < PACKAGES; number++) {
            computer.serviced(
                    (number % 10 == 0
                                    ? "Package_" + number + "_for_KB" + (5_000_000 + number)
                                    : "Microsoft-Windows-Client-Features-Package-" + number)
                            + "~31bf3856ad364e35~amd64~~10.0.26100.1000",
                    0x70,
                    Computer.LONG_AGO);
        }
        return computer.serviced(
                "Package_for_RollupFix~31bf3856ad364e35~amd64~~26100." + revision + ".1.8", 0x70, Computer.LONG_AGO);
    }

    private static String describe(Catalog catalog, Evidence evidence) {
        AttestationResult result = Judging.judge(catalog, evidence);
        return result.found() + ", settled by "
                + result.updates().stream()
                        .map(update -> update.updateId() + " (" + update.verdict() + ")")
                        .toList()
                + ", with it "
                + result.folded().stream()
                        .mapToInt(folded -> folded.updateIds().size())
                        .sum()
                + " earlier ones";
    }

    private static double milliseconds(int runs, Runnable work) {
        long start = processorTime();
        for (int run = 0; run < runs; run++) {
            work.run();
        }
        return (processorTime() - start) / 1e6 / runs;
    }

    /** Of this thread, in nanoseconds; what the JVM compiles and collects beside it is not in it. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long used() {
        for (int round = 0; round < 3; round++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void check(String expected, String found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("expected " + expected + ", found " + found);
        }
    }

    private static void say(String words, Object... values) {
        System.out.printf(Locale.ROOT, words, values);
    }
}
