package dev.patchproof.portal.feed;

import dev.patchproof.portal.download.DownloadException;
import dev.patchproof.portal.download.PatientDownload;
import dev.patchproof.portal.feed.FeedReport.Outcome;
import dev.patchproof.portal.release.CatalogInUse;
import dev.patchproof.portal.release.Underlying;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks for newer data of each configured feed when it is due, and takes it into use; nothing where none is configured. */
@Singleton
public final class FeedImports {
    private static final Logger LOG = Logger.getLogger(FeedImports.class);

    private final Feeds feeds;
    private final CatalogInUse catalog;
    private final Clock clock;

    @Inject
    FeedImports(Feeds feeds, CatalogInUse catalog, Clock clock) {
        this.feeds = feeds;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Deletes what an ended process left half done; before the first look. */
    public void begin() {
        feeds.folder().sweepHalfDone();
    }

    /** The configured feeds, in the order in which they are imported. */
    public List<FeedState> states() {
        Map<String, FeedReport> reports = feeds.folder().reports();
        List<String> inUse = catalog.snapshot().feeds();
        return feeds.configured().stream()
                .map(feed -> new FeedState(
                        feed.name(),
                        feed.kind().importer(),
                        feed.source().address(),
                        feed.isOverTls(),
                        inUse.contains(feed.name()),
                        Optional.ofNullable(reports.get(feed.name()))))
                .toList();
    }

    @Scheduled(every = "30s", delayed = "25s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookWhenDue() {
        for (ConfiguredFeed feed : feeds.configured()) {
            if (isDue(feed)) {
                look(feed);
            }
        }
    }

    private boolean isDue(ConfiguredFeed feed) {
        Instant now = clock.instant();
        String over = catalog.underlying().release();
        return Optional.ofNullable(feeds.folder().reports().get(feed.name()))
                .filter(report -> report.over().equals(over))
                .map(report -> !now.isBefore(report.at().plus(feed.settings().every())))
                .orElse(true);
    }

    /** Looks now, with all its attempts; empty where there is no such feed. */
    public Optional<FeedReport> look(String name) {
        return feeds.configured().stream()
                .filter(feed -> feed.name().equals(name))
                .findFirst()
                .map(this::look);
    }

    private synchronized FeedReport look(ConfiguredFeed feed) {
        Underlying underlying = catalog.underlying();
        FeedReport report = look(feed, underlying);
        feeds.folder().report(feed.name(), report);
        if (report.outcome() == Outcome.REFUSED || report.outcome() == Outcome.FAILED) {
            LOG.warnf("Feed %s: %s", feed.name(), report.message());
            feeds.folder().sweepUnused();
        }
        return report;
    }

    private FeedReport look(ConfiguredFeed feed, Underlying underlying) {
        try {
            FeedSource.Found found = feed.source().look(visit(feed, underlying));
            boolean another = catalog.take(over -> feeds.with(over, feed, found.documents()));
            String inUse = another
                    ? "What came is in use: " + names(found) + "."
                    : "The catalog has it already: " + names(found) + ".";
            return found.failures().isEmpty()
                    ? report(another ? Outcome.TAKEN : Outcome.NOTHING_NEW, inUse, underlying)
                    : report(Outcome.FAILED, String.join("; ", found.failures()) + ". " + inUse, underlying);
        } catch (DownloadException failed) {
            return report(Outcome.FAILED, failed.reason() + ": " + failed.getMessage(), underlying);
        } catch (FeedException | IOException refused) {
            return report(Outcome.REFUSED, String.valueOf(refused.getMessage()), underlying);
        }
    }

    private FeedVisit visit(ConfiguredFeed feed, Underlying underlying) throws IOException {
        Set<String> files = underlying.files().keySet().stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        PatientDownload download = new PatientDownload(
                feed.settings(),
                feed.settings().timeout(),
                feed.settings().maxSize(),
                feeds.folder().path());
        return new FeedVisit(
                feed.name(), feeds.folder(), download, clock.instant(), feeds.inUse(feed, underlying), files::contains);
    }

    private FeedReport report(Outcome outcome, String message, Underlying underlying) {
        return new FeedReport(clock.instant(), outcome, message, underlying.release());
    }

    private static String names(FeedSource.Found found) {
        return found.documents().isEmpty()
                ? "no document"
                : found.documents().stream().map(KeptDocument::name).collect(Collectors.joining(", "));
    }
}
