package dev.patchproof.probe.trust;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Where the device key is kept: one file in a folder that only its user may enter. Made whole or not at all; of two
 * probes that start at once both use the file that was there first. A file that others could have read or that cannot
 * be understood is refused, never replaced: a new key makes the portal see another device.
 */
public final class DeviceKeyFile {
    private static final String NAME = "device-key";
    private static final Set<PosixFilePermission> FOLDER_MODE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final KeyProtection protection;

    public DeviceKeyFile(Path folder, KeyProtection protection) {
        this.folder = folder;
        this.protection = protection;
    }

    /** The key that is kept there; on first use a new one. */
    public DeviceKey loadOrCreate() throws TrustException {
        Path file = folder.resolve(NAME);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                create(file);
            }
            requireOwnerOnly(file);
            return DeviceKey.read(protection.unprotect(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new TrustException(
                    Reason.DEVICE_KEY, "This computer's key cannot be kept in " + file + ": " + describe(e), e);
        } catch (TrustException e) {
            throw new TrustException(
                    Reason.DEVICE_KEY, "This computer's key in " + file + " is unusable: " + e.getMessage(), e);
        }
    }

    /**
     * Removes the key and the name of this installation, which lie in one file, whatever state that is in, and what a
     * probe that was stopped half way left of one.
     *
     * @return whether there was anything to remove
     */
    public boolean forget() throws TrustException {
        try {
            boolean removed = Files.deleteIfExists(folder.resolve(NAME));
            for (Path draft : drafts()) {
                removed |= Files.deleteIfExists(draft);
            }
            return removed;
        } catch (IOException e) {
            throw new TrustException(
                    Reason.DEVICE_KEY, "This computer's key in " + folder + " cannot be removed: " + describe(e), e);
        }
    }

    private List<Path> drafts() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> drafts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, NAME + ".*")) {
            files.forEach(drafts::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return drafts;
    }

    /** Where the file is kept, for people. */
    public Path folder() {
        return folder;
    }

    private static String describe(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private void create(Path file) throws IOException, TrustException {
        Files.createDirectories(folder, attributes(FOLDER_MODE));
        Path draft = folder.resolve(NAME + "." + UUID.randomUUID());
        try {
            try (SeekableByteChannel out = Files.newByteChannel(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(FILE_MODE))) {
                ByteBuffer bytes =
                        ByteBuffer.wrap(protection.protect(DeviceKey.create().write()));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            publish(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A link is made only where nothing is there, which a move cannot promise. */
    private static void publish(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return; // another probe was first: its key counts
        } catch (UnsupportedOperationException | IOException e) {
            Files.move(draft, file); // a file system without hard links
        }
    }

    private boolean isPosix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> mode) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private void requireOwnerOnly(Path file) throws IOException {
        if (!isPosix()) {
            return; // Windows: the protection is bound to the user
        }
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile() || !FILE_MODE.containsAll(attributes.permissions())) {
            throw new IOException("others may read it (its mode has to be 600)");
        }
    }
}
