package dev.patchproof.probe.windows;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The file system of this computer. */
final class LiveFiles implements SystemFiles {

    @Override
    public BasicFileAttributes attributes(String path) throws IOException {
        return Files.readAttributes(Path.of(path), BasicFileAttributes.class);
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        return Files.newByteChannel(Path.of(path));
    }
}
