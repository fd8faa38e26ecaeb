package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.DebianVersion;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
    private static final Comparator<PackageEntry> BY_VERSION =
            Comparator.comparing(PackageEntry::version, SourceVersions.ORDER);

    private final Collection<PackageEntry> newest;
    private final SourceVersions here;
    private final SourceVersions everywhere;
    private final Set<String> kernels;

    /**
     * Of one architecture's entries.
     *
     * @param everywhere newest source versions on all architectures of the import
     */
    ArchitectureIndex(List<PackageEntry> entries, SourceVersions everywhere) {
        this.everywhere = everywhere;
        here = SourceVersions.of(entries);
        newest = entries.stream()
                .collect(Collectors.toMap(PackageEntry::name, entry -> entry, BinaryOperator.maxBy(BY_VERSION)))
                .values();
        kernels = entries.stream()
                .filter(KernelSource::isImagePart)
                .map(entry -> KernelSource.kernelOf(entry.source()))
                .collect(Collectors.toSet());
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
                .filter(entry -> !KernelSource.isImagePart(entry) && !here.leaveBehind(entry))
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
        return everywhere.leaveBehind(entry) && entry.isNumberedLikeSource()
                ? everywhere.newest(entry.source())
                : entry.version();
    }

    private boolean isOfKernel(PackageEntry entry) {
        return kernels.contains(KernelSource.kernelOf(entry.source()));
    }

    private static SortedMap<String, FixedPackages> fixed(SortedMap<String, SortedMap<String, DebianVersion>> groups) {
        SortedMap<String, FixedPackages> fixed = new TreeMap<>();
        groups.forEach((name, versions) -> fixed.put(name, new FixedPackages(versions)));
        return fixed;
    }
}
