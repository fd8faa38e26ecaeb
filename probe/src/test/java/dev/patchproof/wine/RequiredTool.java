package dev.patchproof.wine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs and cannot bring itself. */
public final class RequiredTool {

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

    /** The file, or the end of the test where it is not there. */
    public static Path file(Path file) {
        if (!Files.isRegularFile(file)) {
            throw missing(file.toString());
        }
        return file;
    }

    /** The program, or the end of the test where it is not installed. */
    public static Path executable(Path program) {
        if (!Files.isExecutable(program)) {
            throw missing(program.toString());
        }
        return program;
    }
}
