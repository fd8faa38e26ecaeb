package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What proves a fix on disk. */
public sealed interface ReferenceValue {

    /** Handles each kind. */
    <R> R fold(
            Function<? super FileVersion, ? extends R> fileVersion,
            Function<? super FileDigest, ? extends R> fileDigest,
            Function<? super PackageRecord, ? extends R> packageRecord,
            Function<? super PackageDigests, ? extends R> packageDigests,
            Function<? super SignedBuild, ? extends R> signedBuild,
            Function<? super BuiltIn, ? extends R> builtIn);

    /** The Windows files that it names, each path with a known-folder token; empty where it names none. */
    default List<String> files() {
        return List.of();
    }

    /**
     * A file at or above a version.
     *
     * @param path with a known-folder token: {@code %SystemRoot%\System32\rpcrt4.dll}
     * @param floors one per branch; the file is judged by the floor of the branch it belongs to
     */
    record FileVersion(String path, FileMode mode, List<BranchFloor> floors) implements ReferenceValue {
        public FileVersion {
            requireNonNull(path, "path");
            requireNonNull(mode, "mode");
            floors = List.copyOf(floors);
            if (floors.isEmpty()) {
                throw new IllegalArgumentException("no version given for " + path);
            }
        }

        @Override
        public List<String> files() {
            return List.of(path);
        }

        @Override
        public <R> R fold(
                Function<? super FileVersion, ? extends R> fileVersion,
                Function<? super FileDigest, ? extends R> fileDigest,
                Function<? super PackageRecord, ? extends R> packageRecord,
                Function<? super PackageDigests, ? extends R> packageDigests,
                Function<? super SignedBuild, ? extends R> signedBuild,
                Function<? super BuiltIn, ? extends R> builtIn) {
            return fileVersion.apply(this);
        }
    }

    /**
     * The lowest version that has the fix, in one branch of a file's history (GDR, LDR or QFE). The reader lets no
     * version be in two branches by number unless markers tell them apart. A version at or above the floors of every
     * branch that its number allows has the fix whatever its marker says; one below all of them has not.
     *
     * @param atLeast the floor
     * @param from first version of the branch; absent where it has no lower bound
     * @param below first version after the branch; absent where it has no upper bound
     * @param marker word in the FileVersion string that tells the branch ({@code srv03_gdr}) where numbers of two
     *     branches interleave; empty where ranges tell
     */
    record BranchFloor(
            WindowsVersion atLeast, Optional<WindowsVersion> from, Optional<WindowsVersion> below, String marker) {
        public BranchFloor {
            requireNonNull(atLeast, "atLeast");
            requireNonNull(from, "from");
            requireNonNull(below, "below");
            requireNonNull(marker, "marker");
            if ((from.isPresent() && atLeast.compareTo(from.get()) < 0)
                    || (below.isPresent() && atLeast.compareTo(below.get()) >= 0)) {
                throw new IllegalArgumentException("expected a floor inside its branch, from "
                        + from.map(Object::toString).orElse("any") + " to below "
                        + below.map(Object::toString).orElse("any") + ", found " + atLeast);
            }
        }
    }

    /** A file with one of the known contents. Another digest alone is unknown, not tampering. */
    record FileDigest(String path, FileMode mode, Set<String> sha256) implements ReferenceValue {
        public FileDigest {
            requireNonNull(path, "path");
            requireNonNull(mode, "mode");
            sha256 = Set.copyOf(sha256);
            if (sha256.isEmpty()) {
                throw new IllegalArgumentException("no digest given for " + path);
            }
        }

        @Override
        public List<String> files() {
            return List.of(path);
        }

        @Override
        public <R> R fold(
                Function<? super FileVersion, ? extends R> fileVersion,
                Function<? super FileDigest, ? extends R> fileDigest,
                Function<? super PackageRecord, ? extends R> packageRecord,
                Function<? super PackageDigests, ? extends R> packageDigests,
                Function<? super SignedBuild, ? extends R> signedBuild,
                Function<? super BuiltIn, ? extends R> builtIn) {
            return fileDigest.apply(this);
        }
    }

    /** Every file of the fixed packages as dpkg recorded it on the computer itself: bookkeeping with digests. */
    record PackageRecord() implements ReferenceValue {
        @Override
        public <R> R fold(
                Function<? super FileVersion, ? extends R> fileVersion,
                Function<? super FileDigest, ? extends R> fileDigest,
                Function<? super PackageRecord, ? extends R> packageRecord,
                Function<? super PackageDigests, ? extends R> packageDigests,
                Function<? super SignedBuild, ? extends R> signedBuild,
                Function<? super BuiltIn, ? extends R> builtIn) {
            return packageRecord.apply(this);
        }
    }

    /**
     * The record of its files that the repository's own package carries (its md5sums control file). A record that is the
     * repository's and that every file matches rests on the repository, not on the computer.
     *
     * @param sha256 of that record, lower-case hex: binary package to version to architecture
     */
    record PackageDigests(Map<String, Map<String, Map<String, String>>> sha256) implements ReferenceValue {
        public PackageDigests {
            sha256 = Map.copyOf(sha256);
            if (sha256.isEmpty()) {
                throw new IllegalArgumentException("no package named");
            }
        }

        @Override
        public <R> R fold(
                Function<? super FileVersion, ? extends R> fileVersion,
                Function<? super FileDigest, ? extends R> fileDigest,
                Function<? super PackageRecord, ? extends R> packageRecord,
                Function<? super PackageDigests, ? extends R> packageDigests,
                Function<? super SignedBuild, ? extends R> signedBuild,
                Function<? super BuiltIn, ? extends R> builtIn) {
            return packageDigests.apply(this);
        }
    }

    /**
     * Core files that a cumulative update of this build always brings, proven by the signed catalogs that the vendor
     * ships with it: their names carry build and revision.
     *
     * @param build of the servicing line's files, such as 19041 for releases 19042 to 19045
     * @param revision lowest revision of a catalog that proves
     * @param files paths with known-folder tokens; all are needed
     */
    record SignedBuild(int build, int revision, List<String> files) implements ReferenceValue {
        public SignedBuild {
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("no file named");
            }
        }

        @Override
        public <R> R fold(
                Function<? super FileVersion, ? extends R> fileVersion,
                Function<? super FileDigest, ? extends R> fileDigest,
                Function<? super PackageRecord, ? extends R> packageRecord,
                Function<? super PackageDigests, ? extends R> packageDigests,
                Function<? super SignedBuild, ? extends R> signedBuild,
                Function<? super BuiltIn, ? extends R> builtIn) {
            return signedBuild.apply(this);
        }
    }

    /** Nothing to look for: every computer of the product has the code, and a switch turns it on. */
    record BuiltIn() implements ReferenceValue {
        @Override
        public <R> R fold(
                Function<? super FileVersion, ? extends R> fileVersion,
                Function<? super FileDigest, ? extends R> fileDigest,
                Function<? super PackageRecord, ? extends R> packageRecord,
                Function<? super PackageDigests, ? extends R> packageDigests,
                Function<? super SignedBuild, ? extends R> signedBuild,
                Function<? super BuiltIn, ? extends R> builtIn) {
            return builtIn.apply(this);
        }
    }

    /** Whether a file may be missing. */
    enum FileMode {
        MUST_EXIST,
        ONLY_IF_PRESENT
    }
}
