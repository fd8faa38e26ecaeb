package dev.patchproof.portal.download;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that came whole.
 *
 * @param file where it is; the caller's to move or to delete
 * @param tag its entity tag
 * @param modified when the server says that it last changed
 */
public record Fetched(Path file, Optional<String> tag, Optional<Instant> modified) {
    public Fetched {
        requireNonNull(file, "file");
        requireNonNull(tag, "tag");
        requireNonNull(modified, "modified");
    }
}
