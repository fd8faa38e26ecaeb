package dev.patchproof.portal.release;

import dev.patchproof.portal.home.DataDirectory;
import dev.patchproof.portal.home.PrivateFiles;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The folder {@code catalog-incoming} in the data directory: a release that is put there is offered, and goes away when
 * it is taken. One that is refused stays, renamed, with the reason in a text beside it. Also follows what a command of
 * the administrator did in another process.
 */
@Singleton
final class Incoming {
    private static final Logger LOG = Logger.getLogger(Incoming.class);
    /** A file that somebody is still copying is left alone. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final Releases releases;
    private final CatalogInUse catalog;
    private final Path folder;
    private final Clock clock;

    @Inject
    Incoming(Releases releases, CatalogInUse catalog, DataDirectory directory, Clock clock) {
        this(releases, catalog, directory.directory("catalog-incoming"), clock);
    }

    Incoming(Releases releases, CatalogInUse catalog, Path folder, Clock clock) {
        this.releases = releases;
        this.catalog = catalog;
        this.folder = folder;
        this.clock = clock;
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        catalog.follow();
        try {
            for (Path file : files()) {
                take(file);
            }
        } catch (IOException e) {
            LOG.warnf("The folder %s cannot be read: %s", folder, e);
        }
    }

    private List<Path> files() throws IOException {
        Instant settled = clock.instant().minus(SETTLED);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".zip"))
                    .filter(file -> isBefore(file, settled))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isBefore(Path file, Instant settled) {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(settled);
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private void take(Path file) throws IOException {
        ImportOutcome outcome = releases.take(file);
        switch (outcome.kind()) {
            case TAKEN, ALREADY_IN_USE -> Files.deleteIfExists(file);
            case REFUSED -> {
                Path aside = file.resolveSibling(file.getFileName() + ".refused");
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
                PrivateFiles.write(
                        file.resolveSibling(file.getFileName() + ".refused.txt"),
                        (outcome.message() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
