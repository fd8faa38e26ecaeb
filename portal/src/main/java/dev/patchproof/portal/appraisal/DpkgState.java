package dev.patchproof.portal.appraisal;

import java.util.Set;

/** What the three words of dpkg's Status field mean for a verdict. */
enum DpkgState {
    INSTALLED,
    /** Nothing of it that runs is there: purged, or only configuration is left. */
    NOT_THERE,
    /** Unpacked, half installed, half configured, waiting for triggers, or in need of reinstallation. */
    IN_BETWEEN;

    private static final Set<String> GONE = Set.of("not-installed", "config-files");

    static DpkgState of(String status) {
        String[] words = status.trim().split("\\s+", -1);
        if (words.length != 3) {
            return IN_BETWEEN;
        }
        if (GONE.contains(words[2])) {
            return NOT_THERE;
        }
        return words[1].equals("ok") && words[2].equals("installed") ? INSTALLED : IN_BETWEEN;
    }
}
