package dev.patchproof.probe.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The file system of the computer. */
final class NioDisk implements Disk {

    @Override
    public Entry entry(Path path) throws IOException {
        Map<String, Object> unix = Files.readAttributes(
                path,
                "unix:isRegularFile,isDirectory,isSymbolicLink,dev,ino,nlink,size,ctime,lastModifiedTime",
                LinkOption.NOFOLLOW_LINKS);
        return new Entry(
                kind(unix),
                number(unix, "dev"),
                number(unix, "ino"),
                number(unix, "nlink"),
                number(unix, "size"),
                time(unix, "ctime").toInstant(),
                time(unix, "lastModifiedTime").toInstant());
    }

    private static Kind kind(Map<String, Object> unix) {
        if (Boolean.TRUE.equals(unix.get("isRegularFile"))) {
            return Kind.FILE;
        }
        if (Boolean.TRUE.equals(unix.get("isDirectory"))) {
            return Kind.FOLDER;
        }
        return Boolean.TRUE.equals(unix.get("isSymbolicLink")) ? Kind.LINK : Kind.OTHER;
    }

    private static long number(Map<String, Object> unix, String name) throws IOException {
        if (unix.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IOException("the file system gives no " + name);
    }

    private static FileTime time(Map<String, Object> unix, String name) throws IOException {
        if (unix.get(name) instanceof FileTime time) {
            return time;
        }
        throw new IOException("the file system gives no " + name);
    }

    @Override
    public Path linkTarget(Path link) throws IOException {
        return Files.readSymbolicLink(link);
    }

    @Override
    public InputStream open(Path file) throws IOException {
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }
}
