package dev.patchproof.catalog.tool;

import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import dev.patchproof.catalog.release.ReleaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A release file on disk, whole or not at all. */
final class ReleaseOutput {
    private ReleaseOutput() {}

    static void write(ReleaseFile release, Path file) throws ReleaseException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path draft = Files.createTempFile(folder == null ? file.toAbsolutePath() : folder, ".release-", ".draft");
            try {
                Files.write(draft, release.toBytes());
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException notWritable) {
            throw new ReleaseException(
                    Reason.NOT_READABLE, file + ": expected to write here, found " + notWritable, notWritable);
        }
    }
}
