package dev.patchproof.probe.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinNT;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The file system of this computer: by Java where Java can, by Windows itself for devices and the change time. */
final class JnaFiles implements SystemFiles {

    private static final int INVALID = -1;

    @Override
    public BasicFileAttributes attributes(String path) throws IOException {
        if (!onDevice(path)) {
            BasicFileAttributes own =
                    Files.readAttributes(Path.of(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            // a file kept compressed or elsewhere by a filter of Windows is of that kind too, and is a file to
            // everybody
            return own.isOther() && !own.isDirectory()
                    ? Files.readAttributes(Path.of(path), BasicFileAttributes.class)
                    : own;
        }
        try (JnaFileHandle file = JnaFileHandle.open(path, JnaFileHandle.READ_ATTRIBUTES)) {
            return file.attributes();
        } catch (Win32Failure e) {
            throw asJavaDoes(e, path);
        }
    }

    /** By the call itself: Java asks by a handle once it has seen a link, and not every system opens the link then. */
    @Override
    public boolean isReparsePoint(String path) throws IOException {
        int attributes = Kernel32Calls.INSTANCE.GetFileAttributes(JnaFileHandle.withPrefix(path));
        if (attributes == INVALID) {
            throw asJavaDoes(new Win32Failure(Native.getLastError(), "GetFileAttributes of " + path), path);
        }
        return (attributes & WinNT.FILE_ATTRIBUTE_REPARSE_POINT) != 0;
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        try {
            return new JnaChannel(JnaFileHandle.open(path, JnaFileHandle.READ_DATA));
        } catch (Win32Failure e) {
            throw asJavaDoes(e, path);
        }
    }

    @Override
    public Optional<String> truePath(SeekableByteChannel opened) {
        return opened instanceof JnaChannel file ? file.truePath() : Optional.empty();
    }

    @Override
    public Optional<String> truePath(String folder) {
        try (JnaFileHandle opened = JnaFileHandle.open(folder, JnaFileHandle.READ_ATTRIBUTES)) {
            return opened.truePath();
        } catch (Win32Failure e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Instant> changedAt(String path) throws Win32Failure {
        try (JnaFileHandle file = JnaFileHandle.open(path, JnaFileHandle.READ_ATTRIBUTES)) {
            return file.changedAt();
        }
    }

    @Override
    public List<String> names(String folder, Predicate<String> wanted) throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(folder))) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (wanted.test(name)) {
                    found.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private static boolean onDevice(String path) {
        return path.startsWith(DEVICES);
    }

    private static IOException asJavaDoes(Win32Failure failure, String path) {
        return switch (failure.code()) {
            case Win32Failure.FILE_NOT_FOUND, Win32Failure.PATH_NOT_FOUND -> new NoSuchFileException(path);
            case Win32Failure.ACCESS_DENIED -> new AccessDeniedException(path);
            default -> new FileSystemException(path, null, failure.getMessage());
        };
    }
}
