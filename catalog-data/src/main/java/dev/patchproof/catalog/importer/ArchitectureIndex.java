package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.DebianVersion;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides the fixed versions that one architecture's index tells.
 *
 * <p>An index can hold several versions of a binary package; the newest counts. A binary that the newest version of its
 * source no longer builds, or does not yet build on this architecture, is not fixed by what the index has of it: its
 * fixed version is that of the source.
 */
final class ArchitectureIndex {
    private static final Comparator<PackageEntry> BY_VERSION = Comparator.comparing(PackageEntry::version)
            .thenComparing(entry -> entry.version().text());
    private static final Comparator<DebianVersion> BY_ORDER =
            Comparator.<DebianVersion>naturalOrder().thenComparing(DebianVersion::text);

    private final Collection<PackageEntry> newest;
    private final Map<String, DebianVersion> newestSources;
    private final Set<String> kernels;

    ArchitectureIndex(List<PackageEntry> entries) {
        newest = entries.stream()
                .collect(Collectors.toMap(PackageEntry::name, entry -> entry, BinaryOperator.maxBy(BY_VERSION)))
                .values();
        newestSources = entries.stream()
                .collect(Collectors.toMap(
                        PackageEntry::source, PackageEntry::sourceVersion, BinaryOperator.maxBy(BY_ORDER)));
        kernels = entries.stream()
                .filter(KernelSource::isImagePart)
                .map(entry -> KernelSource.kernelOf(entry.source()))
                .collect(Collectors.toSet());
    }

    /** The newest version of each ordinary source package. */
    Map<String, DebianVersion> sourceVersions() {
        Map<String, DebianVersion> versions = new HashMap<>(newestSources);
        versions.keySet().removeIf(source -> kernels.contains(KernelSource.kernelOf(source)));
        return versions;
    }

    /** By source package, kernels apart. */
    SortedMap<String, FixedPackages> packages() {
        SortedMap<String, SortedMap<String, DebianVersion>> bySource = new TreeMap<>();
        newest.stream().filter(entry -> !isOfKernel(entry)).forEach(entry -> bySource.computeIfAbsent(
                        entry.source(), ignored -> new TreeMap<>())
                .put(entry.name(), fixedVersion(entry)));
        return fixed(bySource);
    }

    /** Images, by kernel name. The unsigned ones count only where no others are published. */
    SortedMap<String, FixedKernel> kernelImages() {
        SortedMap<String, FixedKernel> images = new TreeMap<>(imagesThat(KernelSource::isUnsignedImage));
        images.putAll(imagesThat(KernelSource::isImage));
        return images;
    }

    /**
     * What kernel sources build beside images, by kernel name. Headers of an older build have its number in their name
     * and stay in the index; nobody is told to have them, and keeping them is no gap.
     */
    SortedMap<String, FixedPackages> kernelTools() {
        SortedMap<String, SortedMap<String, DebianVersion>> byKernel = new TreeMap<>();
        newest.stream()
                .filter(this::isOfKernel)
                .filter(entry -> !KernelSource.isImagePart(entry) && !isLeftBehind(entry))
                .forEach(entry -> byKernel.computeIfAbsent(
                                KernelSource.kernelOf(entry.source()), ignored -> new TreeMap<>())
                        .put(entry.name(), entry.version()));
        return fixed(byKernel);
    }

    private SortedMap<String, FixedKernel> imagesThat(Predicate<PackageEntry> isImage) {
        SortedMap<String, FixedKernel> images = new TreeMap<>();
        newest.stream()
                .filter(isImage)
                .sorted(BY_VERSION)
                .collect(Collectors.groupingBy(entry -> KernelSource.kernelOf(entry.source())))
                .forEach((kernel, builds) -> images.put(kernel, newestOf(builds)));
        return images;
    }

    private static FixedKernel newestOf(List<PackageEntry> builds) {
        DebianVersion version = builds.get(builds.size() - 1).version();
        return new FixedKernel(
                version,
                builds.stream()
                        .filter(build -> build.version().equals(version))
                        .map(PackageEntry::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private DebianVersion fixedVersion(PackageEntry entry) {
        return isLeftBehind(entry) && entry.isNumberedLikeSource() ? newestOf(entry.source()) : entry.version();
    }

    private boolean isLeftBehind(PackageEntry entry) {
        return entry.sourceVersion().compareTo(newestOf(entry.source())) < 0;
    }

    private boolean isOfKernel(PackageEntry entry) {
        return kernels.contains(KernelSource.kernelOf(entry.source()));
    }

    private DebianVersion newestOf(String source) {
        DebianVersion version = newestSources.get(source);
        if (version == null) {
            throw new IllegalStateException("a source without a version: " + source);
        }
        return version;
    }

    private static SortedMap<String, FixedPackages> fixed(SortedMap<String, SortedMap<String, DebianVersion>> groups) {
        SortedMap<String, FixedPackages> fixed = new TreeMap<>();
        groups.forEach((name, versions) -> fixed.put(name, new FixedPackages(versions)));
        return fixed;
    }
}
