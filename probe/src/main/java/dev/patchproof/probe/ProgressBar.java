package dev.patchproof.probe;

import dev.patchproof.probe.conversation.Gauge;
import java.io.PrintStream;

/**
 * Progress on a stream: a bar that redraws itself where a person looks at a terminal, a line for each quarter elsewhere.
 */
final class ProgressBar implements Gauge {
    private static final int WIDTH = 30;
    private static final int LONGEST_NAME = 34;

    private final PrintStream stream;
    private final boolean redraw;
    private int shown = -1;

    /** @param redraw whether the stream is a terminal */
    ProgressBar(PrintStream stream, boolean redraw) {
        this.stream = stream;
        this.redraw = redraw;
    }

    @Override
    public synchronized void show(int percent, String what) {
        boolean newQuarter = percent / 25 != Math.max(shown, 0) / 25;
        shown = percent;
        if (redraw) {
            draw(percent, what);
        } else if (newQuarter) {
            stream.println("Checked " + percent / 25 * 25 + " %");
        }
    }

    private void draw(int percent, String what) {
        int full = percent * WIDTH / 100;
        String name = Terminal.plain(what.length() <= LONGEST_NAME ? what : what.substring(0, LONGEST_NAME));
        stream.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + " % " + name
                + " ".repeat(LONGEST_NAME - name.length()));
        stream.flush();
    }

    /** Takes the bar away. */
    @Override
    public synchronized void finish() {
        if (redraw && shown >= 0) {
            stream.print("\r" + " ".repeat(WIDTH + LONGEST_NAME + 10) + "\r");
            stream.flush();
        }
    }
}
