package dev.patchproof.portal.appraisal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The value PendingFileRenameOperations: source and target taking turns, an empty target meaning deletion.
 *
 * @param paths as found, with their {@code \??\} and {@code !\??\} prefixes
 */
record PendingRenames(List<String> paths) {
    private static final String DEVICE_PREFIX = "\\??\\";

    PendingRenames {
        paths = List.copyOf(paths);
    }

    /**
     * The operations that move, replace or delete a file, in words of the registry.
     *
     * @param path with a known-folder token, as the catalog writes it
     * @param resolved the path on the computer, where the file was found there; without it the part after the token
     *     decides, so that a file yet to be put in place is seen
     */
    List<String> touching(String path, Optional<String> resolved) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < paths.size(); i += 2) {
            String source = paths.get(i);
            String target = i + 1 < paths.size() ? paths.get(i + 1) : "";
            if (isFile(source, path, resolved) || isFile(target, path, resolved)) {
                found.add(source + " -> " + target);
            }
        }
        return found;
    }

    private static boolean isFile(String raw, String path, Optional<String> resolved) {
        String plain = plain(raw);
        return resolved.map(full -> plain.equals(plain(full))).orElseGet(() -> plain.endsWith(tail(path)));
    }

    private static String plain(String raw) {
        int prefix = raw.indexOf(DEVICE_PREFIX);
        return (prefix < 0 ? raw : raw.substring(prefix + DEVICE_PREFIX.length())).toLowerCase(Locale.ROOT);
    }

    private static String tail(String path) {
        return path.substring(path.lastIndexOf('%') + 1).toLowerCase(Locale.ROOT);
    }
}
