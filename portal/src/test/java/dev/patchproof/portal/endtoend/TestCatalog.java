package dev.patchproof.portal.endtoend;

import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.portal.endtoend.DpkgRootCopy.InstalledPackages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A catalog directory for this very machine, made by the catalog tool from a {@code Packages} index: the updates of the
 * named packages, each fixed in the version that is installed. So the tests do not depend on how current the machine is
 * that runs them.
 */
final class TestCatalog {
    private TestCatalog() {}

    static Path of(Path folder, List<String> packages) throws IOException, InterruptedException {
        Map<String, String> records = InstalledPackages.records();
        StringBuilder index = new StringBuilder();
        for (String name : packages) {
            String stanza = Objects.requireNonNull(records.get(name), () -> name + " is not installed here");
            String source = InstalledPackages.field(stanza, "Source");
            index.append("Package: ").append(name).append('\n');
            if (!source.isEmpty()) {
                index.append("Source: ").append(source).append('\n');
            }
            index.append("Version: ")
                    .append(InstalledPackages.field(stanza, "Version"))
                    .append('\n');
            index.append("Architecture: ")
                    .append(InstalledPackages.field(stanza, "Architecture"))
                    .append("\n\n");
        }
        Path packagesFile = Files.writeString(folder.resolve("Packages"), index);
        Path catalog = Files.createDirectory(folder.resolve("catalog"));
        importWithTheTool(packagesFile, catalog);
        try (InputStream products =
                CatalogReader.class.getResourceAsStream("/dev/patchproof/catalog/data/debian/products.json")) {
            Files.copy(
                    Objects.requireNonNull(products, "the shipped product releases"), catalog.resolve("products.json"));
        }
        return catalog;
    }

    private static void importWithTheTool(Path index, Path catalog) throws IOException, InterruptedException {
        Path output = Files.createTempFile("patchproof-catalog", ".out");
        try {
            int exitCode = new ProcessBuilder(
                            ProbeRun.javaCommand(),
                            "-jar",
                            Path.of("..", "catalog-data", "target", "patchproof-catalog.jar")
                                    .toString(),
                            "import",
                            "--from",
                            "debian-packages",
                            "--suite",
                            codename() + "-security",
                            "--as-of",
                            LocalDate.now(ZoneOffset.UTC).toString(),
                            "--architecture",
                            debianArchitecture() + "=" + index,
                            "--out",
                            catalog.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException(
                        "the catalog tool ended with " + exitCode + ": " + Files.readString(output));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Of the Debian release that runs the tests. */
    static String codename() throws IOException {
        return Files.readAllLines(Path.of("/etc/os-release")).stream()
                .filter(line -> line.startsWith("VERSION_CODENAME="))
                .map(line -> line.substring("VERSION_CODENAME=".length()).replace("\"", ""))
                .findFirst()
                .orElseThrow();
    }

    private static String debianArchitecture() throws IOException {
        return InstalledPackages.field(
                Objects.requireNonNull(InstalledPackages.records().get("dpkg")), "Architecture");
    }
}
