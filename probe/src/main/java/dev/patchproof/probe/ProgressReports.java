package dev.patchproof.probe;

import java.util.function.IntConsumer;

/** Passes percents on to the portal, a few per second at most; the last one always. */
final class ProgressReports implements IntConsumer {
    private static final long SHORTEST_PAUSE_NANOS = 300_000_000;

    private final IntConsumer portal;
    private long lastNanos = System.nanoTime() - SHORTEST_PAUSE_NANOS;

    ProgressReports(IntConsumer portal) {
        this.portal = portal;
    }

    @Override
    public void accept(int percent) {
        long now = System.nanoTime();
        if (percent == 100 || now - lastNanos >= SHORTEST_PAUSE_NANOS) {
            lastNanos = now;
            portal.accept(percent);
        }
    }
}
