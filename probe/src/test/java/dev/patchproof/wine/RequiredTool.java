package dev.patchproof.wine;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs and cannot bring itself. */
final class RequiredTool {

    private RequiredTool() {}

    /** Ends the test: failed where system property patchproof.require-tools is true, skipped elsewhere. */
    static IllegalStateException missing(String what) {
        String message = "this test needs " + what;
        if (Boolean.getBoolean("patchproof.require-tools")) {
            Assertions.fail(message);
        }
        Assumptions.abort(message);
        throw new IllegalStateException("not reached");
    }
}
