package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A Windows release of one kind: what decides on a computer which fix is its own.
 *
 * @param build that the system calls itself
 */
record WindowsTarget(int build, Kind kind) implements Comparable<WindowsTarget> {
    private static final Comparator<WindowsTarget> ORDER =
            Comparator.comparingInt(WindowsTarget::build).thenComparing(WindowsTarget::kind);

    WindowsTarget {
        requireNonNull(kind, "kind");
    }

    @Override
    public int compareTo(WindowsTarget other) {
        return ORDER.compare(this, other);
    }

    /** The build that numbers the files and updates of its servicing line. */
    int line() {
        return WindowsReleases.line(build);
    }

    /** Client or server. */
    enum Kind {
        WORKSTATION,
        SERVER
    }
}
