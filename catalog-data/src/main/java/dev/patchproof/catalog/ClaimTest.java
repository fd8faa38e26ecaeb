package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A place in the system's own bookkeeping that says whether a fix is installed. */
public sealed interface ClaimTest {

    /** Handles each kind. */
    <R> R fold(
            Function<? super RegistryKey, ? extends R> registryKey,
            Function<? super WindowsRevision, ? extends R> windowsRevision,
            Function<? super DebianPackages, ? extends R> debianPackages,
            Function<? super DebianKernel, ? extends R> debianKernel,
            Function<? super CbsPackage, ? extends R> cbsPackage);

    /** Whether "no" from this place settles that the fix is not installed. */
    boolean conclusive();

    /** A registry key that the update's installer leaves; its absence proves nothing, since keys get lost. */
    record RegistryKey(String path, boolean wow32) implements ClaimTest {
        public RegistryKey {
            requireNonNull(path, "path");
        }

        @Override
        public boolean conclusive() {
            return false;
        }

        @Override
        public <R> R fold(
                Function<? super RegistryKey, ? extends R> registryKey,
                Function<? super WindowsRevision, ? extends R> windowsRevision,
                Function<? super DebianPackages, ? extends R> debianPackages,
                Function<? super DebianKernel, ? extends R> debianKernel,
                Function<? super CbsPackage, ? extends R> cbsPackage) {
            return registryKey.apply(this);
        }
    }

    /**
     * Windows build and revision (UBR).
     *
     * @param exactly the revision itself and no other claims the fix (a hotpatch, whose revision is below that of the
     *     cumulative update); otherwise this revision or any above
     */
    record WindowsRevision(int build, int revision, boolean exactly) implements ClaimTest {
        @Override
        public boolean conclusive() {
            return true;
        }

        @Override
        public <R> R fold(
                Function<? super RegistryKey, ? extends R> registryKey,
                Function<? super WindowsRevision, ? extends R> windowsRevision,
                Function<? super DebianPackages, ? extends R> debianPackages,
                Function<? super DebianKernel, ? extends R> debianKernel,
                Function<? super CbsPackage, ? extends R> cbsPackage) {
            return windowsRevision.apply(this);
        }
    }

    /**
     * Versions in the dpkg database. Only packages that are installed count; none installed means not applicable.
     *
     * @param fixedVersions binary package name to the first version that has the fix
     */
    record DebianPackages(Map<String, DebianVersion> fixedVersions) implements ClaimTest {
        public DebianPackages {
            fixedVersions = Map.copyOf(fixedVersions);
            if (fixedVersions.isEmpty()) {
                throw new IllegalArgumentException("no package named");
            }
        }

        @Override
        public boolean conclusive() {
            return true;
        }

        @Override
        public <R> R fold(
                Function<? super RegistryKey, ? extends R> registryKey,
                Function<? super WindowsRevision, ? extends R> windowsRevision,
                Function<? super DebianPackages, ? extends R> debianPackages,
                Function<? super DebianKernel, ? extends R> debianKernel,
                Function<? super CbsPackage, ? extends R> cbsPackage) {
            return debianPackages.apply(this);
        }
    }

    /**
     * The newest installed kernel image; older images that are kept do not count. No image installed means not
     * applicable (a container, or a kernel from elsewhere).
     *
     * <p>A suite can carry several kernel series side by side (Debian 12 has 6.1 and 6.12), each with an update of its
     * own: a newest image of another {@link #series} is not judged by this one.
     *
     * @param fixedVersion package version of the first image that has the fix
     * @param images names of the image packages of exactly that version, whose files can be compared; empty where they
     *     are not known
     */
    record DebianKernel(DebianVersion fixedVersion, Set<String> images) implements ClaimTest {
        public DebianKernel {
            requireNonNull(fixedVersion, "fixedVersion");
            images = Set.copyOf(images);
        }

        public DebianKernel(DebianVersion fixedVersion) {
            this(fixedVersion, Set.of());
        }

        /** The kernel series, such as {@code 6.12}: the first two numbers of the upstream version. */
        public String series() {
            return fixedVersion.series();
        }

        @Override
        public boolean conclusive() {
            return true;
        }

        @Override
        public <R> R fold(
                Function<? super RegistryKey, ? extends R> registryKey,
                Function<? super WindowsRevision, ? extends R> windowsRevision,
                Function<? super DebianPackages, ? extends R> debianPackages,
                Function<? super DebianKernel, ? extends R> debianKernel,
                Function<? super CbsPackage, ? extends R> cbsPackage) {
            return debianKernel.apply(this);
        }
    }

    /**
     * The packages by which Component Based Servicing keeps an update, whatever their names are made of. They say
     * installed or not; none there proves nothing, since a successor's clean-up removes them.
     *
     * @param kb such as {@code KB4012212}
     */
    record CbsPackage(String kb) implements ClaimTest {
        public CbsPackage {
            requireNonNull(kb, "kb");
        }

        @Override
        public boolean conclusive() {
            return false;
        }

        @Override
        public <R> R fold(
                Function<? super RegistryKey, ? extends R> registryKey,
                Function<? super WindowsRevision, ? extends R> windowsRevision,
                Function<? super DebianPackages, ? extends R> debianPackages,
                Function<? super DebianKernel, ? extends R> debianKernel,
                Function<? super CbsPackage, ? extends R> cbsPackage) {
            return cbsPackage.apply(this);
        }
    }
}
