package dev.patchproof.catalog.reader;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data files among this module's own resources, exploded or in a jar.
 *
 * <p>Class loaders need not list folders, nor find one by name; so a known file in the folder leads to it. The jar is
 * opened as a file system of its own, never the shared one of its URI, which another caller may hold or close. Its
 * address is read as text: a class loader may bring its own kind of connection.
 */
final class ShippedFiles {
    private static final String ANCHOR = "data/README.md";

    private ShippedFiles() {}

    static CatalogFiles load() {
        URL anchor = Catalog.class.getResource(ANCHOR);
        try {
            return load(anchor);
        } catch (IOException | URISyntaxException notReadable) {
            return new CatalogFiles(
                    List.of(),
                    List.of(new Problem(
                            "",
                            "",
                            Reason.NOT_READABLE,
                            "expected shipped data at " + anchor + ", found " + notReadable)));
        }
    }

    private static CatalogFiles load(@Nullable URL anchor) throws IOException, URISyntaxException {
        if (anchor == null) {
            throw new IOException("no such resource: " + ANCHOR);
        }
        if (anchor.getProtocol().equals("file")) {
            return CatalogFiles.of(parentOf(Path.of(anchor.toURI())));
        }
        String place = anchor.toString();
        int inside = place.indexOf("!/");
        if (place.startsWith("jar:file:") && inside > 0) {
            Path archive = Path.of(URI.create(place.substring("jar:".length(), inside)));
            try (FileSystem jar = FileSystems.newFileSystem(archive)) {
                return CatalogFiles.of(parentOf(jar.getPath(place.substring(inside + 1))));
            }
        }
        throw new IOException("a resource that is neither in a folder nor in a jar");
    }

    private static Path parentOf(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IOException("a file without a folder: " + file);
        }
        return parent;
    }
}
