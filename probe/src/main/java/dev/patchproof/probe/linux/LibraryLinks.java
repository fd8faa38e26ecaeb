package dev.patchproof.probe.linux;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageFiles.StrayLink;
import dev.patchproof.probe.linux.Disk.Kind;
import dev.patchproof.probe.linux.RootFolder.Place;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The links by which programs find a package's libraries: {@code libz.so.1 -> libz.so.1.2.13}. Every file may be as
 * recorded while such a link leads to an older one that was left behind, or to somebody else's, and that is what programs
 * load. dpkg lists links and keeps nothing of where they led; but a package's own lead to its own files, or to those of a
 * package built with it.
 */
final class LibraryLinks {
    private static final Pattern NAME = Pattern.compile(".+\\.so\\.[0-9]+(?:\\.[0-9A-Za-z_]+)*");

    private final RootFolder root;
    private final Diversions diversions;
    private final PathFilters filters;
    private final Owners owners;

    LibraryLinks(RootFolder root, Diversions diversions, PathFilters filters, Owners owners) {
        this.root = root;
        this.diversions = diversions;
        this.filters = filters;
        this.owners = owners;
    }

    /**
     * Those that lead elsewhere.
     *
     * @param listed the paths of the package
     * @param recorded those that are files
     */
    List<StrayLink> stray(DpkgRecord known, List<String> listed, Set<String> recorded) {
        List<String> names = listed.stream()
                .filter(path -> path.contains(".so.") && NAME.matcher(path).matches())
                .filter(path -> !recorded.contains(path) && !PackageCheck.isDocumentation(path))
                .filter(path -> !diversions.diverts(path, known.name()) || diversions.isByHand(path))
                .toList();
        List<StrayLink> stray = new ArrayList<>();
        Build build = new Build(known);
        names.forEach(path -> stray(path, listed, build).ifPresent(stray::add));
        return stray;
    }

    private Optional<StrayLink> stray(String path, List<String> listed, Build build) {
        try {
            if (root.disk().kind(root.locate(path)) != Kind.LINK) {
                return Optional.empty(); // a file without a digest is told elsewhere
            }
            Place end = root.place(path);
            if (end.kind() == Kind.FILE && isAmong(listed, end.path())) {
                return Optional.empty();
            }
            String file = "/" + root.resolve("/").relativize(end.path());
            return end.kind() == Kind.FILE && build.has(file)
                    ? Optional.empty()
                    : Optional.of(new StrayLink(path, Finding.exists(file), owner(file)));
        } catch (NoSuchFileException e) {
            return filters.excludes(path) || diversions.isByHand(path)
                    ? Optional.empty()
                    : Optional.of(new StrayLink(path, Finding.doesNotExist(), Finding.doesNotExist()));
        } catch (IOException e) {
            return Optional.of(new StrayLink(path, Failures.error(e), Finding.doesNotExist()));
        }
    }

    /** Under whatever name a folder of it goes. */
    private boolean isAmong(List<String> listed, Path file) {
        String name = "/" + file.getFileName();
        return listed.stream().anyMatch(path -> path.endsWith(name) && standsAt(path, file));
    }

    private boolean standsAt(String path, Path file) {
        try {
            return root.locate(path).equals(file);
        } catch (IOException e) {
            return false; // of a folder that is not there, or may not be searched
        }
    }

    private Finding<String> owner(String file) {
        return owners.namesOf(file).stream()
                .sorted()
                .findFirst()
                .map(Finding::exists)
                .orElseGet(Finding::doesNotExist);
    }

    /** A package and those built with it; their lists are read once, when the first of its links asks. */
    private final class Build {
        private final DpkgRecord known;
        private @Nullable Set<String> paths;

        Build(DpkgRecord known) {
            this.known = known;
        }

        boolean has(String file) throws IOException {
            if (paths == null) {
                paths = owners.pathsOfBuild(known);
            }
            return paths.contains(root.canonical(file));
        }
    }
}
