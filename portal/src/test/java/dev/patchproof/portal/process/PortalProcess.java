package dev.patchproof.portal.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged portal as a process of its own, as an administrator starts it. */
public final class PortalProcess implements AutoCloseable {
    private static final Path JAR =
            Path.of(System.getProperty("patchproof.test.portal", "target/quarkus-app/quarkus-run.jar"));

    private final Process process;
    private final int port;
    private final Path log;

    private PortalProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it on a free port and waits until it listens. */
    public static PortalProcess start(Path folder, Map<String, String> environment) throws Exception {
        int port = freePort();
        Path log = Files.createTempFile(folder, "portal", ".log");
        Process process = command(folder, environment, List.of("-Dquarkus.http.port=" + port), List.of())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PortalProcess portal = new PortalProcess(process, port, log);
        while (!Files.readString(log).contains("Listening on")) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the portal ended: " + Files.readString(log));
            }
            Thread.sleep(100);
        }
        return portal;
    }

    /** Runs it to its end: a command, or a start that is to be refused. */
    public static Ended run(Path folder, Map<String, String> environment, String... arguments) throws Exception {
        Process process = command(folder, environment, List.of("-Dquarkus.http.port=0"), Arrays.asList(arguments))
                .redirectErrorStream(false)
                .redirectError(Files.createTempFile(folder, "portal", ".err").toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        String out;
        try (InputStream stream = process.getInputStream()) {
            out = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        StringBuilder err = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder, "portal*.err")) {
            for (Path file : files) {
                err.append(Files.readString(file));
                Files.delete(file);
            }
        }
        return new Ended(process.exitValue(), out, err.toString());
    }

    /** What a process said and how it ended. */
    public record Ended(int exitCode, String out, String err) {}

    public String url() {
        return "http://localhost:" + port;
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    public HttpResponse<byte[]> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).build());
    }

    public HttpResponse<byte[]> post(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static ProcessBuilder command(
            Path folder, Map<String, String> environment, List<String> options, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.add("-jar");
        words.add(JAR.toAbsolutePath().toString());
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
