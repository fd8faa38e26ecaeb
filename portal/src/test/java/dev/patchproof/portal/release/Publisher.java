package dev.patchproof.portal.release;

import dev.patchproof.catalog.release.CatalogSigner;
import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseFile;
import dev.patchproof.catalog.release.ReleaseMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Makes and signs catalog releases as an administrator does, with a key out of a PKCS#12 file. */
public final class Publisher {
    private static final String PASSWORD = "changeit";
    private static final String FILE = """
            {"$schema": "https://patchproof.dev/schema/catalog-1.json", "what": "Test", "asOf": "%s",
             "sources": ["https://example.org/facts"], "updates": [%s], "products": [{"id": "windows-xp-sp1",
             "name": "Windows XP with Service Pack 1", "product": {"family": "windows", "version": "5.1", "build": 2600},
             "scope": "security updates", "supportEnds": []}]}""";
    private static final String UPDATE = """
            {"id": "%s", "vendor": "Example", "description": "Test", "restart": "no", "released": "2026-01-13", "fixes": [
             {"product": {"family": "windows", "version": "5.1", "build": 2600, "servicePacks": [1]},
              "claims": [{"registryKey": {"view": "native", "path": "HKLM\\\\SOFTWARE\\\\Microsoft\\\\Updates\\\\Example\\\\%s"}}],
              "references": [{"fileVersions": {"%%SystemRoot%%\\\\System32\\\\%s": "%s"}}]}]}""";

    private final Path folder;

    /** With the keys in this folder. */
    public Publisher(Path folder) {
        this.folder = folder;
    }

    /** Makes the keys. */
    public static Publisher make(Path folder) {
        try {
            Files.createDirectories(folder);
            keytool(folder, "-genkeypair", "-dname", "CN=publisher", "-keyalg", "EC", "-groupname", "secp256r1");
            keytool(
                    folder,
                    "-exportcert",
                    "-rfc",
                    "-file",
                    folder.resolve("publisher.pem").toString());
            return new Publisher(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path certificate() {
        return folder.resolve("publisher.pem");
    }

    /** An update of Windows XP SP1 that a key of its name claims and a file of this version proves. */
    public static String update(String id, String file, String version) {
        return UPDATE.formatted(id, id, file, version);
    }

    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /** A directory with a catalog of these updates. */
    public Path directory(LocalDate asOf, String... updates) {
        try {
            Path directory = Files.createTempDirectory(folder, "catalog");
            Files.writeString(directory.resolve("a.json"), FILE.formatted(asOf, String.join(",", updates)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ReleaseFile unsigned(LocalDate asOf, long sequence, String... updates) {
        try {
            return ReleaseMaker.make(
                    directory(asOf, updates),
                    asOf,
                    sequence,
                    Optional.of("{\"entries\": [{\"document\": \"feed.xml\", \"subject\": \"KB9\", \"defect\":"
                            + " \"range-empty\", \"found\": \"x\", \"expected\": \"y\", \"outcome\": \"rejected\"}]}"));
        } catch (ReleaseException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] signed(long sequence, String... updates) {
        return signed(today(), sequence, updates);
    }

    public byte[] signed(LocalDate asOf, long sequence, String... updates) {
        try {
            return CatalogSigner.read(folder.resolve("publisher.p12"), PASSWORD.toCharArray(), Optional.empty())
                    .sign(unsigned(asOf, sequence, updates))
                    .toBytes();
        } catch (ReleaseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path folder, String command, String... options) throws IOException {
        java.util.ArrayList<String> words = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command));
        words.addAll(List.of(options));
        words.addAll(List.of(
                "-alias",
                "publisher",
                "-keystore",
                folder.resolve("publisher.p12").toString(),
                "-storepass",
                PASSWORD));
        Path log = Files.createTempFile(folder, "keytool", ".log");
        try {
            int exit = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException(Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
