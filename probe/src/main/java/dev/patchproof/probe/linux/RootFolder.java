package dev.patchproof.probe.linux;

import dev.patchproof.probe.linux.Disk.Entry;
import dev.patchproof.probe.linux.Disk.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A root folder seen as the system that lives in it sees it: absolute paths start there, links are followed inside it
 * and {@code ..} ends at it. Safe for use by several threads; real folders are remembered, so one object serves one
 * run.
 */
final class RootFolder {
    private static final int MOST_LINKS = 40;
    private static final int LONGEST_PATH = 4096;
    private static final int MOST_FOLDERS = 50_000;
    private static final int LONGEST_FILE = 64 * 1024 * 1024;
    /** Many times what the records of a whole distribution have. Each line costs some fifty bytes, be it empty. */
    private static final int MOST_LINES = 1_000_000;

    private static final int LONGEST_LINE = 1024 * 1024;
    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32", "libo32");

    /**
     * What lies there is people's, or made up by the kernel as it is read, without end or until somebody writes. A record
     * or a link that leads there is not followed; this package's own questions to /proc are asked by its name.
     */
    private static final List<String> NOT_OF_THE_SYSTEM = List.of("home", "root", "run/user", "proc", "sys", "dev");

    private final Path root;
    private final List<Path> notOfTheSystem;
    private final Disk disk;
    private final Folder atRoot;
    private final Map<String, Folder> folders = new ConcurrentHashMap<>();
    private final Map<String, Boolean> aliases = new ConcurrentHashMap<>();

    RootFolder(Path root, Disk disk) {
        this.root = root.toAbsolutePath().normalize();
        this.notOfTheSystem = NOT_OF_THE_SYSTEM.stream().map(this.root::resolve).toList();
        this.disk = disk;
        this.atRoot = known(this.root);
    }

    Disk disk() {
        return disk;
    }

    /** Where an absolute path of the system leads, every link followed. */
    Path resolve(String absolute) throws IOException {
        return place(absolute).path();
    }

    /** Where an absolute path of the system leads, every link followed, and what kind of thing stands there. */
    Place place(String absolute) throws IOException {
        int slash = absolute.lastIndexOf('/');
        Folder folder = folderBefore(absolute, slash);
        Path path = folder.path().resolve(name(absolute.substring(slash + 1)));
        if (isPlain(absolute)) {
            Kind kind = disk.kind(path);
            if (kind != Kind.LINK) {
                return new Place(path, kind, isOfTheSystem(folder, path));
            }
        }
        return walk(root, names(absolute));
    }

    /** Whether the last name of a path is one that can stand in a folder. */
    private static boolean isPlain(String absolute) {
        return !absolute.endsWith("/") && !absolute.endsWith("/.") && !absolute.endsWith("/..");
    }

    /** Where an absolute path of the system stands: the links of its folders followed, its own not. */
    Path locate(String absolute) throws IOException {
        int slash = absolute.lastIndexOf('/');
        return folderBefore(absolute, slash).path().resolve(name(absolute.substring(slash + 1)));
    }

    private Folder folderBefore(String absolute, int slash) throws IOException {
        return slash <= 0 ? atRoot : folder(absolute.substring(0, slash));
    }

    /** Answered for nearly all folders once, not for each of their files. */
    private boolean isOfTheSystem(Folder folder, Path path) {
        return switch (folder.contents()) {
            case OF_THE_SYSTEM -> true;
            case NOT_OF_THE_SYSTEM -> false;
            case BOTH -> isOfTheSystem(path);
        };
    }

    private Folder known(Path folder) {
        if (!isOfTheSystem(folder)) {
            return new Folder(folder, Contents.NOT_OF_THE_SYSTEM);
        }
        boolean both = notOfTheSystem.stream().anyMatch(other -> other.startsWith(folder));
        return new Folder(folder, both ? Contents.BOTH : Contents.OF_THE_SYSTEM);
    }

    private boolean isOfTheSystem(Path path) {
        for (Path folder : notOfTheSystem) {
            if (path.startsWith(folder)) {
                return false;
            }
        }
        return true;
    }

