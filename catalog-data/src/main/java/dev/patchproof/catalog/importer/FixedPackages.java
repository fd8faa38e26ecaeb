package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.DebianVersion;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** First fixed version of each binary package of one source package. */
record FixedPackages(SortedMap<String, DebianVersion> versions) implements SnapshotFix {
    FixedPackages {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    @Override
    public <T> T fold(FixFold<T> fold) {
        return fold.packages(this);
    }
}
