package dev.patchproof.portal;

import dev.patchproof.wine.RequiredTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A token behind PKCS#11, in software (SoftHSM): of a test's own, with the file that Java's provider is configured by. Its
 * keys are made in it or brought into it, and none can be taken out again.
 */
public final class SoftToken {
    public static final String PIN = "271828";

    private static final Path TOOL = Path.of("/usr/bin/softhsm2-util");
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    private final Path settings;
    private final Path configuration;

    private SoftToken(Path settings, Path configuration) {
        this.settings = settings;
        this.configuration = configuration;
    }

    /** Skips the calling test, or fails it where tools are required, where SoftHSM is not installed. */
    public static SoftToken make(Path folder) throws IOException, InterruptedException {
        RequiredTool.executable(TOOL);
        Path tokens = Files.createDirectory(folder.resolve("tokens"));
        Path settings = Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        Path configuration = Files.writeString(folder.resolve("pkcs11.cfg"), """
                name = SoftHSM
                library = %s
                slotListIndex = 0
                attributes(*, CKO_PRIVATE_KEY, *) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                }
                """.formatted(LIBRARY));
        SoftToken token = new SoftToken(settings, configuration);
        token.run(TOOL.toString(), "--init-token", "--free", "--label", "test", "--so-pin", "314159", "--pin", PIN);
        return token;
    }

    /** What a process needs to find the token. */
    public Map<String, String> environment() {
        return Map.of("SOFTHSM2_CONF", settings.toString());
    }

    /** For {@code -providerArg}, and for {@code --identity pkcs11:}. */
    public Path configuration() {
        return configuration;
    }

    /** Brings in the keys and certificates of a PKCS#12 file. */
    public void take(Path store, String password) throws IOException, InterruptedException {
        keytool(
                "-importkeystore",
                "-srckeystore",
                store.toString(),
                "-srcstoretype",
                "PKCS12",
                "-srcstorepass",
                password,
                "-destkeystore",
                "NONE",
                "-deststoretype",
                "PKCS11",
                "-deststorepass",
                PIN,
                "-noprompt");
    }

    /** Makes a key with a certificate for signing code. */
    public void makeKey(String alias) throws IOException, InterruptedException {
        keytool(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-ext",
                "eku=codeSigning",
                "-keystore",
                "NONE",
                "-storetype",
                "PKCS11",
                "-storepass",
                PIN);
    }

    private void keytool(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-addprovider", "SunPKCS11", "-providerArg", configuration.toString()));
        run(command.toArray(new String[0]));
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(settings.getParent(), "token", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment());
        if (builder.start().waitFor() != 0) {
            throw new IOException(List.of(command) + ": " + Files.readString(log));
        }
    }
}
