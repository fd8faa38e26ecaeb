package dev.patchproof.portal.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.patchproof.catalog.importer.CatalogFolder;
import dev.patchproof.catalog.importer.ImportException;
import dev.patchproof.catalog.importer.Imported;
import dev.patchproof.catalog.importer.Importers;
import dev.patchproof.catalog.importer.Quarantine;
import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseFile;
import dev.patchproof.catalog.release.ReleaseMaker;
import dev.patchproof.portal.release.Underlying;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * One catalog in the making: the files that came from elsewhere, in a folder of its own, into which the documents of each
 * feed are imported as the catalog tool does. What comes out is a release that nobody signed.
 */
final class FeedBuild {
    private final FeedFolder folder;
    private final ObjectMapper json;
    private final Path catalog;
    private Quarantine quarantine = Quarantine.EMPTY;

    private FeedBuild(FeedFolder folder, ObjectMapper json, Path work) {
        this.folder = folder;
        this.json = json;
        catalog = work.resolve("catalog");
    }

    /** Imports all of them, in this order, or none. */
    static ReleaseFile of(Underlying underlying, List<FeedDocuments> feeds, FeedFolder folder, ObjectMapper json)
            throws FeedException {
        try {
            Path work = Files.createTempDirectory(folder.path(), "work-"); // 0700 where there are such modes
            try {
                return new FeedBuild(folder, json, work).whole(underlying, feeds);
            } finally {
                FeedFolder.delete(work);
            }
        } catch (IOException notWritten) {
            throw new FeedException(
                    "", "expected to make a catalog in the data directory, found " + notWritten, notWritten);
        }
    }

    private ReleaseFile whole(Underlying underlying, List<FeedDocuments> feeds) throws IOException, FeedException {
        write(underlying.files());
        for (FeedDocuments feed : feeds) {
            add(feed);
        }
        try {
            LocalDate day = newest(underlying, feeds);
            return ReleaseMaker.make(catalog, day, 1, Optional.of(report(underlying)));
        } catch (ReleaseException refused) {
            throw new FeedException("", refused.reason() + ": " + plain(refused), refused);
        }
    }

    private void write(SortedMap<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = catalog.resolve(file.getKey());
            Files.createDirectories(target.resolveSibling("."));
            Files.write(target, file.getValue());
        }
    }

    private void add(FeedDocuments feed) throws IOException, FeedException {
        FeedSource source = feed.feed().source();
        for (KeptDocument document : feed.documents()) {
            if (!folder.isWhole(document)) {
                throw new FeedException(
                        feed.feed().name(),
                        "DAMAGED: expected " + document.name() + " as it came, found it altered; it is fetched again");
            }
        }
        Path target = folderOf(feed.feed());
        try {
            Imported imported = Importers.named(feed.feed().kind().importer())
                    .orElseThrow()
                    .read(source.request(feed.documents(), folder::document, target));
            for (Map.Entry<String, String> file : imported.files().entrySet()) {
                refuseOlder(feed.feed(), target.resolve(file.getKey()), file.getValue());
            }
            new CatalogFolder(target).place(imported.files());
            quarantine = quarantine.plus(imported.quarantine());
        } catch (ImportException givenUp) {
            throw new FeedException(feed.feed().name(), givenUp.reason() + ": " + plain(givenUp), givenUp);
        }
    }

    /** The folder of the catalog that has files of this importer already. */
    private Path folderOf(ConfiguredFeed feed) throws IOException {
        try (Stream<Path> files = Files.walk(catalog)) {
            Optional<Path> written = files.filter(
                            file -> feed.source().writes(file.getFileName().toString()))
                    .sorted()
                    .findFirst();
            return written.map(Path::getParent)
                    .orElseGet(() -> catalog.resolve(feed.kind().folder()));
        }
    }

    /** A publisher's file of yesterday must not take the place of today's, whoever brought that. */
    private void refuseOlder(ConfiguredFeed feed, Path there, String fresh) throws IOException, FeedException {
        if (!Files.exists(there)) {
            return;
        }
        LocalDate before =
                LocalDate.parse(json.readTree(there.toFile()).path("asOf").asText());
        LocalDate after = LocalDate.parse(json.readTree(fresh).path("asOf").asText());
        if (after.isBefore(before)) {
            throw new FeedException(
                    feed.name(),
                    "OLDER: expected facts of " + before + " or later, as " + catalog.relativize(there)
                            + " of the catalog has them, found facts as of " + after);
        }
    }

    private static LocalDate newest(Underlying underlying, List<FeedDocuments> feeds) {
        LocalDate day = underlying.day().orElse(LocalDate.EPOCH);
        for (FeedDocuments feed : feeds) {
            for (KeptDocument document : feed.documents()) {
                day = document.confirmed().isAfter(day) ? document.confirmed() : day;
            }
        }
        return day;
    }

    /** The importers' report, after that of the release beneath. */
    private String report(Underlying underlying) {
        Optional<String> before = underlying.snapshot().quarantine();
        if (before.isEmpty()) {
            return quarantine.json();
        }
        try {
            JsonNode theirs = json.readTree(before.get());
            JsonNode ours = json.readTree(quarantine.json());
            if (theirs.path("entries") instanceof ArrayNode entries) {
                ours.path("entries").forEach(entries::add);
                return theirs + "\n";
            }
        } catch (IOException notReadable) {
            // a release's report in a form that is not known: ours is the one that can be told
        }
        return quarantine.json();
    }

    /** Without the names of folders that are gone when somebody reads it. */
    private String plain(Exception failure) {
        return FeedFolder.plain(String.valueOf(failure.getMessage()).replace(catalog + "/", ""));
    }
}
