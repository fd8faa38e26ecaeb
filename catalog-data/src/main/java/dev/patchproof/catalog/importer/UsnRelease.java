package dev.patchproof.catalog.importer;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all notices so far say of one release of Ubuntu, by source package. */
final class UsnRelease {
    private final String codename;
    private final SortedMap<String, Map<UsnChannel, UsnFix>> sources = new TreeMap<>();

    UsnRelease(String codename) {
        this.codename = codename;
    }

    String codename() {
        return codename;
    }

    UsnFix of(String source, UsnChannel channel) {
        return sources.computeIfAbsent(source, ignored -> new EnumMap<>(UsnChannel.class))
                .computeIfAbsent(channel, ignored -> new UsnFix());
    }

    SortedMap<String, Map<UsnChannel, UsnFix>> sources() {
        return Collections.unmodifiableSortedMap(sources);
    }
}
