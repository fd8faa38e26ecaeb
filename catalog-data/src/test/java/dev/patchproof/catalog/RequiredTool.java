package dev.patchproof.catalog;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A tool that a test cannot do without: its absence skips the test, or fails it where the build says so. */
final class RequiredTool {
    private RequiredTool() {}

    static void require(Path tool) {
        if (!Files.isExecutable(tool)) {
            if (Boolean.getBoolean("patchproof.require-tools")) {
                fail("expected " + tool + ", found none");
            }
            Assumptions.abort("no " + tool);
        }
    }
}
