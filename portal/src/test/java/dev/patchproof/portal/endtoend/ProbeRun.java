package dev.patchproof.portal.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One finished run of the probe's jar as a process. */
record ProbeRun(int exitCode, String output, String errors) {

    /**
     * Runs the jar with the Java of this test.
     *
     * @param state folder for the device key, so that nothing of the person who runs the tests is touched
     */
    static ProbeRun of(Path jar, Path state, String... arguments) throws IOException, InterruptedException {
        return of(jar, state, Map.of(), arguments);
    }

    /** The same with more in its environment. */
    static ProbeRun of(Path jar, Path state, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ProbeRun.javaCommand(), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("patchproof-probe", ".out");
        Path errors = Files.createTempFile("patchproof-probe", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("XDG_STATE_HOME", state.toString());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException(
                        "the probe did not end: " + Files.readString(output) + Files.readString(errors));
            }
            return new ProbeRun(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    /** The Java that runs this test. */
    static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
