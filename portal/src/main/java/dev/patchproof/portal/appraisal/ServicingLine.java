package dev.patchproof.portal.appraisal;

import java.util.Map;

/**
 * Releases of Windows that are one set of files: an enablement package turns features on and raises the build that the
 * system calls itself, while files, packages and signed catalogs keep the first one's build.
 */
final class ServicingLine {
    private static final Map<Integer, Integer> FIRST_OF_LINE = Map.ofEntries(
            Map.entry(18363, 18362),
            Map.entry(19042, 19041),
            Map.entry(19043, 19041),
            Map.entry(19044, 19041),
            Map.entry(19045, 19041),
            Map.entry(22631, 22621),
            Map.entry(26200, 26100));

    private ServicingLine() {}

    /** The build that numbers the files of a release. */
    static int of(int build) {
        return FIRST_OF_LINE.getOrDefault(build, build);
    }
}
