package dev.patchproof.probe.linux;

import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.PackageFiles.ExcludedFile;
import dev.patchproof.evidence.PackageFiles.Exclusion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Compares the files of one package with the digests that dpkg keeps of them. */
final class PackageCheck {
    private static final int FILES_PER_PART = 64;
    private static final String DIVERTED = "DIVERTED";

    private static final List<String> DOCUMENTATION =
            List.of("/usr/share/doc/", "/usr/share/man/", "/usr/share/info/", "/usr/share/locale/");

    private final RootFolder root;
    private final DpkgDatabase database;
    private final Diversions diversions;
    private final PathFilters filters;
    private final Owners owners;
    private final FileComparison files;
    private final LibraryLinks links;

    PackageCheck(RootFolder root, DpkgDatabase database, Diversions diversions, PathFilters filters, Owners owners) {
        this.root = root;
        this.database = database;
        this.diversions = diversions;
        this.filters = filters;
        this.owners = owners;
        this.files = new FileComparison(root);
        this.links = new LibraryLinks(root, diversions, filters, owners);
    }

    /**
     * Does not exist where dpkg keeps no digests of the package. Called by a thread of a {@link ForkJoinPool}, it gives
     * that pool's other threads their part of the files.
     */
    Finding<PackageFiles> check(DpkgRecord known, LongConsumer bytesRead) {
        try {
            return compare(known, RecordedDigests.read(root, database.info(known, "md5sums")), bytesRead);
        } catch (IOException e) {
            return Failures.finding(e);
        }
    }

    private Finding<PackageFiles> compare(DpkgRecord known, RecordedDigests recorded, LongConsumer bytesRead)
            throws IOException {
        List<String> listed = Owners.list(root, database, known);
        if (listed.isEmpty()) {
            return Finding.error("RECORD_INCOMPLETE", "dpkg has no list of the package's files");
        }
        Optional<String> unrecorded = unrecorded(known, listed, recorded.paths());
        if (unrecorded.isPresent()) {
            return Finding.error("RECORD_INCOMPLETE", "dpkg lists " + unrecorded.get() + " and keeps no digest of it");
        }
        List<ExcludedFile> excluded = new ArrayList<>();
        List<DifferingFile> differing = new ArrayList<>();
        List<DifferingFile> differences = differences(known, recorded.files(), bytesRead);
        Set<String> own = differences.isEmpty() ? Set.of() : Set.copyOf(listed);
        for (DifferingFile difference : differences) {
            exclusion(known, own, difference)
                    .ifPresentOrElse(
                            why -> excluded.add(new ExcludedFile(difference.path(), why)),
                            () -> differing.add(difference));
        }
        int matching = recorded.size() - excluded.size() - differing.size();
        return Finding.exists(new PackageFiles(
                recorded.recordDigest(),
                recorded.size(),
                matching,
                excluded,
                differing,
                Finding.exists(links.stray(known, listed, recorded.paths()))));
    }

    /** In the order of the record, however many threads take part. */
    private List<DifferingFile> differences(
            DpkgRecord known, List<Map.Entry<String, String>> recorded, LongConsumer bytesRead) {
        List<ForkJoinTask<List<DifferingFile>>> parts = new ArrayList<>();
        for (int from = 0; from < recorded.size(); from += FILES_PER_PART) {
            List<Map.Entry<String, String>> part =
                    recorded.subList(from, Math.min(from + FILES_PER_PART, recorded.size()));
            parts.add(ForkJoinTask.adapt(() -> differencesOfPart(known, part, bytesRead)));
        }
        List<DifferingFile> differences = new ArrayList<>();
        for (ForkJoinTask<List<DifferingFile>> part : ForkJoinTask.invokeAll(parts)) {
            differences.addAll(part.join());
        }
        return differences;
    }

    private List<DifferingFile> differencesOfPart(
            DpkgRecord known, List<Map.Entry<String, String>> part, LongConsumer bytesRead) {
        List<DifferingFile> differences = new ArrayList<>();
        Consumer<DifferingFile> add = differences::add;
        for (Map.Entry<String, String> file : part) {
            difference(known, file.getKey(), file.getValue(), bytesRead).ifPresent(add);
        }
        return differences;
    }

