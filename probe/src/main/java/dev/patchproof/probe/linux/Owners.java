package dev.patchproof.probe.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which package lists which path, from the info/*.list files of all packages that have files on the computer. They are
 * read when the first question comes, since most runs ask none. Safe for use by several threads; a question throws
 * {@link UncheckedIOException} where a list cannot be read.
 */
final class Owners {
    /** A shared library with its version: folder and stem, first number of the version, rest. */
    private static final Pattern LIBRARY = Pattern.compile("(.+\\.so\\.)([0-9]+)((?:\\.[0-9A-Za-z_]+)*)");

    private final RootFolder root;
    private final DpkgDatabase database;
    private @Nullable SortedMap<String, Set<String>> read;

    Owners(RootFolder root, DpkgDatabase database) {
        this.root = root;
        this.database = database;
    }

    private synchronized SortedMap<String, Set<String>> byPath() {
        if (read == null) {
            try {
                read = read(root, database);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return read;
    }

    private static SortedMap<String, Set<String>> read(RootFolder root, DpkgDatabase database) throws IOException {
        SortedMap<String, Set<String>> byPath = new TreeMap<>();
        Map<Set<String>, Set<String>> shared = new HashMap<>();
        for (DpkgRecord known : database.records()) {
            if (known.state().equals("config-files")) {
                continue;
            }
            Set<String> alone = Set.of(known.name());
            for (String path : list(root, database, known)) {
                byPath.merge(root.canonical(path), alone, (some, one) -> {
                    Set<String> both = new HashSet<>(some);
                    both.addAll(one);
                    return shared.computeIfAbsent(both, Set::copyOf); // folders are listed by many packages
                });
            }
        }
        return byPath;
    }

    /** The paths that a package lists, each folder before what is in it; folders and links among them. */
    static List<String> list(RootFolder root, DpkgDatabase database, DpkgRecord known) throws IOException {
        try {
            List<String> paths = root.lines(database.info(known, "list"));
            paths.removeIf(String::isEmpty);
            return paths;
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Names of the packages that list exactly this path. */
    Set<String> namesOf(String path) {
        return byPath().getOrDefault(root.canonical(path), Set.of());
    }

    /**
     * What the packages list that were built from the same source in the same version, each path under its one name. Only
     * their lists are read: most runs need no others.
     */
    Set<String> pathsOfBuild(DpkgRecord known) throws IOException {
        Set<String> paths = new HashSet<>();
        for (DpkgRecord other : database.records()) {
            if (other.source().equals(known.source())
                    && other.version().equals(known.version())
                    && !other.state().equals("config-files")) {
                list(root, database, other).forEach(path -> paths.add(root.canonical(path)));
            }
        }
        return paths;
    }

    boolean ownedByAnother(String path, String packageName) {
        return byPath().getOrDefault(root.canonical(path), Set.of()).stream()
                .anyMatch(name -> !name.equals(packageName));
    }

    /**
     * The package that lists the path or, where none does, its successor: for {@code libx.so.1.1}, the package that
     * lists {@code libx.so.1} or, failing that, the listed {@code libx.so.1.N} nearest in name. A library of another
     * first number is another library, not a successor.
     */
    Optional<String> ownerOf(String path) {
        SortedMap<String, Set<String>> byPath = byPath();
        String canonical = root.canonical(path);
        Set<String> exact = byPath.getOrDefault(canonical, Set.of());
        if (!exact.isEmpty()) {
            return first(exact);
        }
        Matcher library = LIBRARY.matcher(canonical);
        if (!library.matches()) {
            return Optional.empty();
        }
        String soname = library.group(1) + library.group(2);
        Set<String> ofSoname = byPath.getOrDefault(soname, Set.of());
        if (!ofSoname.isEmpty()) {
            return first(ofSoname);
        }
        String nearest = "";
        for (String listed : byPath.subMap(soname + ".", soname + "/").keySet()) {
            if (nearest.isEmpty() || commonPrefix(listed, canonical) > commonPrefix(nearest, canonical)) {
                nearest = listed;
            }
        }
        return first(byPath.getOrDefault(nearest, Set.of()));
    }

    private static Optional<String> first(Set<String> names) {
        return names.stream().sorted().findFirst();
    }

    private static int commonPrefix(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }
}
