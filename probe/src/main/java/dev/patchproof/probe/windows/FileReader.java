package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.probe.collector.Progress;
import dev.patchproof.probe.collector.ReadBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** System files as findings: attributes, digest and version of one and the same content. */
final class FileReader {

    /** Larger than any file of an operating system that an update brings. */
    static final long MAX_SIZE = 1L << 30;

    private static final int BUFFER = 1 << 16;

    private final OperatingSystem system;
    private final FileLocations locations;
    private final SystemFiles files;
    private final ReadBudget budget;

    FileReader(OperatingSystem system, FileLocations locations, SystemFiles files, ReadBudget budget) {
        this.system = system;
        this.locations = locations;
        this.files = files;
        this.budget = budget;
    }

    Finding<WindowsFileFact> file(String path, Progress progress) {
        return locations.at(path, location -> read(location, progress));
    }

    /** Its size in bytes; 1 where that cannot be told. */
    long size(String path) {
        try {
            return Math.max(1, files.attributes(locations.locate(path).opened()).size());
        } catch (RuntimeException | Win32Failure | NotLocatedException | IOException e) { // an estimate only
            return 1;
        }
    }

    private Finding<WindowsFileFact> read(FileLocations.Location location, Progress progress)
            throws IOException, NotLocatedException, Win32Failure {
        BasicFileAttributes before = files.attributes(location.opened());
        if (!before.isRegularFile()) {
            return Finding.error("NOT_A_FILE", location.shown() + ": expected a file, found a folder, link or device");
        }
        if (before.size() > MAX_SIZE) {
            return Finding.notCollected(
                    NotCollectedReason.LIMIT_REACHED,
                    location.shown() + " has " + before.size() + " bytes; files up to " + MAX_SIZE + " are read");
        }
        if (!budget.allows(before.size())) {
            return Finding.error("LIMIT_REACHED", budget.reason());
        }
        Optional<String> digest;
        PeVersion version;
        try (SeekableByteChannel channel = files.open(location.opened())) {
            locations.requireOpened(location, files.truePath(channel));
            digest = sha256(channel, before.size(), location.shown(), progress);
            version = PeVersionReader.read(channel);
        }
        BasicFileAttributes after = files.attributes(location.opened());
        if (digest.isEmpty()
                || after.size() != before.size()
                || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
            return Finding.error("CHANGED", location.shown() + " changed while it was read");
        }
        return Finding.exists(new WindowsFileFact(
                location.shown(),
                after.size(),
                after.creationTime().toInstant(),
                after.lastModifiedTime().toInstant(),
                changedAt(location.opened()),
                digest.get(),
                version.fixedVersion(),
                version.versionString(),
                apiVersion(location.opened())));
    }

    private Finding<Instant> changedAt(String path) {
        try {
            return files.changedAt(path).map(Finding::exists).orElseGet(Finding::doesNotExist);
        } catch (Win32Failure e) { // the file is there: what fails is the question
            return e.error();
        }
    }

    private Finding<String> apiVersion(String path) {
        try {
            return Finding.exists(system.fileVersion(path));
        } catch (Win32Failure e) {
            return e.finding();
        }
    }

    /** Empty where there is more to read than the size; it is not followed. */
    private static Optional<String> sha256(SeekableByteChannel channel, long size, String shown, Progress progress)
            throws IOException {
        MessageDigest digest = newSha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long left = size;
        while (left >= 0 && channel.read(buffer) >= 0) {
            left -= buffer.position();
            progress.advance(buffer.position(), shown);
            digest.update(buffer.flip());
            buffer.clear();
        }
        return left < 0 ? Optional.empty() : Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
