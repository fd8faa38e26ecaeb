package dev.patchproof.portal.bundle;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.home.DataDirectory;
import dev.patchproof.portal.home.PrivateFiles;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The runtimes in the data directory's folder {@code runtimes}. A file that is put there is checked once, within seconds
 * and not while anybody waits; one that is refused is told in the log and by {@code runtimes list}.
 */
@Singleton
public final class Runtimes {
    private static final Logger LOG = Logger.getLogger(Runtimes.class);
    /** A file that was written to just now may not be whole. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final Path folder;
    private final Path copies;
    private final Clock clock;
    private final Map<String, Seen> seen = new TreeMap<>();
    private volatile List<CheckedRuntime> offered = List.of();

    @Inject
    Runtimes(DataDirectory data, Clock clock) {
        this(data.directory("runtimes"), data.directory("runtimes-checked"), clock);
    }

    Runtimes(Path folder, Path copies, Clock clock) {
        this.folder = requireNonNull(folder, "folder");
        this.copies = requireNonNull(copies, "copies");
        this.clock = requireNonNull(clock, "clock");
    }

    /** A dropped file as it was when it was checked, and what came of it. */
    record Seen(String stamp, Outcome outcome) {}

    /** What came of a dropped file: a runtime, or words why not. */
    record Outcome(List<CheckedRuntime> runtime, String words) {}

    /** What bundles can be made with, one per platform at most. */
    public List<CheckedRuntime> offered() {
        return offered;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            lookAt(files());
        } catch (IOException e) {
            LOG.warn("The folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith(".") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private synchronized void lookAt(List<Path> files) throws IOException {
        seen.keySet()
                .retainAll(files.stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
        Map<Platform, CheckedRuntime> found = new EnumMap<>(Platform.class);
        for (Path file : files) {
            String name = file.getFileName().toString();
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            if (changed.plus(SETTLED).isAfter(clock.instant())) {
                continue;
            }
            String stamp = stamp(file);
            Seen before = seen.get(name);
            boolean fresh = before == null || !before.stamp().equals(stamp);
            Seen now = fresh || before == null ? new Seen(stamp, take(file)) : before;
            if (!stamp.equals(stamp(file))) {
                seen.remove(name); // what was copied need not be what was checked: the next look checks anew
                continue;
            }
            seen.put(name, now);
            if (fresh) {
                LOG.info("Runtime " + name + ": " + now.outcome().words());
            }
            for (CheckedRuntime runtime : now.outcome().runtime()) {
                if (found.putIfAbsent(runtime.platform(), runtime) != null && fresh) {
                    LOG.warn("Runtime " + name + " is not used: one file expected for each platform, found another for "
                            + runtime.platform().code() + " before it");
                }
            }
        }
        offered = List.copyOf(found.values());
        removeCopiesOfNothing();
    }

    /** The file, and as it is now: a file of this name that was put in its place is another one. */
    private static String stamp(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return now.size() + " " + now.lastModifiedTime() + " " + now.fileKey();
    }

    /** Of files that are gone or refused, and of those that an earlier process left. A download keeps its open file. */
    private void removeCopiesOfNothing() throws IOException {
        Set<Path> wanted = seen.values().stream()
                .flatMap(each -> each.outcome().runtime().stream())
                .map(CheckedRuntime::prepared)
                .collect(Collectors.toSet());
        try (Stream<Path> left = Files.list(copies)) {
            for (Path copy : left.filter(each -> !wanted.contains(each)).toList()) {
                Files.deleteIfExists(copy);
            }
        }
    }

    private Outcome take(Path file) {
        try {
            RuntimeCheck.Found found = RuntimeCheck.check(file);
            Path copy = copies.resolve(file.getFileName() + ".copy");
            PrivateFiles.write(copy, out -> RuntimeCopy.write(file, found, out));
            CheckedRuntime runtime = new CheckedRuntime(found.platform(), found.version(), copy, Files.size(copy));
            return new Outcome(
                    List.of(runtime),
                    "offered: Java " + found.version() + " for "
                            + found.platform().code());
        } catch (RuntimeRefusedException e) {
            return new Outcome(List.of(), "refused: " + e.getMessage());
        } catch (IOException e) {
            return new Outcome(
                    List.of(), "refused: it cannot be copied: " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** Each file in the folder, checked anew, and what is found; for the command, which offers nothing. */
    List<String> report() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files().stream().sorted(Comparator.naturalOrder()).toList()) {
            lines.add(file.getFileName() + "  " + verdict(file));
        }
        return lines;
    }

    private static String verdict(Path file) {
        try {
            RuntimeCheck.Found found = RuntimeCheck.check(file);
            return "good: Java " + found.version() + " for " + found.platform().code();
        } catch (IOException e) {
            return "refused: " + e.getMessage();
        }
    }

    Path folder() {
        return folder;
    }
}
