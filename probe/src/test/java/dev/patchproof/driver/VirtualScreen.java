package dev.patchproof.driver;

import dev.patchproof.wine.RequiredTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A screen that nobody sees (Xvfb), for the windows of one test. */
public final class VirtualScreen implements AutoCloseable {
    private final Process server;
    private final String display;

    private VirtualScreen(Process server, String display) {
        this.server = server;
        this.display = display;
    }

    /** Skips the calling test, or fails it where tools are required, when Xvfb or the windows of this Java are missing. */
    public static VirtualScreen open() throws IOException {
        Path xvfb = RequiredTool.executable(Path.of("/usr/bin/Xvfb"));
        RequiredTool.file(Path.of(System.getProperty("java.home"), "lib", "libawt_xawt.so"));
        Process server = new ProcessBuilder(
                        xvfb.toString(),
                        "-displayfd",
                        "1",
                        "-screen",
                        "0",
                        "1280x1024x24",
                        "-nolisten",
                        "tcp",
                        "-noreset")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String number = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (number == null) {
                throw new IOException("Xvfb opened no screen");
            }
            return new VirtualScreen(server, ":" + number.strip());
        } catch (IOException e) {
            server.destroy();
            throw e;
        }
    }

    /** For DISPLAY. */
    public String display() {
        return display;
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
