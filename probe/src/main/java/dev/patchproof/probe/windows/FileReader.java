package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.probe.collector.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** System files as findings: attributes, digest and version of one and the same content. */
final class FileReader {

    /** Larger than any file of an operating system that an update brings. */
    static final long MAX_SIZE = 1L << 30;

    private static final int BUFFER = 1 << 16;

    private final OperatingSystem system;
    private final FileLocations locations;
    private final SystemFiles files;

    FileReader(OperatingSystem system, SystemFiles files) {
        this.system = system;
        this.locations = new FileLocations(system, files);
        this.files = files;
    }

    Finding<WindowsFileFact> file(String tokenPath, Progress progress) {
        try {
            return read(locations.locate(TokenPath.parse(tokenPath)), progress);
        } catch (IllegalArgumentException e) { // InvalidPathException is one
            return Finding.error("BAD_PATH", String.valueOf(e.getMessage()));
        } catch (Win32Failure e) { // of a folder or the machine, not of the file: never absent
            return e.error();
        } catch (RedirectedException e) {
            return Finding.error("WOW64_REDIRECTED", String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return Finding.doesNotExist();
        } catch (AccessDeniedException e) {
            return Finding.error("ACCESS_DENIED", tokenPath + ": access denied");
        } catch (IOException e) {
            return Finding.error("IO", tokenPath + ": " + e);
        }
    }

    /** Its size in bytes; 1 where that cannot be told. */
    long size(String tokenPath) {
        try {
            FileLocations.Location location = locations.locate(TokenPath.parse(tokenPath));
            return Math.max(1, files.attributes(location.opened()).size());
        } catch (RuntimeException | Win32Failure | RedirectedException | IOException e) { // an estimate only
            return 1;
        }
    }

    private Finding<WindowsFileFact> read(FileLocations.Location location, Progress progress) throws IOException {
        BasicFileAttributes before = files.attributes(location.opened());
        if (!before.isRegularFile()) {
            return Finding.error("NOT_A_FILE", location.shown() + ": expected a file, found a folder or device");
        }
        if (before.size() > MAX_SIZE) {
            return Finding.notCollected(
                    NotCollectedReason.LIMIT_REACHED,
                    location.shown() + " has " + before.size() + " bytes; files up to " + MAX_SIZE + " are read");
        }
        String digest;
        PeVersion version;
        try (SeekableByteChannel channel = files.open(location.opened())) {
            digest = sha256(channel, location.shown(), progress);
            version = PeVersionReader.read(channel);
        }
        BasicFileAttributes after = files.attributes(location.opened());
        if (after.size() != before.size() || !after.lastModifiedTime().equals(before.lastModifiedTime())) {
            return Finding.error("CHANGED", location.shown() + " changed while it was read");
        }
        return Finding.exists(new WindowsFileFact(
                location.shown(),
                after.size(),
                after.creationTime().toInstant(),
                after.lastModifiedTime().toInstant(),
                digest,
                version.fixedVersion(),
                version.versionString(),
                apiVersion(location.opened())));
    }

    private Finding<String> apiVersion(String path) {
        try {
            return Finding.exists(system.fileVersion(path));
        } catch (Win32Failure e) {
            return e.finding();
        }
    }

    private static String sha256(SeekableByteChannel channel, String shown, Progress progress) throws IOException {
        MessageDigest digest = newSha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer) >= 0) {
            progress.advance(buffer.position(), shown);
            digest.update(buffer.flip());
            buffer.clear();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
