package dev.patchproof.portal.feed;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.importer.ImportRequest;
import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseManifest;
import dev.patchproof.catalog.release.ReleaseReader;
import dev.patchproof.catalog.release.TrustedRelease;
import dev.patchproof.portal.home.PrivateFiles;
import dev.patchproof.portal.release.Overlay.Built;
import dev.patchproof.portal.release.Underlying;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Catalogs that were made with feeds, by what they were made of: the same need not be made again, at a start above all.
 * A few of the last are kept to be compared. The folder is the portal's own, and as private as its keys.
 */
final class FeedCatalogs {
    private static final Logger LOG = Logger.getLogger(FeedCatalogs.class);
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}\\.zip");
    private static final int MOST_KEPT = 6;

    private final Path folder;

    FeedCatalogs(Path folder) {
        this.folder = folder;
    }

    /** Digest of all that a catalog is made of. */
    static String recipe(Underlying underlying, List<FeedDocuments> feeds) {
        StringBuilder recipe =
                new StringBuilder("feeds-1\n").append(underlying.release()).append('\n');
        for (FeedDocuments feed : feeds) {
            ImportRequest request = feed.feed()
                    .source()
                    .request(feed.documents(), document -> Path.of(document.sha256(), document.name()), Path.of(""));
            recipe.append(feed.feed().name())
                    .append(' ')
                    .append(feed.feed().kind().importer());
            recipe.append(' ').append(request.files()).append(' ');
            request.options().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .forEach(option -> recipe.append(option).append(' '));
            recipe.append('\n');
        }
        return HexFormat.of()
                .formatHex(FeedFolder.sha256().digest(recipe.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The catalog made of this; empty where none is kept whole. */
    Optional<TrustedRelease> made(String recipe) {
        Path file = file(recipe);
        try {
            return Files.exists(file)
                    ? Optional.of(TrustedRelease.withoutSignature(ReleaseReader.read(file)))
                    : Optional.empty();
        } catch (ReleaseException damaged) {
            LOG.warnf("%s is damaged, and is made again: %s", file, damaged.getMessage());
            return Optional.empty();
        }
    }

    void keep(String recipe, TrustedRelease whole) throws IOException {
        PrivateFiles.write(file(recipe), whole.toBytes());
        for (Path surplus : newestFirst().stream().skip(MOST_KEPT).toList()) {
            Files.deleteIfExists(surplus);
        }
    }

    List<Built> kept() {
        List<Built> kept = new ArrayList<>();
        for (Path file : newestFirst()) {
            manifest(file).ifPresent(manifest -> kept.add(new Built(manifest.digest(), manifest.asOf())));
        }
        return kept;
    }

    Optional<Catalog> kept(String digest) {
        for (Path file : newestFirst()) {
            if (manifest(file)
                    .filter(manifest -> manifest.digest().equals(digest))
                    .isPresent()) {
                try {
                    return Optional.of(TrustedRelease.withoutSignature(ReleaseReader.read(file))
                            .catalog());
                } catch (ReleaseException damaged) {
                    LOG.warnf("%s is damaged: %s", file, damaged.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ReleaseManifest> manifest(Path file) {
        try {
            return Optional.of(ReleaseReader.manifest(file));
        } catch (ReleaseException damaged) {
            LOG.warnf("%s is damaged: %s", file, damaged.getMessage());
            return Optional.empty();
        }
    }

    private List<Path> newestFirst() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(FeedCatalogs::written).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException goneMeanwhile) {
            return FileTime.fromMillis(0);
        }
    }

    private Path file(String recipe) {
        return folder.resolve(recipe + ".zip");
    }
}
