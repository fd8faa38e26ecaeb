package dev.patchproof.portal.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseFile;
import dev.patchproof.catalog.release.TrustedRelease;
import dev.patchproof.portal.feed.FeedReport.Outcome;
import dev.patchproof.portal.home.DataDirectory;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.release.CatalogSnapshot;
import dev.patchproof.portal.release.Overlay;
import dev.patchproof.portal.release.Underlying;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The documents of the configured feeds, and the catalogs made of them. */
@Singleton
public final class Feeds implements Overlay {
    private static final Logger LOG = Logger.getLogger(Feeds.class);

    private final List<ConfiguredFeed> configured;
    private final FeedFolder folder;
    private final FeedCatalogs catalogs;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    Feeds(Settings settings, DataDirectory directory, ObjectMapper json, Clock clock) {
        this(settings, directory.directory("catalog-feeds"), json, clock);
    }

    Feeds(Settings settings, Path path, ObjectMapper json, Clock clock) {
        configured = ConfiguredFeed.all(settings.catalog().feed());
        folder = new FeedFolder(path, json);
        catalogs = new FeedCatalogs(path);
        this.json = json;
        this.clock = clock;
    }

    List<ConfiguredFeed> configured() {
        return configured;
    }

    FeedFolder folder() {
        return folder;
    }

    /** Documents that are in a catalog over this one. */
    List<KeptDocument> inUse(ConfiguredFeed feed, Underlying underlying) {
        return current(underlying, folder.inUse(configured)).stream()
                .filter(each -> each.feed().name().equals(feed.name()))
                .flatMap(each -> each.documents().stream())
                .toList();
    }

    @Override
    public Optional<CatalogSnapshot> over(Underlying underlying) {
        Map<String, List<KeptDocument>> kept = new TreeMap<>(folder.inUse(configured));
        while (true) {
            List<FeedDocuments> feeds = current(underlying, kept);
            if (feeds.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(snapshot(underlying, feeds));
            } catch (FeedException notOverThis) {
                leaveOut(notOverThis, kept);
            }
        }
    }

    private void leaveOut(FeedException why, Map<String, List<KeptDocument>> kept) {
        LOG.errorf("What feeds brought is not used: %s: %s", why.feed(), why.getMessage());
        List<String> out = why.feed().isEmpty() ? List.copyOf(kept.keySet()) : List.of(why.feed());
        for (String feed : out) {
            kept.remove(feed);
            folder.report(
                    feed,
                    new FeedReport(
                            clock.instant(),
                            Outcome.REFUSED,
                            "What was fetched before is not used with the catalog that is in use now. "
                                    + why.getMessage(),
                            ""));
        }
    }

    /** The catalog with these documents of one feed; they are in use from then on, after a restart too. */
    CatalogSnapshot with(Underlying underlying, ConfiguredFeed feed, List<KeptDocument> documents)
            throws FeedException {
        Map<String, List<KeptDocument>> next = new TreeMap<>(folder.inUse(configured));
        next.put(feed.name(), documents);
        CatalogSnapshot fresh = snapshot(underlying, current(underlying, next));
        try {
            folder.use(configured, next);
        } catch (IOException notKept) {
            throw new FeedException(
                    feed.name(), "expected to write into the data directory, found " + notKept, notKept);
        }
        return fresh;
    }

    @Override
    public List<Built> kept() {
        return catalogs.kept();
    }

    @Override
    public Optional<Catalog> kept(String digest) {
        return catalogs.kept(digest);
    }

    /** What is not replaced by the catalog beneath: confirmed on its day or later. */
    private List<FeedDocuments> current(Underlying underlying, Map<String, List<KeptDocument>> kept) {
        LocalDate day = underlying.day().orElse(LocalDate.EPOCH);
        List<FeedDocuments> feeds = new ArrayList<>();
        for (ConfiguredFeed feed : configured) {
            List<KeptDocument> documents = kept.getOrDefault(feed.name(), List.of()).stream()
                    .filter(document -> !document.confirmed().isBefore(day))
                    .toList();
            if (!documents.isEmpty()) {
                feeds.add(new FeedDocuments(feed, documents));
            }
        }
        return feeds;
    }

    private CatalogSnapshot snapshot(Underlying underlying, List<FeedDocuments> feeds) throws FeedException {
        if (feeds.isEmpty()) {
            return underlying.snapshot();
        }
        String recipe = FeedCatalogs.recipe(underlying, feeds);
        Optional<TrustedRelease> made = catalogs.made(recipe);
        try {
            TrustedRelease whole;
            if (made.isPresent()) {
                whole = made.get();
            } else {
                ReleaseFile file = FeedBuild.of(underlying, feeds, folder, json);
                whole = TrustedRelease.withoutSignature(file);
                catalogs.keep(recipe, whole);
            }
            List<String> names = feeds.stream().map(each -> each.feed().name()).toList();
            return new CatalogSnapshot(
                    whole.catalog(),
                    underlying.snapshot().source() + ", with what this portal imported itself: "
                            + String.join(", ", names),
                    Optional.empty(),
                    Optional.empty(),
                    whole.quarantine(),
                    names);
        } catch (ReleaseException refused) {
            throw new FeedException("", refused.reason() + ": " + refused.getMessage(), refused);
        } catch (IOException notKept) {
            throw new FeedException("", "expected to write into the data directory, found " + notKept, notKept);
        }
    }
}
