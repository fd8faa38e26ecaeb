package dev.patchproof.probe.windows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryView;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

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

    private static String answer(WindowsCollector collector, String argument) throws IOException {
        List<String> parts = Arrays.asList(argument.split("\\|", -1));
        return switch (parts.get(0)) {
            case "system" -> collector.system().toString();
            case "key" -> found(collector, new Query.RegistryKey(parts.get(2), RegistryView.valueOf(parts.get(1))));
            case "value" ->
                found(
                        collector,
                        new Query.RegistryValue(parts.get(2), parts.get(3), RegistryView.valueOf(parts.get(1))));
            case "file" -> found(collector, new Query.WindowsFile(parts.get(1)));
            case "restart" -> found(collector, new Query.WindowsRestart());
            case "secret" -> secret(parts.get(1));
            default -> throw new IllegalArgumentException("no such question: " + argument);
        };
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
