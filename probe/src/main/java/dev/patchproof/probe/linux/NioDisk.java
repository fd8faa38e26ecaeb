package dev.patchproof.probe.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The file system of the computer. */
final class NioDisk implements Disk {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

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

    @Override
    public Kind kind(Path path) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (basic.isRegularFile()) {
            return Kind.FILE;
        }
        if (basic.isDirectory()) {
            return Kind.FOLDER;
        }
        return basic.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
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
        return Channels.newInputStream(Files.newByteChannel(file, READ));
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
