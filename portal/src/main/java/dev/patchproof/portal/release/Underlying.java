package dev.patchproof.portal.release;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseMaker;
import dev.patchproof.catalog.release.ReleaseManifest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;

/** The catalog that came from elsewhere, whole: a release, a directory, or what the portal was built with. */
public final class Underlying {
    private final CatalogSnapshot snapshot;
    private final Source source;

    Underlying(CatalogSnapshot snapshot, Source source) {
        this.snapshot = requireNonNull(snapshot, "snapshot");
        this.source = requireNonNull(source, "source");
    }

    public CatalogSnapshot snapshot() {
        return snapshot;
    }

    /** Digest of its catalog. */
    public String release() {
        return snapshot.release();
    }

    /** The day up to which it holds the published facts; empty where it holds none. */
    public Optional<LocalDate> day() {
        return snapshot.manifest().map(ReleaseManifest::asOf).or(() -> ReleaseMaker.newestFact(snapshot.catalog()));
    }

    /**
     * Its files, read again.
     *
     * @throws IOException where they are not any more what was read at first
     */
    public SortedMap<String, byte[]> files() throws IOException {
        SortedMap<String, byte[]> files;
        try {
            files = source.files();
        } catch (CatalogException | ReleaseException notReadable) {
            throw new IOException(notReadable.getMessage(), notReadable);
        }
        if (!CatalogReader.digest(files).equals(release())) {
            throw new IOException("expected " + snapshot.source() + " as it was read at the start, found it changed;"
                    + " start the portal again");
        }
        return files;
    }

    /** Where its files are. */
    interface Source {
        SortedMap<String, byte[]> files() throws ReleaseException;
    }
}
