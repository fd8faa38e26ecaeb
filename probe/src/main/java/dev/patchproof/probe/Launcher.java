package dev.patchproof.probe;

import java.lang.reflect.InvocationTargetException;

/**
 * Where the jar starts: in the terminal, or in a window where it was started by double click. Compiled for Java 8, so that
 * a Java too old for the probe can still run this class and say so in one line; it names no other class of the probe than
 * {@link DoubleClick}, which is compiled for it too.
 */
public final class Launcher {
    private static final int OLDEST_JAVA = 17;
    private static final int NOT_RUNNABLE = 70;

    private Launcher() {}

    /** Starts the probe. What even the probe cannot catch must not end as 1, which is a verdict. */
    public static void main(String[] args) {
        boolean doubleClick = DoubleClick.started(args);
        String complaint = complaint(System.getProperty("java.specification.version", ""));
        if (!complaint.isEmpty()) {
            end(complaint, doubleClick);
        }
        try {
            Class.forName("dev.patchproof.probe." + (doubleClick ? "WindowRun" : "Main"))
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            fail(e.getCause(), doubleClick);
        } catch (ReflectiveOperationException | LinkageError | SecurityException e) {
            fail(e, doubleClick);
        }
    }

    private static void fail(Throwable failure, boolean doubleClick) {
        if (System.getProperty("patchproof.debug") != null) {
            failure.printStackTrace();
        }
        end("The probe failed: " + failure + ". If this file is damaged, download it again.", doubleClick);
    }

    private static void end(String message, boolean doubleClick) {
        System.err.println(message);
        if (doubleClick) {
            DoubleClick.show(message);
        }
        System.exit(NOT_RUNNABLE);
    }

    /** What is wrong with a version of Java ("1.8", "11", "17"); empty where nothing is. */
    static String complaint(String specificationVersion) {
        String major = specificationVersion.startsWith("1.")
                ? specificationVersion.substring("1.".length())
                : specificationVersion;
        try {
            if (Integer.parseInt(major) >= OLDEST_JAVA) {
                return "";
            }
        } catch (NumberFormatException e) {
            return "The Patchproof probe needs Java 17 or newer; this Java does not say which one it is.";
        }
        return "The Patchproof probe needs Java 17 or newer; this is Java " + major + ".";
    }
}
