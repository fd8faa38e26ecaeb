package dev.patchproof.probe.windows;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The file system by Windows paths, failing as {@link java.nio.file.Files} does. A path may begin with {@link #DEVICES}
 * and a device's name.
 */
interface SystemFiles {

    /** The root of the system's own names, among them devices that have no drive letter. */
    String DEVICES = "\\\\?\\GLOBALROOT";

    /** Of what stands there; a link is a link. */
    BasicFileAttributes attributes(String path) throws IOException;

    /** Whether a path that is not on a device is a link, a junction or another reparse point. */
    boolean isReparsePoint(String path) throws IOException;

    /** Opens a file to read; others may go on writing, renaming and deleting it. */
    SeekableByteChannel open(String path) throws IOException;

    /**
     * Where what was opened stands, every link and junction on the way followed: asked of the opened file itself, not of its
     * path, at which something else may stand by now. Empty where the system does not tell.
     *
     * @param opened by {@link #open}
     */
    Optional<String> truePath(SeekableByteChannel opened);

    /** The same for a folder. */
    Optional<String> truePath(String folder);

    /** When the file system last changed the entry; empty where it keeps no such time, as FAT does. */
    Optional<Instant> changedAt(String path) throws Win32Failure;

    /** The names in a folder that are wanted, in no order. */
    List<String> names(String folder, Predicate<String> wanted) throws IOException;
}
