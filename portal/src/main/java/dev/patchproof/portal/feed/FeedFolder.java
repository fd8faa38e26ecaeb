package dev.patchproof.portal.feed;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchproof.portal.download.Fetched;
import dev.patchproof.portal.home.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What feeds leave in the data directory: documents by their digest, the file that names those in use, and the reports of
 * the last looks. Each file is written whole or not at all; a document that the first does not name is in no catalog.
 */
final class FeedFolder {
    private static final Logger LOG = Logger.getLogger(FeedFolder.class);
    private static final String STATE = "in-use.json";
    private static final String REPORTS = "reports.json";

    private final Path folder;
    private final Path documents;
    private final ObjectMapper json;

    FeedFolder(Path folder, ObjectMapper json) {
        this.folder = folder;
        this.json = json;
        documents = folder.resolve("documents");
        try {
            PrivateFiles.createDirectories(documents);
        } catch (IOException notMade) {
            throw new IllegalStateException(documents + ": expected to make this folder, found " + notMade, notMade);
        }
    }

    /** Where downloads may be written, and catalogs be made. */
    Path path() {
        return folder;
    }

    Path document(KeptDocument document) {
        return documents.resolve(document.sha256()).resolve(document.name());
    }

    /** Keeps a file that came; it is in no catalog yet. */
    KeptDocument keep(String feed, String name, URI address, Fetched fetched, LocalDate today) throws FeedException {
        try {
            KeptDocument document = new KeptDocument(
                    name,
                    address.toString(),
                    sha256(fetched.file()),
                    fetched.tag(),
                    today,
                    fetched.modified().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)));
            PrivateFiles.createDirectories(documents.resolve(document.sha256()));
            Files.move(
                    fetched.file(),
                    document(document),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return document;
        } catch (IOException notKept) {
            throw new FeedException(feed, "expected to write into the data directory, found " + notKept, notKept);
        }
    }

    /** Documents in use by the feed's name; none of a feed that is another one now. */
    Map<String, List<KeptDocument>> inUse(List<ConfiguredFeed> feeds) {
        Map<String, Kept> state = read(STATE, new TypeReference<>() {});
        Map<String, List<KeptDocument>> inUse = new TreeMap<>();
        for (ConfiguredFeed feed : feeds) {
            Optional.ofNullable(state.get(feed.name()))
                    .filter(kept -> kept.identity().equals(feed.identity()))
                    .map(Kept::documents)
                    .filter(kept -> kept.stream().allMatch(document -> Files.exists(document(document))))
                    .ifPresent(kept -> inUse.put(feed.name(), kept));
        }
        return inUse;
    }

    /** Names the documents in use; those that are in use no more are deleted. */
    void use(List<ConfiguredFeed> feeds, Map<String, List<KeptDocument>> inUse) throws IOException {
        Map<String, Kept> state = new TreeMap<>();
        for (ConfiguredFeed feed : feeds) {
            List<KeptDocument> kept = inUse.getOrDefault(feed.name(), List.of());
            if (!kept.isEmpty()) {
                state.put(feed.name(), new Kept(feed.identity(), kept));
            }
        }
        PrivateFiles.write(folder.resolve(STATE), json.writeValueAsBytes(state));
        sweep(state);
    }

    /** Deletes documents that are not in use: what came and was refused. */
    void sweepUnused() {
        try {
            sweep(read(STATE, new TypeReference<>() {}));
        } catch (IOException notListed) {
            LOG.warnf("%s cannot be listed: %s", documents, notListed);
        }
    }

    private void sweep(Map<String, Kept> state) throws IOException {
        Set<String> named = state.values().stream()
                .flatMap(kept -> kept.documents().stream())
                .map(KeptDocument::sha256)
                .collect(Collectors.toSet());
        try (Stream<Path> kept = Files.list(documents)) {
            kept.filter(each -> !named.contains(each.getFileName().toString())).forEach(FeedFolder::delete);
        }
    }

    Map<String, FeedReport> reports() {
        return read(REPORTS, new TypeReference<>() {});
    }

    synchronized void report(String feed, FeedReport report) {
        Map<String, FeedReport> reports = new TreeMap<>(reports());
        reports.put(feed, report);
        try {
            PrivateFiles.write(folder.resolve(REPORTS), json.writeValueAsBytes(reports));
        } catch (IOException notKept) {
            LOG.warnf("%s cannot be written: %s", folder.resolve(REPORTS), notKept);
        }
    }

    /** A message without the names of folders, which say nothing to whoever reads it. */
    static String plain(String message) {
        return message.replaceAll("\\S*/documents/[0-9a-f]{64}/", "");
    }

    /** Deletes what a process that was ended left half done. */
    void sweepHalfDone() {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith("work-") || name.endsWith(".part") || name.endsWith(".new");
                    })
                    .forEach(FeedFolder::delete);
        } catch (IOException notListed) {
            LOG.warnf("%s cannot be listed: %s", folder, notListed);
        }
    }

    /** A folder with all that is in it. */
    static void delete(Path place) {
        try (Stream<Path> all = Files.walk(place)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException stays) {
            LOG.warnf("%s cannot be deleted: %s", place, stays);
        }
    }

    /** Whether a document is what it was when it came. */
    boolean isWhole(KeptDocument document) {
        try {
            return sha256(document(document)).equals(document.sha256());
        } catch (IOException notThere) {
            LOG.warnf("%s cannot be read, and is fetched again: %s", document(document), notThere);
            return false;
        }
    }

    private <T> Map<String, T> read(String name, TypeReference<Map<String, T>> type) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? json.readValue(Files.readAllBytes(file), type) : Map.of();
        } catch (IOException notReadable) {
            LOG.warnf("%s cannot be read and is passed over: %s", file, notReadable.getMessage());
            return Map.of();
        }
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Documents in use, and the feed that they are of. */
    record Kept(String identity, List<KeptDocument> documents) {
        Kept {
            documents = List.copyOf(documents);
        }
    }
}
