package dev.patchproof.driver;

import dev.patchproof.probe.window.WindowConversation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The real jar, started as by double click on a virtual screen, and a test's hands on its window. */
public final class DrivenWindow implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path errors;
    private final Socket driver;
    private final BufferedReader answers;
    private final PrintWriter commands;

    private DrivenWindow(Process process, Path errors, Socket driver) throws IOException {
        this.process = process;
        this.errors = errors;
        this.driver = driver;
        this.answers = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new PrintWriter(driver.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /**
     * Starts the jar with the memory that the start scripts give it.
     *
     * @param folder for its streams and for the key of its user
     */
    public static DrivenWindow start(VirtualScreen screen, Path jar, Path folder) throws IOException {
        return start(screen, List.of(jar, classesOf(WindowDriver.class)), "dev.patchproof.probe.Launcher", folder);
    }

    /** Starts a class of the tests in place of the jar's. */
    public static DrivenWindow start(VirtualScreen screen, Class<?> main, Path folder) throws IOException {
        return start(
                screen,
                List.of(classesOf(WindowConversation.class), classesOf(WindowDriver.class)),
                main.getName(),
                folder);
    }

    private static DrivenWindow start(VirtualScreen screen, List<Path> classPath, String main, Path folder)
            throws IOException {
        Path errors = Files.createTempFile(folder, "window", ".err");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(PATIENCE_SECONDS * 1000);
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            classPath.stream().map(Path::toString).collect(Collectors.joining(":")),
                            WindowDriver.class.getName(),
                            String.valueOf(server.getLocalPort()),
                            main))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(
                            Files.createTempFile(folder, "window", ".out").toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("DISPLAY", screen.display());
            builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            Process process = builder.start();
            try {
                return new DrivenWindow(process, errors, server.accept());
            } catch (IOException e) {
                process.destroy();
                throw new IOException("no window: " + Files.readString(errors), e);
            }
        }
    }

    private static Path classesOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a text is on the window, and gives all that is on it, a line for each part. */
    public String await(String text) throws IOException, InterruptedException {
        String shown = "";
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            shown = ask("text");
            if (shown.contains(text)) {
                return shown;
            }
            Thread.sleep(100);
        }
        throw new IOException("never shown: " + text + "\nlast shown: " + shown + "\nerrors: " + errors());
    }

    /** Gives the driver a command and waits for its answer. */
    public String ask(String command) throws IOException {
        commands.println(command);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the window has gone: " + errors());
        }
        String text = new String(Base64.getDecoder().decode(answer), StandardCharsets.UTF_8);
        if (text.startsWith("failed: ")) {
            throw new IOException(command + " " + text + "\non the window: " + ask("text"));
        }
        return text;
    }

    public void press(String button) throws IOException {
        ask("press " + button);
    }

    /** Presses the button that ends the program, which may end before it answers. */
    public void pressLast(String button) {
        commands.println("press " + button);
    }

    /** Closes the window by its frame; the program may end before it answers. */
    public void closeWindow() {
        commands.println("close");
    }

    /** Waits for the end of the program. */
    public int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the program did not end: " + errors());
        }
        return process.exitValue();
    }

    public String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() throws IOException {
        driver.close();
        process.destroyForcibly();
    }
}
