package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.DebianVersion;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** First fixed version of a kernel series, with the names of the image packages of that version. */
record FixedKernel(DebianVersion version, SortedSet<String> images) implements SnapshotFix {
    FixedKernel {
        requireNonNull(version, "version");
        images = Collections.unmodifiableSortedSet(new TreeSet<>(images));
    }

    @Override
    public <T> T fold(FixFold<T> fold) {
        return fold.kernel(this);
    }
}
