package dev.patchproof.probe.linux;

import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Modes that dpkg-statoverride(1) sets for files of packages. */
final class StatOverrides {
    private static final String FILE = "/var/lib/dpkg/statoverride";
    /** Owner, group and mode, then a path that may hold blanks. */
    private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+) ([0-7]{1,6}) (/.*)");

    private final RootFolder root;
    private final Finding<Map<String, String>> modes;

    private StatOverrides(RootFolder root, Finding<Map<String, String>> modes) {
        this.root = root;
        this.modes = modes;
    }

    static StatOverrides read(RootFolder root) {
        try {
            return new StatOverrides(root, Finding.exists(parse(root, root.lines(FILE))));
        } catch (NoSuchFileException e) {
            return new StatOverrides(root, Finding.exists(Map.of()));
        } catch (IOException e) {
            return new StatOverrides(root, Failures.error(e));
        }
    }

    private static Map<String, String> parse(RootFolder root, List<String> lines) throws IOException {
        Map<String, String> modes = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = LINE.matcher(lines.get(i));
            if (!matcher.matches()) {
                throw new MalformedFileException(FILE, i + 1, "owner, group, mode and path", lines.get(i));
            }
            modes.put(root.canonical(matcher.group(4)), matcher.group(3));
        }
        return modes;
    }

    /** The same files, each that differs with the mode that is set for it. */
    PackageFiles in(PackageFiles files) {
        return new PackageFiles(
                files.recordDigest(),
                files.recorded(),
                files.matching(),
                files.excluded(),
                files.differing().stream().map(this::in).toList(),
                files.strayLinks());
    }

    private DifferingFile in(DifferingFile file) {
        return new DifferingFile(file.path(), file.recorded(), file.found(), file.changedAt(), mode(file.path()));
    }

    private Finding<String> mode(String path) {
        return modes.fold(
                byPath -> Optional.ofNullable(byPath.get(root.canonical(path)))
                        .map(Finding::exists)
                        .orElseGet(Finding::doesNotExist),
                Finding::doesNotExist,
                missing -> Finding.notCollected(missing.reason(), missing.detail()),
                failed -> Finding.error(failed.code(), failed.message()));
    }
}
