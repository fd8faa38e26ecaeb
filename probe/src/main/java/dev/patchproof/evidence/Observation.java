package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

/** A query and what it found. */
public record Observation<T>(Query<T> query, Finding<T> finding) {
    public Observation {
        requireNonNull(query, "query");
        requireNonNull(finding, "finding");
    }
}
