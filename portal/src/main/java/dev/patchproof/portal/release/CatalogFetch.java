package dev.patchproof.portal.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchproof.portal.download.DownloadException;
import dev.patchproof.portal.download.Fetched;
import dev.patchproof.portal.download.PatientDownload;
import dev.patchproof.portal.home.DataDirectory;
import dev.patchproof.portal.home.PrivateFiles;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.release.FetchReport.Outcome;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks for a newer release at the configured address; off where none is configured. */
@Singleton
public final class CatalogFetch {
    private static final Logger LOG = Logger.getLogger(CatalogFetch.class);

    private static final List<String> TYPES =
            List.of("application/zip", "application/x-zip-compressed", "application/octet-stream");

    private final Releases releases;
    private final Settings.Fetch settings;
    private final PatientDownload download;
    private final Path note;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    CatalogFetch(Releases releases, Settings settings, DataDirectory directory, ObjectMapper json, Clock clock) {
        this(releases, settings, directory.directory("catalog"), json, clock);
    }

    CatalogFetch(Releases releases, Settings settings, Path folder, ObjectMapper json, Clock clock) {
        this.releases = releases;
        this.settings = settings.catalog().fetch();
        this.json = json;
        this.clock = clock;
        note = folder.resolve("last-fetch.json");
        if (!PatientDownload.accepts(this.settings, this.settings.timeout(), this.settings.maxSize())) {
            throw new ConfigurationException("Patchproof refuses patchproof.catalog.fetch.*: expected attempts,"
                    + " max-size, timeout and every above zero, found one that is not");
        }
        download = new PatientDownload(this.settings, this.settings.timeout(), this.settings.maxSize(), folder);
    }

    /** Whether an address is configured. */
    public boolean isOn() {
        return settings.url().isPresent();
    }

    /** The last look; empty before the first. */
    public Optional<FetchReport> last() {
        try {
            return Files.exists(note)
                    ? Optional.of(json.readValue(Files.readAllBytes(note), FetchReport.class))
                    : Optional.empty();
        } catch (IOException notReadable) {
            LOG.warnf("%s cannot be read and is passed over: %s", note, notReadable.getMessage());
            return Optional.empty();
        }
    }

    @Scheduled(every = "30s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookWhenDue() {
        Instant now = clock.instant();
        boolean due = last().map(report -> !now.isBefore(report.at().plus(settings.every())))
                .orElse(true);
        if (due) {
            look();
        }
    }

    /** Looks now, with all its attempts; empty where no address is configured. */
    public synchronized Optional<FetchReport> look() {
        return settings.url().map(this::look);
    }

    private FetchReport look(URI address) {
        Optional<String> tag = last().filter(report -> report.address().equals(address.toString()))
                .flatMap(FetchReport::tag);
        FetchReport report = look(address, tag);
        try {
            PrivateFiles.write(note, json.writeValueAsBytes(report));
        } catch (IOException notKept) {
            LOG.warnf("%s cannot be written: %s", note, notKept.getMessage());
        }
        return report;
    }

    private FetchReport look(URI address, Optional<String> tag) {
        try {
            Optional<Fetched> file = download.get(address, TYPES, tag);
            return file.isPresent()
                    ? offered(address, file.get(), tag)
                    : report(address, Outcome.NOTHING_NEW, "The server has nothing newer (status 304).", tag);
        } catch (DownloadException failed) {
            return report(address, Outcome.FAILED, failed.reason() + ": " + failed.getMessage(), tag);
        }
    }

    /** The tag of a refused file is not kept: the next look gets it again, and says again why it is refused. */
    private FetchReport offered(URI address, Fetched file, Optional<String> tag) {
        ImportOutcome outcome = releases.take(file.file());
        try {
            Files.deleteIfExists(file.file());
        } catch (IOException stays) {
            LOG.warnf("%s cannot be deleted: %s", file.file(), stays);
        }
        return switch (outcome.kind()) {
            case TAKEN -> report(address, Outcome.TAKEN, outcome.message(), file.tag());
            case ALREADY_IN_USE -> report(address, Outcome.NOTHING_NEW, outcome.message(), file.tag());
            case REFUSED -> report(address, Outcome.REFUSED, outcome.message(), tag);
        };
    }

    private FetchReport report(URI address, Outcome outcome, String message, Optional<String> tag) {
        return new FetchReport(clock.instant(), address.toString(), outcome, message, tag);
    }
}
