package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * A file below a known folder, as plans write it: {@code %SystemRoot%\System32\rpcrt4.dll}.
 *
 * @param segments folder and file names, at least one, all of them plain
 */
record TokenPath(KnownFolder folder, List<String> segments) {

    TokenPath {
        requireNonNull(folder, "folder");
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("names a folder, expected a file below " + folder.token());
        }
        segments.forEach(PlainName::require);
    }

    /** @throws IllegalArgumentException with what was found and what a path must be */
    static TokenPath parse(String path) {
        String[] parts = path.split("\\\\", -1);
        KnownFolder folder = KnownFolder.of(parts[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a known-folder token such as %SystemRoot% in front, found " + path));
        return new TokenPath(folder, Arrays.asList(parts).subList(1, parts.length));
    }

    String below(String root) {
        return root + "\\" + String.join("\\", segments);
    }

    @Override
    public String toString() {
        return below(folder.token());
    }
}
