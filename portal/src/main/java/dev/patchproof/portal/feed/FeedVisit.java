package dev.patchproof.portal.feed;

import dev.patchproof.portal.download.DownloadException;
import dev.patchproof.portal.download.Fetched;
import dev.patchproof.portal.download.PatientDownload;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One look of a feed: what it has at hand, and the way to what is newer. */
final class FeedVisit {
    private final String feed;
    private final FeedFolder folder;
    private final PatientDownload download;
    private final Instant now;
    private final List<KeptDocument> kept;
    private final Predicate<String> inCatalog;

    /**
     * A look.
     *
     * @param kept documents that are in use now
     * @param inCatalog whether a file of this name is in the catalog that came from elsewhere
     */
    FeedVisit(
            String feed,
            FeedFolder folder,
            PatientDownload download,
            Instant now,
            List<KeptDocument> kept,
            Predicate<String> inCatalog) {
        this.feed = feed;
        this.folder = folder;
        this.download = download;
        this.now = now;
        this.kept = List.copyOf(kept);
        this.inCatalog = inCatalog;
    }

    Instant now() {
        return now;
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** A document that is at hand, whole. */
    Optional<KeptDocument> kept(String name) {
        return kept.stream()
                .filter(document -> document.name().equals(name))
                .filter(folder::isWhole)
                .findFirst();
    }

    boolean isInCatalog(String fileName) {
        return inCatalog.test(fileName);
    }

    Path file(KeptDocument document) {
        return folder.document(document);
    }

    /** The document that is newest at the address: the one at hand where the server says so. */
    KeptDocument get(String name, URI address, List<String> types) throws DownloadException, FeedException {
        Optional<KeptDocument> atHand =
                kept(name).filter(document -> document.address().equals(address.toString()));
        Optional<Fetched> newer = download.get(address, types, atHand.flatMap(KeptDocument::tag));
        return newer.isPresent()
                ? folder.keep(feed, name, address, newer.get(), today())
                : atHand.orElseThrow().confirmed(today());
    }

    /** A server must not go back behind what it gave before: one that is behind the others, or replays what it had. */
    void requireNotEarlier(String name, LocalDate day) throws FeedException {
        for (KeptDocument before : kept) {
            if (before.name().equals(name)
                    && before.asOf().filter(day::isBefore).isPresent()) {
                throw refused(name + ": expected facts of " + before.asOf().get() + " or later, which it gave before,"
                        + " found facts as of " + day);
            }
        }
    }

    FeedException refused(String message) {
        return new FeedException(feed, message);
    }
}