    /** Refuses a place that is not one of the system's; links are held to that as they are followed. */
    void requireOfTheSystem(Place place) throws LeadsOutException {
        if (!place.isOfTheSystem()) {
            throw new LeadsOutException(place.path().toString());
        }
    }

    /** A folder that paths are in: the same few thousand again and again, each of them looked for once. */
    private Folder folder(String absolute) throws IOException {
        Folder known = folders.get(absolute);
        return known != null ? known : discover(absolute);
    }

    /**
     * Looks a folder up before its files are asked for. Learnt here, folders stay out of the way that is taken for each
     * file, and out of what is compiled for it: in a program that runs once the compiler's time counts.
     */
    void learn(String folder) {
        if (!folders.containsKey(folder)) {
            try {
                discover(folder);
            } catch (IOException e) {
                return; // who asks for a file in it will hear why
            }
        }
    }

    /** Down from the nearest folder that is known. */
    private Folder discover(String absolute) throws IOException {
        if (absolute.length() > LONGEST_PATH) {
            throw new FileSystemException(absolute.substring(0, 80) + "...", null, "longer than a path may be");
        }
        int end = absolute.length();
        Folder at = null;
        while (at == null) {
            end = absolute.lastIndexOf('/', end - 1);
            at = end <= 0 ? atRoot : folders.get(absolute.substring(0, end));
        }
        while (end < absolute.length()) {
            int next = absolute.indexOf('/', end + 1);
            int start = end + 1;
            end = next < 0 ? absolute.length() : next;
            Place place = walk(at.path(), List.of(name(absolute.substring(start, end))));
            requireFolder(place.path(), place.kind());
            at = known(place.path());
            if (folders.size() < MOST_FOLDERS) {
                folders.put(absolute.substring(0, end), at);
            }
        }
        return at;
    }

    /** Name by name; those of a link's target come before the names that are left. */
    private Place walk(Path folder, List<Path> names) throws IOException {
        Deque<Path> left = new ArrayDeque<>(names);
        int links = 0;
        Path linkOfTheSystem = null;
        Path at = folder;
        Kind kind = Kind.FOLDER;
        while (!left.isEmpty()) {
            requireFolder(at, kind);
            Path name = left.pop();
            String text = name.toString();
            if (text.equals("..")) {
                Path above = at.getParent();
                at = at.equals(root) || above == null ? root : above;
            } else if (!text.isEmpty() && !text.equals(".")) {
                Path path = at.resolve(name);
                Kind found = disk.kind(path);
                if (found != Kind.LINK) {
                    at = path;
                    kind = found;
                } else if (links++ == MOST_LINKS) {
                    throw new FileSystemLoopException(path.toString());
                } else {
                    linkOfTheSystem = isOfTheSystem(path) ? path : linkOfTheSystem;
                    Path target = disk.linkTarget(path);
                    at = target.isAbsolute() ? root : at;
                    for (int i = target.getNameCount() - 1; i >= 0; i--) {
                        left.push(target.getName(i));
                    }
                }
            }
        }
        boolean ofTheSystem = isOfTheSystem(at);
        if (linkOfTheSystem != null && !ofTheSystem) {
            throw new LeadsOutException(linkOfTheSystem.toString());
        }
        return new Place(at, kind, ofTheSystem);
    }

    private static List<Path> names(String absolute) throws IOException {
        List<Path> names = new ArrayList<>();
        for (String name : absolute.split("/", -1)) {
            names.add(name(name));
        }
        return names;
    }

    /** Below something that is not a folder there is nothing; the exception of that case is in the user's language. */
    private static void requireFolder(Path path, Kind kind) throws NoSuchFileException {
        if (kind != Kind.FOLDER) {
            throw new NoSuchFileException(path.toString(), null, "not a folder");
        }
    }

