package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A running process.
 *
 * @param name without path: comm on Linux, the image's file name on Windows
 * @param lineageSince start of the oldest among this process and those living ancestors of it that could not be looked at
 *     either or that map replaced files: a fork keeps the code of its parent
 * @param unit systemd unit that it belongs to; does not exist where it belongs to none
 */
public record ProcessFact(
        int pid, String name, Finding<Instant> startedAt, Finding<Instant> lineageSince, Finding<String> unit) {
    public ProcessFact {
        requireNonNull(name, "name");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(lineageSince, "lineageSince");
        requireNonNull(unit, "unit");
    }
}
