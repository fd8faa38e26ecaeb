package dev.patchproof.probe.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A real folder of which some paths may not be opened, listed or looked into; tests run as root, who may everything. */
final class DenyingDisk implements Disk {
    private final Disk disk = new NioDisk();
    private final Set<Path> denied;

    DenyingDisk(Path root, String... denied) {
        this.denied = Set.copyOf(List.of(denied).stream()
                .map(path -> root.resolve(path.substring(1)))
                .toList());
    }

    private Path allowed(Path path) throws AccessDeniedException {
        if (denied.contains(path)) {
            throw new AccessDeniedException(path.toString());
        }
        return path;
    }

    /** An entry is seen by whoever may search its folder. */
    @Override
    public Entry entry(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            allowed(folder);
        }
        return disk.entry(path);
    }

    @Override
    public Path linkTarget(Path link) throws IOException {
        return disk.linkTarget(allowed(link));
    }

    @Override
    public InputStream open(Path file) throws IOException {
        return disk.open(allowed(file));
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return disk.list(allowed(folder));
    }
}
