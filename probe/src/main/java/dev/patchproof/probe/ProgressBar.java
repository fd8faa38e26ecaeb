package dev.patchproof.probe;

import dev.patchproof.probe.collector.Progress;
import java.io.PrintStream;
import java.util.function.IntConsumer;

/**
 * Shows how far the run is: a bar that redraws itself where a person looks at a terminal, a line for each quarter
 * elsewhere. Collectors call it from several threads.
 */
final class ProgressBar implements Progress {
    private static final int WIDTH = 30;
    private static final int LONGEST_NAME = 34;

    private final PrintStream stream;
    private final boolean redraw;
    private final long total;
    private final IntConsumer newPercent;
    private long done;
    private int shown = -1;

    /**
     * @param redraw whether the stream is a terminal
     * @param total units of work
     * @param newPercent hears each percent once
     */
    ProgressBar(PrintStream stream, boolean redraw, long total, IntConsumer newPercent) {
        this.stream = stream;
        this.redraw = redraw;
        this.total = Math.max(1, total);
        this.newPercent = newPercent;
    }

    @Override
    public synchronized void advance(long units, String what) {
        done = Math.min(total, done + units);
        int percent = (int) (done * 100.0 / total);
        if (percent == shown) {
            return;
        }
        boolean newQuarter = percent / 25 != Math.max(shown, 0) / 25;
        shown = percent;
        if (redraw) {
            draw(percent, what);
        } else if (newQuarter) {
            stream.println("Checked " + percent / 25 * 25 + " %");
        }
        newPercent.accept(percent);
    }

    private void draw(int percent, String what) {
        int full = percent * WIDTH / 100;
        String name = Terminal.plain(what.length() <= LONGEST_NAME ? what : what.substring(0, LONGEST_NAME));
        stream.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + " % " + name
                + " ".repeat(LONGEST_NAME - name.length()));
        stream.flush();
    }

    /** Takes the bar away. */
    synchronized void finish() {
        if (redraw && shown >= 0) {
            stream.print("\r" + " ".repeat(WIDTH + LONGEST_NAME + 10) + "\r");
            stream.flush();
        }
    }
}