    /**
     * Where an administrator sent a file elsewhere and put another in its place, that one is in use, and the package's own
     * proves nothing.
     */
    private Optional<DifferingFile> difference(DpkgRecord known, String path, String recorded, LongConsumer bytesRead) {
        if (diversions.none(path)) {
            return files.difference(path, path, recorded, bytesRead);
        }
        if (diversions.isByHand(path)) {
            Optional<DifferingFile> inPlace = files.difference(path, path, recorded, bytesRead);
            if (inPlace.filter(PackageCheck::isMissing).isEmpty()) {
                return inPlace.map(PackageCheck::diverted);
            }
        }
        return files.difference(path, diversions.locationOf(path, known.name()), recorded, bytesRead);
    }

    private static DifferingFile diverted(DifferingFile file) {
        return new DifferingFile(
                file.path(),
                file.recorded(),
                Finding.error(DIVERTED, "an administrator has put something else in place of " + file.path()),
                file.changedAt(),
                file.modeOverride());
    }

    private static boolean isMissing(DifferingFile file) {
        return file.found().equals(Finding.doesNotExist());
    }

    private static boolean isReplacedByHand(DifferingFile file) {
        return file.found().<Boolean>fold(digest -> false, () -> false, missing -> false, failed -> failed.code()
                .equals(DIVERTED));
    }

    /**
     * A file that dpkg lists, that is there and that the record does not cover. A record cut short (they are empty after
     * some power losses) would otherwise prove a package whole by comparing nothing.
     */
    private Optional<String> unrecorded(DpkgRecord known, List<String> listed, Set<String> recorded) {
        List<String> candidates = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            String path = listed.get(i);
            if (i + 1 < listed.size() && isBelow(listed.get(i + 1), path)) {
                root.learn(path);
            } else if (!recorded.contains(path) && !isDocumentation(path)) {
                candidates.add(path);
            }
        }
        Collections.sort(candidates);
        for (String path : candidates) {
            if (!isIn(recorded, path)
                    && !isIn(known.conffiles(), path)
                    && !diversions.diverts(path, known.name())
                    && isFile(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    /** Whether a path is among others under either of its names. */
    private boolean isIn(Set<String> paths, String path) {
        String canonical = root.canonical(path);
        if (paths.contains(path) || paths.contains(canonical)) {
            return true;
        }
        String old = canonical.startsWith("/usr/") ? canonical.substring("/usr".length()) : "";
        return paths.contains(old) && root.canonical(old).equals(canonical);
    }

    /** What the next listed path lies below is a folder, and needs no look at the disk. */
    private static boolean isBelow(String path, String folder) {
        return path.length() > folder.length() && path.charAt(folder.length()) == '/' && path.startsWith(folder);
    }

    private boolean isFile(String path) {
        try {
            return root.isFile(path);
        } catch (IOException e) {
            return false; // not there, or in a folder that this user may not search: nothing to say about it
        }
    }

    /** A rule explains why dpkg left a file out; one that is there all the same is old, or of somebody else's making. */
    private Optional<Exclusion> exclusion(DpkgRecord known, Set<String> own, DifferingFile difference) {
        String path = difference.path();
        if (known.conffiles().contains(path)) {
            return Optional.of(Exclusion.CONFFILE);
        }
        if (diversions.diverts(path, known.name()) && !isReplacedByHand(difference)) {
            return Optional.of(Exclusion.DIVERTED);
        }
        if (!own.contains(path) && owners.ownedByAnother(path, known.name())) {
            return Optional.of(Exclusion.TAKEN_OVER);
        }
        if (isMissing(difference) && filters.excludes(path)) {
            return Optional.of(Exclusion.PATH_EXCLUDED);
        }
        return isDocumentation(path) ? Optional.of(Exclusion.DOCUMENTATION) : Optional.empty();
    }

    static boolean isDocumentation(String path) {
        for (String folder : DOCUMENTATION) {
            if (path.startsWith(folder)) {
                return true;
            }
        }
        return false;
    }
}
