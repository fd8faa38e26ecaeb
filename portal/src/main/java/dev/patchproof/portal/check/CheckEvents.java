package dev.patchproof.portal.check;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;

/**
 * What happens to a check while it happens. {@code GET /checks/{checkId}/events} sends the same as server-sent events:
 * event name {@code state}, data JSON {@code {"state": CheckState.code(), "done": n, "total": m, "result": URL}} where
 * done and total come with collecting, result with appraised.
 */
@Singleton
@SuppressWarnings("DoNotCallSuggester")
public final class CheckEvents {

    /** The present state at once, then every change until the last one; any number of viewers. */
    public Multi<CheckState> stream(String checkId) {
        throw new UnsupportedOperationException();
    }
}
