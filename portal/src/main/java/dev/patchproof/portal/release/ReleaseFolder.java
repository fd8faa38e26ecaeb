package dev.patchproof.portal.release;

import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import dev.patchproof.catalog.release.ReleaseFile;
import dev.patchproof.catalog.release.ReleaseManifest;
import dev.patchproof.catalog.release.ReleaseReader;
import dev.patchproof.catalog.release.TrustedRelease;
import dev.patchproof.portal.home.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The releases that the portal keeps in its data directory, and which of them is in use. Files are written whole or not
 * at all, so that a second process (a command of the administrator) may do so beside a portal that serves.
 */
final class ReleaseFolder {
    private static final Pattern NAME = Pattern.compile("[0-9]{19}-[0-9a-f]{16}\\.zip");
    private static final String IN_USE = "in-use";
    private static final int MOST_KEPT = 12;

    private final Path folder;

    ReleaseFolder(Path folder) {
        this.folder = folder;
    }

    /** Name of the file of a release; names sort as sequence numbers do. */
    static String name(ReleaseManifest manifest) {
        return String.format(
                Locale.ROOT,
                "%019d-%s.zip",
                manifest.sequence(),
                manifest.digest().substring(0, 16));
    }

    /** Sequence number of the release in the file of this name. */
    static long sequence(String name) {
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }

    /** Names of the releases that are kept, the highest number first. */
    List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ReleaseFile read(String name) throws ReleaseException {
        if (!NAME.matcher(name).matches()) {
            throw new ReleaseException(Reason.NOT_READABLE, "expected the name of a kept release, found another");
        }
        return ReleaseReader.read(folder.resolve(name));
    }

    /** What a kept release says of itself; the rest of it is not read. */
    ReleaseManifest manifest(String name) throws ReleaseException {
        return ReleaseReader.manifest(folder.resolve(name));
    }

    /** Name of the release in use; empty where none is, or the note of it was lost. */
    Optional<String> inUse() {
        try {
            Path note = folder.resolve(IN_USE);
            if (!Files.exists(note)) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(note, StandardCharsets.UTF_8).strip())
                    .filter(name -> NAME.matcher(name).matches());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a release and notes it as the one in use; of older ones some are kept. */
    void use(TrustedRelease release) throws IOException {
        String name = name(release.manifest());
        PrivateFiles.write(folder.resolve(name), release.toBytes());
        PrivateFiles.write(folder.resolve(IN_USE), (name + "\n").getBytes(StandardCharsets.UTF_8));
        List<String> surplus = names().stream()
                .filter(other -> !other.equals(name))
                .skip(MOST_KEPT - 1)
                .toList();
        for (String other : surplus) {
            Files.deleteIfExists(folder.resolve(other));
        }
    }
}
