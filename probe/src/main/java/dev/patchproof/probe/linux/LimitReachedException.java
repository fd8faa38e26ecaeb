package dev.patchproof.probe.linux;

import java.io.IOException;

/** Something is longer than is read here, or says so of itself. */
final class LimitReachedException extends IOException {
    private static final long serialVersionUID = 1;

    LimitReachedException(String message) {
        super(message);
    }
}
