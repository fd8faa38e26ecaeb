package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;

/**
 * One update of a snapshot.
 *
 * @param name last part of its id
 * @param source source package whose tracker page it links to
 * @param fixes with the architectures that each is for, as the catalog names them
 */
record SnapshotUpdate(
        String name, String source, String description, String restart, Map<SnapshotFix, SortedSet<String>> fixes) {
    SnapshotUpdate {
        requireNonNull(name, "name");
        requireNonNull(source, "source");
        requireNonNull(description, "description");
        requireNonNull(restart, "restart");
        fixes = Collections.unmodifiableMap(new LinkedHashMap<>(fixes));
    }
}
