package dev.patchproof.probe.linux;

import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.PackageFiles.ExcludedFile;
import dev.patchproof.evidence.PackageFiles.Exclusion;
import dev.patchproof.probe.linux.Disk.Entry;
import dev.patchproof.probe.linux.Disk.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the files of one package with the digests that dpkg keeps of them. */
final class PackageCheck {
    private static final Pattern DIGEST_LINE = Pattern.compile("([0-9a-f]{32}) [ *](?:\\./)?(.+)");
    private static final List<String> DOCUMENTATION =
            List.of("/usr/share/doc/", "/usr/share/man/", "/usr/share/info/", "/usr/share/locale/");

    private final RootFolder root;
    private final DpkgDatabase database;
    private final Diversions diversions;
    private final PathFilters filters;
    private final Owners owners;

    PackageCheck(RootFolder root, DpkgDatabase database, Diversions diversions, PathFilters filters, Owners owners) {
        this.root = root;
        this.database = database;
        this.diversions = diversions;
        this.filters = filters;
        this.owners = owners;
    }

    /** Does not exist where dpkg keeps no digests of the package. */
    Finding<PackageFiles> check(DpkgRecord known, LongConsumer bytesRead) {
        try {
            String record = database.info(known, "md5sums");
            byte[] bytes = root.bytes(record);
            return compare(known, FileDigests.sha256(bytes), parse(record, RootFolder.lines(bytes)), bytesRead);
        } catch (IOException e) {
            return Failures.finding(e);
        }
    }

    private static Map<String, String> parse(String record, List<String> lines) throws IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = DIGEST_LINE.matcher(lines.get(i));
            if (!matcher.matches() || ("/" + matcher.group(2) + "/").contains("/../")) {
                throw new MalformedFileException(record, i + 1, "a digest and a path", lines.get(i));
            }
            String other = digests.put("/" + matcher.group(2), matcher.group(1));
            if (other != null && !other.equals(matcher.group(1))) {
                throw new MalformedFileException(record, i + 1, "one digest to a path", lines.get(i));
            }
        }
        return digests;
    }

    private Finding<PackageFiles> compare(
            DpkgRecord known, String recordDigest, Map<String, String> digests, LongConsumer bytesRead)
            throws IOException {
        Set<String> listed = Owners.list(root, database, known);
        if (listed.isEmpty()) {
            return Finding.error("RECORD_INCOMPLETE", "dpkg has no list of the package's files");
        }
        Optional<String> unrecorded = unrecorded(known, listed, digests.keySet());
        if (unrecorded.isPresent()) {
            return Finding.error("RECORD_INCOMPLETE", "dpkg lists " + unrecorded.get() + " and keeps no digest of it");
        }
        List<ExcludedFile> excluded = new ArrayList<>();
        List<DifferingFile> differing = new ArrayList<>();
        int matching = 0;
        for (Map.Entry<String, String> file : digests.entrySet()) {
            String path = file.getKey();
            Optional<DifferingFile> difference = difference(known, path, file.getValue(), bytesRead);
            if (difference.isEmpty()) {
                matching++;
                continue;
            }
            exclusion(known, listed, difference.get())
                    .ifPresentOrElse(
                            why -> excluded.add(new ExcludedFile(path, why)), () -> differing.add(difference.get()));
        }
        return Finding.exists(new PackageFiles(recordDigest, digests.size(), matching, excluded, differing));
    }

    /**
     * A file that dpkg lists, that is there and that the record does not cover. A record cut short (they are empty after
     * some power losses) would otherwise prove a package whole by comparing nothing.
     */
    private Optional<String> unrecorded(DpkgRecord known, Set<String> listed, Set<String> recorded) {
        Set<String> covered = new HashSet<>();
        recorded.forEach(path -> covered.add(root.canonical(path)));
        known.conffiles().forEach(path -> covered.add(root.canonical(path)));
        return listed.stream()
                .filter(path -> !covered.contains(root.canonical(path)))
                .filter(path -> !diversions.diverts(path, known.name()) && !isDocumentation(path))
                .filter(this::isFile)
                .sorted()
                .findFirst();
    }

    private boolean isFile(String path) {
        try {
            return root.disk().entry(root.locate(path)).kind() == Kind.FILE;
        } catch (IOException e) {
            return false; // not there, or in a folder that this user may not search: nothing to say about it
        }
    }

    private Optional<DifferingFile> difference(DpkgRecord known, String path, String recorded, LongConsumer bytesRead) {
        Finding<Instant> changedAt = Finding.doesNotExist();
        try {
            String location = diversions.locationOf(path, known.name());
            Path file = root.resolve(location);
            Entry entry = root.disk().entry(file);
            changedAt = Finding.exists(later(
                    entry.changedAt(), root.disk().entry(root.locate(location)).changedAt()));
            if (entry.kind() != Kind.FILE) {
                return Optional.of(new DifferingFile(
                        path, recorded, Finding.error("NOT_A_FILE", file + " is not a regular file"), changedAt));
            }
            String found = FileDigests.md5(root.disk(), file, bytesRead);
            return found.equals(recorded)
                    ? Optional.empty()
                    : Optional.of(new DifferingFile(path, recorded, Finding.exists(found), changedAt));
        } catch (NoSuchFileException e) {
            return Optional.of(new DifferingFile(path, recorded, Finding.doesNotExist(), Finding.doesNotExist()));
        } catch (IOException e) {
            Finding<Instant> seen = changedAt.fold(Finding::exists, () -> Failures.error(e), m -> m, f -> f);
            return Optional.of(new DifferingFile(path, recorded, Failures.error(e), seen));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A rule explains why dpkg left a file out; one that is there all the same is old, or of somebody else's making. */
    private Optional<Exclusion> exclusion(DpkgRecord known, Set<String> listed, DifferingFile difference) {
        String path = difference.path();
        if (known.conffiles().contains(path)) {
            return Optional.of(Exclusion.CONFFILE);
        }
        if (diversions.diverts(path, known.name())) {
            return Optional.of(Exclusion.DIVERTED);
        }
        if (!listed.contains(path) && owners.ownedByAnother(path, known.name())) {
            return Optional.of(Exclusion.TAKEN_OVER);
        }
        if (difference.found().equals(Finding.doesNotExist()) && filters.excludes(path)) {
            return Optional.of(Exclusion.PATH_EXCLUDED);
        }
        return isDocumentation(path) ? Optional.of(Exclusion.DOCUMENTATION) : Optional.empty();
    }

    private static boolean isDocumentation(String path) {
        return DOCUMENTATION.stream().anyMatch(path::startsWith);
    }
}
