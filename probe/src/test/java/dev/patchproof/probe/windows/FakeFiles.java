package dev.patchproof.probe.windows;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/** Drive C in a folder of the test, with files that are denied or locked as on Windows. */
final class FakeFiles implements SystemFiles {

    private final Path drive;
    private final Set<String> denied = new HashSet<>();
    private final Set<String> locked = new HashSet<>();

    FakeFiles(Path drive) {
        this.drive = drive;
    }

    /** The attributes can be read, the content cannot, as with an access list that allows the folder to be listed. */
    void deny(String path) {
        denied.add(path);
    }

    /** Another program has opened the file for itself alone. */
    void lock(String path) {
        locked.add(path);
    }

    @Override
    public BasicFileAttributes attributes(String path) throws IOException {
        return Files.readAttributes(path(path), BasicFileAttributes.class);
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        if (denied.contains(path)) {
            throw new AccessDeniedException(path);
        }
        if (locked.contains(path)) {
            throw new FileSystemException(path, null, "The process cannot access the file");
        }
        return Files.newByteChannel(path(path));
    }

    private Path path(String path) {
        return drive.resolve(path.substring("C:\\".length()).replace('\\', '/'));
    }
}
