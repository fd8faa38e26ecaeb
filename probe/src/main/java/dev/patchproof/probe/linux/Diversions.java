package dev.patchproof.probe.linux;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where dpkg-divert(1) sends the files of packages. */
final class Diversions {
    private static final String FILE = "/var/lib/dpkg/diversions";

    private static final String BY_HAND = ":";

    private final RootFolder root;
    private final Map<String, Diversion> byPath;

    private Diversions(RootFolder root, Map<String, Diversion> byPath) {
        this.root = root;
        this.byPath = byPath;
    }

    static Diversions read(RootFolder root) throws IOException {
        Map<String, Diversion> byPath = new HashMap<>();
        List<String> lines;
        try {
            lines = root.lines(FILE);
        } catch (NoSuchFileException e) {
            lines = List.of();
        }
        for (int i = 0; i < lines.size(); i += 3) {
            if (i + 2 >= lines.size()) {
                throw new MalformedFileException(FILE, i + 1, "three lines to a diversion", lines.get(i));
            }
            byPath.put(root.canonical(lines.get(i)), new Diversion(lines.get(i + 1), lines.get(i + 2)));
        }
        return new Diversions(root, byPath);
    }

    /** Whether the file stands where its package names it, as nearly all do. */
    boolean none(String path) {
        return !byPath.containsKey(root.canonical(path));
    }

    /** Whether a file of this package has been sent elsewhere; the package that diverts keeps its own file in place. */
    boolean diverts(String path, String packageName) {
        Diversion diversion = byPath.get(root.canonical(path));
        return diversion != null && !diversion.by().equals(packageName);
    }

    /** Whether the file was sent elsewhere by hand, so that no package answers for what stands in its place. */
    boolean isByHand(String path) {
        Diversion diversion = byPath.get(root.canonical(path));
        return diversion != null && diversion.by().equals(BY_HAND);
    }

    /** Where the file of this package stands. */
    String locationOf(String path, String packageName) {
        Diversion diversion = byPath.get(root.canonical(path));
        return diversion == null || diversion.by().equals(packageName) ? path : diversion.to();
    }

    /** @param by the package that diverts, or {@code :} for the administrator */
    private record Diversion(String to, String by) {}
}
