package dev.patchproof.probe.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What this package asks of a file system. No method follows a link in the last part of a path. */
interface Disk {

    /**
     * What stands at a path.
     *
     * @throws java.nio.file.NoSuchFileException where nothing is there
     */
    Entry entry(Path path) throws IOException;

    /**
     * What kind of thing stands at a path: less work than {@link #entry}.
     *
     * @throws java.nio.file.NoSuchFileException where nothing is there
     */
    default Kind kind(Path path) throws IOException {
        return entry(path).kind();
    }

    Path linkTarget(Path link) throws IOException;

    InputStream open(Path file) throws IOException;

    /** The entries of a folder, in no order. */
    List<Path> list(Path folder) throws IOException;

    /** What stands at a path, by its inode. */
    record Entry(Kind kind, long device, long inode, long links, long size, Instant changedAt, Instant modifiedAt) {

        boolean sameFileAs(Entry other) {
            return device == other.device && inode == other.inode;
        }
    }

    enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }
}
