package dev.patchproof.probe;

import dev.patchproof.probe.collector.Progress;
import dev.patchproof.probe.conversation.Gauge;
import java.util.function.IntConsumer;

/** Counts work and passes each new percent on, once. Collectors call it from several threads. */
final class ProgressCount implements Progress {
    private final Gauge gauge;
    private final IntConsumer newPercent;
    private final long total;
    private long done;
    private int shown = -1;

    /**
     * @param total units of work
     * @param newPercent hears each percent too
     */
    ProgressCount(long total, Gauge gauge, IntConsumer newPercent) {
        this.total = Math.max(1, total);
        this.gauge = gauge;
        this.newPercent = newPercent;
    }

    @Override
    public synchronized void advance(long units, String what) {
        done = Math.min(total, done + units);
        int percent = (int) (done * 100.0 / total);
        if (percent != shown) {
            shown = percent;
            gauge.show(percent, what);
            newPercent.accept(percent);
        }
    }
}
