package dev.patchproof.wine;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Windows of a test's own: a fresh Wine prefix with a registry and system files that the test sets, in which the real
 * Windows Java of the build runs. Closing it ends its processes and deletes it.
 *
 * <p>The first prefix in a folder makes a template there (some seconds); the others are copies by hard link. The
 * prefix is Windows 7 SP1 until the registry says otherwise. Wine 8 takes its version from CurrentVersion,
 * CurrentBuildNumber, CSDVersion and ProductOptions\ProductType; for Windows 10 CurrentVersion must say 10.0 there, which
 * it never does on Windows.
 */
public final class WinePrefix implements AutoCloseable {

    /** Names the folder of a Windows Java: the one with bin/java.exe in it. */
    public static final String JAVA_PROPERTY = "patchproof.windows-jre";

    private static final long TIMEOUT_SECONDS = 180;

    // rpcrt4=b: Wine itself stays with its own when a test replaces the file. winemenubuilder would write to HOME.
    private static final String OVERRIDES = "mscoree,mshtml,winemenubuilder.exe=;rpcrt4,ole32,netapi32,ntoskrnl.exe=b";

    private final WineCommands commands;
    private final Path java;
    private final Path folder;
    private final Path prefix;
    private boolean started;
    private int runs;

    private WinePrefix(WineCommands commands, Path java, Path folder) {
        this.commands = commands;
        this.java = java;
        this.folder = folder;
        this.prefix = folder.resolve("prefix");
    }

    /**
     * Makes a prefix. Skips the calling test, or fails it where tools are required, when Wine or the Windows Java is
     * missing.
     *
     * @param parent a folder on a file system with hard links, such as {@code target/wine}; made when missing
     */
    public static WinePrefix create(Path parent) throws IOException, InterruptedException {
        WineCommands commands = WineCommands.find().orElseThrow(() -> RequiredTool.missing("wine"));
        Path java = windowsJava();
        Path absolute = Files.createDirectories(parent.toAbsolutePath());
        Path template = template(commands, absolute);
        WinePrefix made = new WinePrefix(commands, java, Files.createTempDirectory(absolute, "p"));
        made.copyOf(template);
        return made;
    }

    private static Path windowsJava() {
        String folder = System.getProperty(JAVA_PROPERTY, "");
        Path java = Path.of(folder, "bin", "java.exe");
        if (folder.isEmpty() || !Files.isRegularFile(java)) {
            throw RequiredTool.missing("a Windows Java in the folder that system property " + JAVA_PROPERTY
                    + " names, found \"" + folder + "\"");
        }
        return java.toAbsolutePath();
    }

    private static Path template(WineCommands commands, Path parent) throws IOException, InterruptedException {
        Path template = parent.resolve("template");
        Path lock = parent.resolve("template.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            requireNonNull(held, "lock");
            Path done = template.resolve("made");
            if (!Files.exists(done)) {
                deleteTree(template);
                WinePrefix first = new WinePrefix(commands, Path.of("none"), Files.createDirectories(template));
                first.run(List.of(commands.wine().toString(), "wineboot", "-i"));
                first.stop();
                if (!Files.exists(first.prefix.resolve("system.reg"))) {
                    throw new IOException("wineboot made no prefix in " + template);
                }
                Files.createFile(done);
            }
        }
        return template.resolve("prefix");
    }

    /** Wine writes its registry files in place, so these must not be links; a system file is replaced by {@link #put}. */
    private void copyOf(Path template) throws IOException, InterruptedException {
        Process copy = new ProcessBuilder("cp", "-al", template.toString(), prefix.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("copy.log").toFile())
                .start();
        if (copy.waitFor() != 0) {
            throw new IOException("copying the template failed: " + Files.readString(folder.resolve("copy.log")));
        }
        Files.deleteIfExists(prefix.resolve("wineserver"));
        List<Path> registries;
        try (Stream<Path> files = Files.list(template)) {
            registries = files.filter(file -> file.toString().endsWith(".reg")).toList();
        }
        for (Path registry : registries) {
            Path mine = prefix.resolve(template.relativize(registry).toString());
            Files.delete(mine);
            Files.copy(registry, mine);
        }
    }

    /** The folder of drive C. */
    public Path driveC() {
        return prefix.resolve("drive_c");
    }

    /** A scratch folder beside the prefix, deleted with it. */
    public Path folder() {
        return folder;
    }

    /** How programs in the prefix name a file of the machine that runs the test: {@code Z:\...}. */
    public static String windowsName(Path path) {
        return "Z:" + path.toAbsolutePath().toString().replace('/', '\\');
    }