    /**
     * One name of a path, byte for byte in UTF-8. A JVM under the C locale cannot make such a path from a string, and
     * packages do have such files (certificates with accents in their names); from a URI it can.
     */
    private static Path name(String text) throws IOException {
        try {
            if (isAscii(text)) {
                return Path.of(text);
            }
            StringBuilder uri = new StringBuilder("file:///");
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                uri.append(String.format(Locale.ROOT, "%%%02X", b));
            }
            return Path.of("/").relativize(Path.of(URI.create(uri.toString())));
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(text, null, "not a path");
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    /**
     * The one name of a path that has two, where the root's /bin, /lib, ... are links into /usr: {@code /lib/x} is
     * {@code /usr/lib/x} there.
     */
    String canonical(String absolute) {
        int second = absolute.startsWith("/usr/") ? -1 : absolute.indexOf('/', 1);
        if (second < 0) {
            return absolute;
        }
        String top = absolute.substring(1, second);
        return MERGED.contains(top) && aliases.computeIfAbsent(top, this::isAlias) ? "/usr" + absolute : absolute;
    }

    private boolean isAlias(String top) {
        try {
            return disk.entry(root.resolve(top)).kind() == Kind.LINK
                    && resolve("/" + top).equals(resolve("/usr/" + top));
        } catch (IOException e) {
            return false; // then both names stay apart, as they are written
        }
    }

    /** The entry that an absolute path leads to, every link followed. */
    Entry entry(String absolute) throws IOException {
        return disk.entry(resolve(absolute));
    }

    /** Opens the regular file that an absolute path leads to; to open a pipe would be to wait for its writer. */
    InputStream open(String absolute) throws IOException {
        Place place = place(absolute);
        if (place.kind() != Kind.FILE) {
            throw new FileSystemException(place.path().toString(), null, "not a regular file");
        }
        return disk.open(place.path());
    }

    /** The whole of a small file. */
    byte[] bytes(String absolute) throws IOException {
        try (InputStream in = open(absolute)) {
            byte[] expected = new byte[Math.min(in.available(), LONGEST_FILE)]; // none of a file of /proc
            int n = in.readNBytes(expected, 0, expected.length);
            int next = in.read();
            if (next < 0) {
                return n == expected.length ? expected : Arrays.copyOf(expected, n);
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(expected, 0, n);
            all.write(next);
            all.write(in.readNBytes(LONGEST_FILE));
            if (all.size() > LONGEST_FILE) {
                throw new IOException(absolute + " is longer than " + LONGEST_FILE + " bytes");
            }
            return all.toByteArray();
        }
    }

    /** The lines of a small text file; bytes that are not UTF-8 become the replacement character. */
    List<String> lines(String absolute) throws IOException {
        byte[] text = bytes(absolute);
        try {
            return lines(text);
        } catch (LimitReachedException e) {
            throw new LimitReachedException(absolute + " has " + e.getMessage());
        }
    }

    /**
     * As {@link String#lines}; not by way of one string of the whole.
     *
     * @throws LimitReachedException where they are too many or one is too long: what is made of them is several times as
     *     large
     */
    static List<String> lines(byte[] text) throws LimitReachedException {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' || text[i] == '\r') {
                add(lines, text, start, i);
                i += text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n' ? 1 : 0;
                start = i + 1;
            }
        }
        if (start < text.length) {
            add(lines, text, start, text.length);
        }
        return lines;
    }

    private static void add(List<String> lines, byte[] text, int start, int end) throws LimitReachedException {
        if (lines.size() == MOST_LINES) {
            throw new LimitReachedException("more than " + MOST_LINES + " lines");
        }
        if (end - start > LONGEST_LINE) {
            throw new LimitReachedException("a line of more than " + LONGEST_LINE + " bytes");
        }
        lines.add(new String(text, start, end - start, StandardCharsets.UTF_8));
    }

    /** The names in a folder, sorted. */
    List<String> names(Path folder) throws IOException {
        return disk.list(folder).stream()
                .map(entry -> String.valueOf(entry.getFileName()))
                .sorted()
                .toList();
    }

    /** Whether the links of an absolute path's folders followed lead to a regular file; one that is a link does not. */
    boolean isFile(String absolute) throws IOException {
        return !folders.containsKey(absolute) && disk.kind(locate(absolute)) == Kind.FILE;
    }

    /** A path on the disk, what kind of thing stands there, and whether it is the system's, not people's. */
    record Place(Path path, Kind kind, boolean isOfTheSystem) {}

    private record Folder(Path path, Contents contents) {}

    private enum Contents {
        OF_THE_SYSTEM,
        NOT_OF_THE_SYSTEM,
        BOTH
    }
}
