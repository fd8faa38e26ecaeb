package dev.patchproof.probe.windows;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.BasicFileAttributes;

/** The file system by Windows paths, failing as {@link java.nio.file.Files} does. */
interface SystemFiles {

    BasicFileAttributes attributes(String path) throws IOException;

    /** Opens a file to read; others may go on writing, renaming and deleting it. */
    SeekableByteChannel open(String path) throws IOException;
}
