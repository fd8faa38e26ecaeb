package dev.patchproof.probe.windows;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinDef;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.probe.windows.SignedCatalogs.Algorithm;
import dev.patchproof.probe.windows.SignedCatalogs.Search;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs in the Windows Java: prints what the collector found, one line per question, records as they print themselves.
 * The questions are the arguments.
 */
final class CollectInWine {

    private CollectInWine() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        WindowsCollector collector = new WindowsCollector();
        for (String argument : arguments) {
            out.println(answer(collector, argument));
        }
    }

    /** How a query is written as an argument. */
    static String key(String path, RegistryView view) {
        return "key|" + view + "|" + path;
    }

    static String value(String path, String name, RegistryView view) {
        return "value|" + view + "|" + path + "|" + name;
    }

    static String file(String path) {
        return "file|" + path;
    }

    static String signature(String path) {
        return "signature|" + path;
    }

    static String modules(String... paths) {
        return "modules|" + String.join("|", paths);
    }

    private static String answer(WindowsCollector collector, String argument) throws IOException {
        List<String> parts = Arrays.asList(argument.split("\\|", -1));
        return switch (parts.get(0)) {
            case "system" -> collector.system().toString();
            case "machine" -> collector.machineId().toString();
            case "key" -> found(collector, new Query.RegistryKey(parts.get(2), RegistryView.valueOf(parts.get(1))));
            case "value" ->
                found(
                        collector,
                        new Query.RegistryValue(parts.get(2), parts.get(3), RegistryView.valueOf(parts.get(1))));
            case "file" -> found(collector, new Query.WindowsFile(parts.get(1)));
            case "signature" -> found(collector, new Query.FileSignature(parts.get(1)));
            case "kernel" -> found(collector, new Query.WindowsKernel());
            case "modules" -> found(collector, new Query.LoadedModules(parts.subList(1, parts.size())));
            case "load" -> load(parts.get(1));
            case "handle" -> handle(parts.get(1));
            case "catalogs" -> catalogs(parts.get(1));
            case "move" ->
                Files.move(Path.of(parts.get(1)), Path.of(parts.get(2))).toString();
            case "restart" -> found(collector, new Query.WindowsRestart());
            case "servicing" -> found(collector, new Query.WindowsServicing());
            case "secret" -> secret(parts.get(1));
            default -> throw new IllegalArgumentException("no such question: " + argument);
        };
    }

    /** By SHA-1, which is all that Wine can search by. */
    private static String catalogs(String path) throws IOException {
        try (Search search =
                new JnaSignedCatalogs().search(path, Algorithm.SHA1).orElseThrow()) {
            List<String> found = new ArrayList<>();
            for (Optional<String> next = search.next(); next.isPresent(); next = search.next()) {
                found.add(next.get() + " " + search.verify(next.get()));
            }
            return found.toString();
        } catch (Win32Failure e) {
            throw new IOException(e);
        }
    }

    /** As a file on a device without a letter is read; Wine opens none by its device. */
    private static String handle(String path) throws IOException {
        try (JnaFileHandle file = JnaFileHandle.open(path, JnaFileHandle.READ_DATA);
                JnaChannel channel = new JnaChannel(file)) {
            BasicFileAttributes attributes = file.attributes();
            return attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.isDirectory() + " "
                    + channel.size() + " "
                    + PeVersionReader.read(channel).fixedVersion();
        } catch (Win32Failure e) {
            throw new IOException(e);
        }
    }

    /** Into this process, for good. */
    private static String load(String path) {
        WinDef.HMODULE module = Kernel32.INSTANCE.LoadLibraryEx(path, null, 0);
        return module == null
                ? "not loaded: " + Kernel32.INSTANCE.GetLastError()
                : "loaded by " + ProcessHandle.current().pid();
    }

    private static String found(WindowsCollector collector, Query<?> query) {
        return collector.collect(query, (units, what) -> {}).toString();
    }

    private static String secret(String text) throws IOException {
        WindowsDeviceKeyStore store = new WindowsDeviceKeyStore();
        byte[] hidden = store.protect(text.getBytes(UTF_8));
        boolean readable = new String(hidden, UTF_8).contains(text);
        String altered;
        try {
            byte[] damaged = hidden.clone();
            damaged[damaged.length - 1] ^= 1;
            altered = new String(store.unprotect(damaged), UTF_8);
        } catch (IOException e) {
            altered = "refused";
        }
        return store.localAppData() + " " + new String(store.unprotect(hidden), UTF_8) + " readable=" + readable
                + " altered=" + altered;
    }
}
