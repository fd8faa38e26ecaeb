package dev.patchproof.probe.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes keys with certificates of their own, which the JDK has a tool for and no class. */
public final class Keytool {
    /** Of the files that it makes, and of the keys in them. */
    public static final String PASSWORD = "changeit";

    private Keytool() {}

    /**
     * Makes a PKCS#12 file with one key.
     *
     * @param options what kind of key, and whom and what its certificate is for
     */
    public static void make(Path store, String alias, String... options) throws IOException, InterruptedException {
        Path log = store.resolveSibling("keytool.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + Files.readString(log));
        }
    }
}
