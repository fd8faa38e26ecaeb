package dev.patchproof.probe;

import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.awt.Toolkit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javax.swing.JOptionPane;
import javax.swing.SwingUtilities;

/**
 * Tells a start by double click from one at a command line or by a script, which no system tells a program: there is no
 * argument, nobody at a terminal, nothing that reads or writes for a script, and a display. Everything else stays in the
 * terminal, with its error codes, since a window before which nobody sits waits for ever.
 *
 * <p>Compiled for Java 8, as {@link Launcher}. AWT is touched last, so that the terminal does not pay for it.
 */
final class DoubleClick {
    private DoubleClick() {}

    static boolean started(String[] args) {
        if (args.length > 0) {
            return false; // as the rule has it, without a look at anything
        }
        // JDK 22 and later give a Console even where input is a pipe, unless asked for the plain one
        System.setProperty("jdk.console", "java.base");
        return is(args.length, System.console() != null, scripted(), DoubleClick::hasScreen);
    }

    private static boolean hasScreen() {
        try {
            return Screen.isThere();
        } catch (LinkageError e) {
            return false; // a Java made small, without the module for windows
        }
    }

    /**
     * The rule.
     *
     * @param console whether somebody is at a terminal
     * @param scripted whether another program reads what this one says, feeds it, or started it as a console program, or
     *     somebody at a terminal sent its output elsewhere
     * @param display asked only where everything else speaks for a double click
     */
    static boolean is(int arguments, boolean console, boolean scripted, BooleanSupplier display) {
        return arguments == 0 && !console && !scripted && display.getAsBoolean();
    }

    private static boolean scripted() {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return !isWindowsDoubleClick(command());
        }
        Path input = Paths.get("/proc/self/fd/0");
        return Files.isRegularFile(input)
                || target(input).matches("pipe:.*|/dev/(pts/|tty).*")
                || target(Paths.get("/proc/self/fd/1")).startsWith("pipe:");
    }

    /** A double click runs javaw; java without a console is a service's or a script's. Java 8 does not say which it is. */
    static boolean isWindowsDoubleClick(String command) {
        return command.isEmpty() || command.toLowerCase(Locale.ROOT).endsWith("javaw.exe");
    }

    /** The file of this Java, which it tells from Java 9 on; empty where it does not. */
    private static String command() {
        try {
            Class<?> handle = Class.forName("java.lang.ProcessHandle");
            Object info =
                    handle.getMethod("info").invoke(handle.getMethod("current").invoke(null));
            Object command = Class.forName("java.lang.ProcessHandle$Info")
                    .getMethod("command")
                    .invoke(info);
            return String.valueOf(Class.forName("java.util.Optional")
                    .getMethod("orElse", Object.class)
                    .invoke(command, ""));
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }

    /** What a stream of this program leads to, as Linux names it; empty where there is none. */
    private static String target(Path stream) {
        try {
            return Files.readSymbolicLink(stream).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Shows a message where nobody can see the error stream; returns when it was read. */
    static void show(String message) {
        Screen.show(message);
    }

    /** Apart, since Java looks at every class that a class names in its catches when it loads it. */
    private static final class Screen {

        /** Whether a window can be opened, by looking: a Java may lack the libraries, and DISPLAY may name nothing. */
        static boolean isThere() {
            try {
                return !GraphicsEnvironment.isHeadless()
                        && GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices().length > 0
                        && Toolkit.getDefaultToolkit().getScreenSize().width > 0;
            } catch (AWTError | LinkageError | RuntimeException e) {
                return false;
            }
        }

        static void show(String message) {
            try {
                SwingUtilities.invokeAndWait(
                        () -> JOptionPane.showMessageDialog(null, message, "Patchproof", JOptionPane.ERROR_MESSAGE));
            } catch (ReflectiveOperationException | InterruptedException | LinkageError | RuntimeException e) {
                System.err.println("No window can be opened: " + e);
            }
        }
    }
}
