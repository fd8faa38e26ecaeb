package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file below a known folder, as plans write it: {@code %SystemRoot%\System32\rpcrt4.dll}.
 *
 * @param segments folder and file names, at least one, none of which can leave the folder, name a device or a stream, or
 *     be respelt by Windows (which drops trailing dots and spaces)
 */
record TokenPath(KnownFolder folder, List<String> segments) {

    private static final String FORBIDDEN = "/\\:*?\"<>|%";

    /** Devices in every folder, whatever extension follows. Case is ignored as ASCII, not by locale. */
    private static final Pattern DEVICE = Pattern.compile(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3]) *(\\..*)?",
            Pattern.CASE_INSENSITIVE);

    TokenPath {
        requireNonNull(folder, "folder");
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("names a folder, expected a file below " + folder.token());
        }
        for (String segment : segments) {
            requirePlain(segment);
        }
    }

    /** @throws IllegalArgumentException with what was found and what a path must be */
    static TokenPath parse(String path) {
        String[] parts = path.split("\\\\", -1);
        KnownFolder folder = KnownFolder.of(parts[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a known-folder token such as %SystemRoot% in front, found " + path));
        return new TokenPath(folder, Arrays.asList(parts).subList(1, parts.length));
    }

    private static void requirePlain(String segment) {
        boolean plain = !segment.isEmpty()
                && segment.length() <= 255
                && !segment.endsWith(".")
                && !segment.endsWith(" ")
                && !DEVICE.matcher(segment).matches()
                && segment.chars().noneMatch(c -> c < ' ' || FORBIDDEN.indexOf(c) >= 0);
        if (!plain) {
            throw new IllegalArgumentException("expected plain names between single backslashes, found \"" + segment
                    + "\" (empty, reserved, or with a trailing dot or space)");
        }
    }

    String below(String root) {
        return root + "\\" + String.join("\\", segments);
    }

    @Override
    public String toString() {
        return below(folder.token());
    }
}
