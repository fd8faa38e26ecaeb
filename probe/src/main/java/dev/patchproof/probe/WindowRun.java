package dev.patchproof.probe;

import dev.patchproof.probe.window.WindowConversation;
import java.io.IOException;

/**
 * The probe in a window, where {@code Launcher} goes after a double click. The one door to {@code ...probe.window}, so that
 * a run in the terminal loads nothing of AWT or Swing. Ends with the exit codes of the terminal.
 */
public final class WindowRun {
    private WindowRun() {}

    /** Runs one check on this thread, and ends the program when the window is closed. */
    public static void main(String[] args) {
        WindowConversation window = WindowConversation.open(Thread.currentThread());
        ExitCode code = run(window);
        window.awaitClosing();
        System.exit(code.number());
    }

    private static ExitCode run(WindowConversation window) {
        try {
            Setup setup = ThisComputer.ofThisProgram(Main.Version.ofThisProgram());
            return new WholeRun(setup, window, System.err).run(Options.NONE);
        } catch (IOException e) {
            window.fails(Terminal.plain(String.valueOf(e.getMessage())), ExitCode.INTERNAL.advice());
            return ExitCode.INTERNAL;
        }
    }
}
