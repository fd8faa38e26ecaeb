package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.DebianVersion;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** The newest version of each source package among some entries. */
record SourceVersions(Map<String, DebianVersion> newest) {
    /** Debian's order, and the text where that leaves two equal: a total order for the same bytes each time. */
    static final Comparator<DebianVersion> ORDER =
            Comparator.<DebianVersion>naturalOrder().thenComparing(DebianVersion::text);

    SourceVersions {
        newest = Map.copyOf(newest);
    }

    static SourceVersions of(Collection<PackageEntry> entries) {
        return new SourceVersions(entries.stream()
                .collect(Collectors.toMap(
                        PackageEntry::source, PackageEntry::sourceVersion, BinaryOperator.maxBy(ORDER))));
    }

    DebianVersion newest(String source) {
        DebianVersion version = newest.get(source);
        if (version == null) {
            throw new IllegalStateException("a source without a version: " + source);
        }
        return version;
    }

    /** Whether a newer version of the source of this binary exists than the one it was built from. */
    boolean leaveBehind(PackageEntry entry) {
        return entry.sourceVersion().compareTo(newest(entry.source())) < 0;
    }
}