    /**
     * Puts a file below drive C in place of what is there; creation time follows the modification time, as always in Wine.
     *
     * @param path such as {@code windows/system32/rpcrt4.dll}
     */
    public void put(String path, byte[] content, Instant modified) throws IOException {
        Path file = driveC().resolve(path);
        Files.createDirectories(requireNonNull(file.getParent(), "parent"));
        Files.deleteIfExists(file);
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    /** Removes a file below drive C. */
    public void remove(String path) throws IOException {
        Files.delete(driveC().resolve(path));
    }

    /**
     * Imports a registry file.
     *
     * @param text in the format of version 5, without the header line
     */
    public void importRegistry(String text) throws IOException, InterruptedException {
        start();
        Path file = folder.resolve("import-" + ++runs + ".reg");
        // In an 8-bit file Wine would take the bytes of hex(2) and hex(7) for ANSI.
        String whole = "\ufeffWindows Registry Editor Version 5.00\r\n\r\n" + text.replace("\n", "\r\n") + "\r\n";
        Files.write(file, whole.getBytes(UTF_16LE));
        WineRun run = run(List.of(commands.wine().toString(), "reg", "import", windowsName(file)));
        if (run.exitCode() != 0) {
            throw new IOException("reg import failed: " + run);
        }
    }

    /** Runs the Windows Java with these arguments and no input; its working folder is {@link #folder}. */
    public WineRun java(List<String> arguments) throws IOException, InterruptedException {
        start();
        List<String> command = new ArrayList<>(List.of(commands.wine().toString(), java.toString()));
        command.addAll(arguments);
        return run(command);
    }

    /**
     * Runs a script by Windows' own command interpreter, as a double click or a terminal does.
     *
     * @param script a file of the machine that runs the test
     */
    public WineRun script(Path script, List<String> arguments) throws IOException, InterruptedException {
        start();
        List<String> command = new ArrayList<>(List.of(commands.wine().toString(), "cmd", "/c", windowsName(script)));
        command.addAll(arguments);
        return run(command);
    }

    /** Runs a class of the test's own class path; {@code with} are classes from every other folder and jar it needs. */
    public WineRun java(Class<?> main, List<Class<?>> with, List<String> arguments)
            throws IOException, InterruptedException {
        String classPath = Stream.concat(Stream.of(main), with.stream())
                .map(WinePrefix::origin)
                .distinct()
                .map(WinePrefix::windowsName)
                .collect(Collectors.joining(";"));
        List<String> all = new ArrayList<>(List.of("-cp", classPath, main.getName()));
        all.addAll(arguments);
        return java(all);
    }

    private static Path origin(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** Keeps the server running between calls: at each start of one, Wine carries out pending renames and forgets them. */
    private void start() throws IOException, InterruptedException {
        if (!started) {
            run(List.of(commands.server().toString(), "-p"));
            run(List.of(commands.wine().toString(), "cmd", "/c", "exit", "0"));
            started = true;
        }
    }

    private WineRun run(List<String> command) throws IOException, InterruptedException {
        int number = ++runs;
        // Files, not pipes: Wine's services inherit them and would keep a pipe open.
        File out = folder.resolve("out-" + number).toFile();
        File err = folder.resolve("err-" + number).toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out)
                .redirectError(err);
        environment(builder.environment());
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end after " + TIMEOUT_SECONDS + " s: " + command);
        }
        return new WineRun(process.exitValue(), read(out), read(err));
    }

    private static String read(File file) throws IOException {
        return new String(Files.readAllBytes(file.toPath()), UTF_8);
    }

    private void environment(Map<String, String> environment) throws IOException {
        environment.clear();
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
        environment.put("WINEPREFIX", prefix.toString());
        environment.put("WINEARCH", "win64");
        environment.put("WINEDEBUG", "-all");
        environment.put("WINEDLLOVERRIDES", OVERRIDES);
    }

    private void stop() throws IOException, InterruptedException {
        run(List.of(commands.server().toString(), "-k"));
        Path socketName = prefix.resolve("wineserver"); // Debian's Wine: the name of its socket's folder in /tmp
        if (Files.isRegularFile(socketName)) {
            String name = Files.readString(socketName).strip();
            if (name.matches("wine-[A-Za-z0-9]+")) {
                deleteTree(Path.of("/tmp", name));
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            deleteTree(folder);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(WinePrefix::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (NoSuchFileException e) {
            // Wine's own processes may still be tidying up
        } catch (IOException e) {
            throw new UncheckedIOException(String.format(Locale.ROOT, "could not delete %s", file), e);
        }
    }
}
