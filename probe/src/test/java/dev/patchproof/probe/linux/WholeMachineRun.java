package dev.patchproof.probe.linux;

import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Verifies every package of this machine, as a process of its own that {@code .ci/benchmark} measures. Prints what it
 * found and the most memory that it held; with a file named, writes the whole finding there.
 */
final class WholeMachineRun {
    private WholeMachineRun() {}

    public static void main(String[] args) throws IOException {
        LinuxCollector collector = new LinuxCollector(Path.of("/"), false);
        Query<DebianPackagesFact> everything = new Query.EveryDebianPackage();
        LongAdder heard = new LongAdder();
        Finding<DebianPackagesFact> finding = collector.collect(everything, (bytes, what) -> heard.add(bytes));
        List<PackageFiles> compared = finding.<List<PackageFiles>>fold(
                fact -> fact.packages().stream()
                        .flatMap(one -> one.files()
                                .fold(
                                        files -> Stream.of(files),
                                        Stream::<PackageFiles>empty,
                                        missing -> Stream.<PackageFiles>empty(),
                                        failed -> Stream.<PackageFiles>empty()))
                        .toList(),
                List::of,
                missing -> List.of(),
                failed -> {
                    throw new IllegalStateException(failed.toString());
                });
        System.out.printf(
                Locale.ROOT,
                "packages %d files %d matching %d progress %d of %d MB peak %d MB%n",
                compared.size(),
                sum(compared, PackageFiles::recorded),
                sum(compared, PackageFiles::matching),
                heard.sum() >> 20,
                collector.work(everything) >> 20,
                peakMegabytes());
        if (args.length > 0) {
            Files.writeString(Path.of(args[0]), finding + "\n");
        }
    }

    private static long sum(List<PackageFiles> compared, ToLongFunction<PackageFiles> of) {
        return compared.stream().mapToLong(of).sum();
    }

    private static long peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }
}
