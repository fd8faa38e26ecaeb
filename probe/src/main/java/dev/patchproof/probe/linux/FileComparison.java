package dev.patchproof.probe.linux;

import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.probe.linux.Disk.Kind;
import dev.patchproof.probe.linux.RootFolder.Place;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Compares one file with its recorded digest. Safe for use by several threads. */
final class FileComparison {
    private final RootFolder root;
    private final ThreadLocal<FileDigests> digests = ThreadLocal.withInitial(FileDigests::new);

    FileComparison(RootFolder root) {
        this.root = root;
    }

    /**
     * Empty where the file is as recorded. Times are read of those files only that are not.
     *
     * @param path how the package names the file
     * @param location where it stands
     */
    Optional<DifferingFile> difference(String path, String location, String recorded, LongConsumer bytesRead) {
        try {
            Place place = root.place(location);
            root.requireOfTheSystem(place);
            if (place.kind() != Kind.FILE) {
                return Optional.of(differing(
                        path,
                        recorded,
                        Finding.error("NOT_A_FILE", place.path() + " is not a regular file"),
                        changedAt(location, place.path())));
            }
            return difference(path, location, place.path(), recorded, bytesRead);
        } catch (NoSuchFileException e) {
            return Optional.of(missing(path, recorded));
        } catch (IOException e) {
            return Optional.of(differing(path, recorded, Failures.error(e), Failures.error(e)));
        }
    }

    private Optional<DifferingFile> difference(
            String path, String location, Path file, String recorded, LongConsumer bytesRead) {
        try {
            String found = digests.get().md5(root.disk(), file, bytesRead);
            return found.equals(recorded)
                    ? Optional.empty()
                    : Optional.of(differing(path, recorded, Finding.exists(found), changedAt(location, file)));
        } catch (NoSuchFileException e) {
            return Optional.of(missing(path, recorded));
        } catch (IOException e) {
            return Optional.of(differing(path, recorded, Failures.error(e), changedAt(location, file)));
        }
    }

    private static DifferingFile missing(String path, String recorded) {
        return differing(path, recorded, Finding.doesNotExist(), Finding.doesNotExist());
    }

    private static DifferingFile differing(
            String path, String recorded, Finding<String> found, Finding<Instant> changedAt) {
        return new DifferingFile(
                path,
                recorded,
                found,
                changedAt,
                Finding.notCollected(NotCollectedReason.NOT_ASKED, "filled in when all packages are read"));
    }

    /** The change time of the file and of a link that leads to it, the later. */
    private Finding<Instant> changedAt(String location, Path file) {
        try {
            Instant ofFile = root.disk().entry(file).changedAt();
            Instant ofLink = root.disk().entry(root.locate(location)).changedAt();
            return Finding.exists(ofFile.isAfter(ofLink) ? ofFile : ofLink);
        } catch (IOException e) {
            return Failures.error(e);
        }
    }
}
