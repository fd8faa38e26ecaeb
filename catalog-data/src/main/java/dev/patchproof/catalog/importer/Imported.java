package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an import made of its documents.
 *
 * @param files name below the catalog directory (with {@code /}) to the text of a whole catalog file; replaces a file of
 *     that name
 * @param quarantine what was not believed, or not wholly
 */
public record Imported(SortedMap<String, String> files, Quarantine quarantine) {
    public Imported(Map<String, String> files, Quarantine quarantine) {
        this(new TreeMap<>(files), quarantine);
    }

    public Imported {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        requireNonNull(quarantine, "quarantine");
    }
}
