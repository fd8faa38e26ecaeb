package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.importer.SnapshotFix.FixFold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Joins the architectures: one update per source package, and per kernel one of its images and one of the rest. */
final class SuiteUpdates {
    /** Every process maps these, or runs as them from the start of the system. */
    static final Set<String> FELT_ONLY_AFTER_RESTART = Set.of("glibc", "systemd", "dbus");

    private static final FixFold<DebianVersion> NEWEST = new FixFold<>() {
        @Override
        public DebianVersion packages(FixedPackages fix) {
            return fix.versions().values().stream()
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        @Override
        public DebianVersion kernel(FixedKernel fix) {
            return fix.version();
        }
    };

    private final SortedMap<DebianArchitecture, ArchitectureIndex> indexes;

    private final SourceVersions sources;

    SuiteUpdates(SortedMap<DebianArchitecture, List<PackageEntry>> entries) {
        sources = SourceVersions.of(
                entries.values().stream().flatMap(List::stream).toList());
        indexes = new TreeMap<>();
        entries.forEach((architecture, own) -> indexes.put(architecture, new ArchitectureIndex(own, sources)));
    }

    /** In the order of their names. */
    List<SnapshotUpdate> all() {
        List<SnapshotUpdate> updates = new ArrayList<>();
        joined(ArchitectureIndex::packages)
                .forEach((source, fixes) -> updates.add(new SnapshotUpdate(
                        source,
                        source,
                        "Security update of " + source + " to " + sources.newest(source),
                        FELT_ONLY_AFTER_RESTART.contains(source) ? "maybe" : "no",
                        fixes)));
        joined(ArchitectureIndex::kernelImages)
                .forEach((kernel, fixes) -> updates.add(new SnapshotUpdate(
                        kernel, kernel, "Security update of the kernel to " + newest(fixes), "yes", fixes)));
        joined(ArchitectureIndex::kernelTools)
                .forEach((kernel, fixes) -> updates.add(new SnapshotUpdate(
                        kernel + "-tools",
                        kernel,
                        "Security update of what " + kernel + " builds beside the kernel",
                        "no",
                        fixes)));
        updates.sort(Comparator.comparing(SnapshotUpdate::name));
        return updates;
    }

    private <F extends SnapshotFix> SortedMap<String, Map<SnapshotFix, SortedSet<String>>> joined(
            Function<ArchitectureIndex, SortedMap<String, F>> part) {
        SortedMap<String, Map<SnapshotFix, SortedSet<String>>> joined = new TreeMap<>();
        indexes.forEach((architecture, index) -> part.apply(index)
                .forEach((name, fix) -> joined.computeIfAbsent(name, ignored -> new LinkedHashMap<>())
                        .computeIfAbsent(fix, ignored -> new TreeSet<>())
                        .add(architecture.catalogName())));
        return joined;
    }

    private static DebianVersion newest(Map<SnapshotFix, SortedSet<String>> fixes) {
        return fixes.keySet().stream()
                .map(fix -> fix.fold(NEWEST))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
