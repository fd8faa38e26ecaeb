package dev.patchproof.probe.windows;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Drive C in a folder of the test, with files that are denied or locked as on Windows. */
final class FakeFiles implements SystemFiles {

    private final Path drive;
    private final Set<String> denied = new HashSet<>();
    private final Set<String> locked = new HashSet<>();
    private final Map<String, Path> devices = new HashMap<>();
    private final Map<String, Optional<Instant>> changed = new HashMap<>();
    private final Map<String, IOException> unknown = new HashMap<>();
    private final IdentityHashMap<SeekableByteChannel, String> opened = new IdentityHashMap<>();
    private Runnable beforeOpening = () -> {};

    FakeFiles(Path drive) {
        this.drive = drive;
    }

    /** A volume without a drive letter, such as {@code \Device\HarddiskVolume1}. */
    void device(String name, Path folder) {
        devices.put(DEVICES + name + "\\", folder);
    }

    /** The change time of a file; none where the file system keeps none. Others cannot be asked for it. */
    void changedAt(String path, Optional<Instant> instant) {
        changed.put(path, instant);
    }

    /** The attributes can be read, the content cannot, as with an access list that allows the folder to be listed. */
    void deny(String path) {
        denied.add(path);
    }

    /** Another program has opened the file for itself alone. */
    void lock(String path) {
        locked.add(path);
    }

    /** Not even the attributes can be read. */
    FakeFiles hide(String path, IOException failure) {
        unknown.put(path, failure);
        return this;
    }

    @Override
    public BasicFileAttributes attributes(String path) throws IOException {
        IOException failure = unknown.get(path);
        if (failure != null) {
            throw failure;
        }
        return Files.readAttributes(path(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean isReparsePoint(String path) throws IOException {
        BasicFileAttributes attributes = attributes(path);
        return attributes.isSymbolicLink() || attributes.isOther();
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        if (denied.contains(path)) {
            throw new AccessDeniedException(path);
        }
        if (locked.contains(path)) {
            throw new FileSystemException(path, null, "The process cannot access the file");
        }
        beforeOpening.run();
        SeekableByteChannel channel = Files.newByteChannel(path(path));
        opened.put(channel, truePath(path(path)));
        return channel;
    }

    /** What somebody does once the path was looked at. */
    void beforeOpening(Runnable swap) {
        beforeOpening = swap;
    }

    @Override
    public Optional<String> truePath(SeekableByteChannel channel) {
        return Optional.ofNullable(opened.get(channel));
    }

    @Override
    public Optional<String> truePath(String folder) {
        try {
            return Optional.of(truePath(path(folder)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** In the form of Windows, where Sysnative is another name of System32 and no folder. */
    private String truePath(Path path) throws IOException {
        String below =
                drive.toRealPath().relativize(path.toRealPath()).toString().replace('/', '\\');
        return "\\\\?\\C:\\" + below.replaceFirst("^Windows\\\\Sysnative\\\\", "Windows\\\\System32\\\\");
    }

    @Override
    public Optional<Instant> changedAt(String path) throws Win32Failure {
        Optional<Instant> instant = changed.get(path);
        if (instant == null) {
            throw new Win32Failure(Win32Failure.ACCESS_DENIED, "CreateFile of " + path);
        }
        return instant;
    }

    @Override
    public List<String> names(String folder, Predicate<String> wanted) throws IOException {
        try (Stream<Path> entries = Files.list(path(folder))) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(wanted)
                    .toList();
        }
    }

    private Path path(String path) throws IOException {
        if (path.startsWith(DEVICES)) {
            for (Map.Entry<String, Path> device : devices.entrySet()) {
                if (path.startsWith(device.getKey())) {
                    String below = path.substring(device.getKey().length());
                    if (denied.contains(device.getKey())) {
                        throw new AccessDeniedException(path);
                    }
                    return device.getValue().resolve(below.replace('\\', '/'));
                }
            }
            throw new NoSuchFileException(path);
        }
        return drive.resolve(path.substring("C:\\".length()).replace('\\', '/'));
    }
}
