package dev.patchproof.portal.http;

import java.time.Duration;

/** The header of that name. */
final class RetryAfter {
    private RetryAfter() {}

    /** Whole seconds, rounded up; never 0, which would be no wait. */
    static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }
}
