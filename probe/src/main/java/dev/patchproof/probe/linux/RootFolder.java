package dev.patchproof.probe.linux;

import dev.patchproof.probe.linux.Disk.Entry;
import dev.patchproof.probe.linux.Disk.Kind;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final int LONGEST_FILE = 64 * 1024 * 1024;
    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32", "libo32");

    private final Path root;
    private final Disk disk;
    private final Map<String, Path> folders = new ConcurrentHashMap<>();
    private final Map<String, Boolean> aliases = new ConcurrentHashMap<>();

    RootFolder(Path root, Disk disk) {
        this.root = root.toAbsolutePath().normalize();
        this.disk = disk;
    }

    Disk disk() {
        return disk;
    }

    /** Where an absolute path of the system leads, every link followed. */
    Path resolve(String absolute) throws IOException {
        int slash = absolute.lastIndexOf('/');
        Path folder = folder(absolute.substring(0, Math.max(slash, 0)));
        return walk(folder, names(absolute.substring(slash + 1)), new int[] {MOST_LINKS});
    }

    /** Where an absolute path of the system stands: the links of its folders followed, its own not. */
    Path locate(String absolute) throws IOException {
        int slash = absolute.lastIndexOf('/');
        return folder(absolute.substring(0, Math.max(slash, 0))).resolve(names(absolute.substring(slash + 1)));
    }

    private Path folder(String absolute) throws IOException {
        Path known = folders.get(absolute);
        if (known == null) {
            known = walk(root, names(absolute), new int[] {MOST_LINKS});
            requireFolder(known);
            folders.put(absolute, known);
        }
        return known;
    }

    private Path walk(Path from, Path names, int[] linksLeft) throws IOException {
        Path at = from;
        boolean isFolder = true;
        for (Path name : names) {
            String text = name.toString();
            if (text.isEmpty() || text.equals(".")) {
                continue;
            }
            if (!isFolder) {
                requireFolder(at);
            }
            if (text.equals("..")) {
                Path above = at.getParent();
                at = at.equals(root) || above == null ? root : above;
                continue;
            }
            at = at.resolve(name);
            Kind kind = disk.entry(at).kind();
            if (kind == Kind.LINK) {
                at = follow(at, linksLeft);
            }
            isFolder = kind == Kind.FOLDER;
        }
        return at;
    }

    private Path follow(Path link, int[] linksLeft) throws IOException {
        if (linksLeft[0]-- == 0) {
            throw new FileSystemLoopException(link.toString());
        }
        Path target = disk.linkTarget(link);
        Path top = target.getRoot();
        Path folder = link.getParent();
        return top == null && folder != null
                ? walk(folder, target, linksLeft)
                : walk(root, top == null ? target : top.relativize(target), linksLeft);
    }

    /** Below something that is not a folder there is nothing; the exception of that case is in the user's language. */
    private void requireFolder(Path path) throws IOException {
        if (disk.entry(path).kind() != Kind.FOLDER) {
            throw new NoSuchFileException(path.toString(), null, "not a folder");
        }
    }

    /**
     * The names of a path, byte for byte in UTF-8. A JVM under the C locale cannot make such a path from a string, and
     * packages do have such files (certificates with accents in their names); from a URI it can.
     */
    private static Path names(String text) throws IOException {
        try {
            String trimmed = text.startsWith("/") ? text.substring(1) : text;
            if (trimmed.chars().allMatch(c -> c < 128)) {
                return Path.of(trimmed);
            }
            StringBuilder uri = new StringBuilder("file:///");
            for (byte b : trimmed.getBytes(StandardCharsets.UTF_8)) {
                uri.append(b == '/' ? "/" : String.format(Locale.ROOT, "%%%02X", b));
            }
            return Path.of("/").relativize(Path.of(URI.create(uri.toString())));
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(text, null, "not a path");
        }
    }

    /**
     * The one name of a path that has two, where the root's /bin, /lib, ... are links into /usr: {@code /lib/x} is
     * {@code /usr/lib/x} there.
     */
    String canonical(String absolute) {
        int second = absolute.indexOf('/', 1);
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

    /** The whole of a small file. */
    byte[] bytes(String absolute) throws IOException {
        try (InputStream in = disk.open(resolve(absolute))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                if (out.size() > LONGEST_FILE) {
                    throw new IOException(absolute + " is longer than " + LONGEST_FILE + " bytes");
                }
            }
            return out.toByteArray();
        }
    }

    /** The lines of a small text file; bytes that are not UTF-8 become the replacement character. */
    List<String> lines(String absolute) throws IOException {
        return lines(bytes(absolute));
    }

    static List<String> lines(byte[] text) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new ByteArrayInputStream(text),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The names in a folder, sorted. */
    List<String> names(Path folder) throws IOException {
        return disk.list(folder).stream()
                .map(entry -> String.valueOf(entry.getFileName()))
                .sorted()
                .toList();
    }
}
