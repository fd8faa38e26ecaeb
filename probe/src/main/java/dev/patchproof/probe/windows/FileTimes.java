package dev.patchproof.probe.windows;

import java.time.Instant;

/** FILETIME: intervals of 100 nanoseconds since 1601, as Windows keeps nearly all its times. */
final class FileTimes {

    private static final long EPOCH_SECONDS = -11_644_473_600L; // 1601-01-01T00:00:00Z
    private static final long PER_SECOND = 10_000_000L;

    private FileTimes() {}

    static Instant instant(long fileTime) {
        return Instant.ofEpochSecond(
                EPOCH_SECONDS + Math.floorDiv(fileTime, PER_SECOND), Math.floorMod(fileTime, PER_SECOND) * 100);
    }
}
