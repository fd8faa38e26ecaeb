package dev.patchproof.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program of the machine that a test needs: without it the test is skipped, or fails where tools are required. */
final class RequiredTool {
    private RequiredTool() {}

    static Path at(Path program) {
        if (Boolean.getBoolean("patchproof.require-tools")) {
            assertThat(program).isExecutable();
        }
        assumeTrue(Files.isExecutable(program), () -> "not installed: " + program);
        return program;
    }
}
