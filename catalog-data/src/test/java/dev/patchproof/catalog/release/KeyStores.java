package dev.patchproof.catalog.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Key stores and certificates as an administrator makes them: with keytool. */
public final class KeyStores {
    public static final String PASSWORD = "changeit";

    private KeyStores() {}

    /** A PKCS#12 file with one key. */
    public static Path make(Path folder, String name, String... keyOptions) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".p12");
        List<String> words = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name));
        words.addAll(List.of(keyOptions));
        words.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        keytool(folder, words);
        return file;
    }

    /** A key on P-256. */
    public static Path make(Path folder, String name) throws IOException, InterruptedException {
        return make(folder, name, "-keyalg", "EC", "-groupname", "secp256r1");
    }

    /** Its certificate, PEM. */
    public static Path certificate(Path folder, String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".pem");
        keytool(
                folder,
                List.of(
                        "-exportcert",
                        "-rfc",
                        "-alias",
                        name,
                        "-keystore",
                        folder.resolve(name + ".p12").toString(),
                        "-storepass",
                        PASSWORD,
                        "-file",
                        file.toString()));
        return file;
    }

    private static void keytool(Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        words.addAll(arguments);
        Path log = Files.createTempFile(folder, "keytool", ".log");
        int exit = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("keytool " + arguments + ": " + Files.readString(log));
        }
    }
}
