package dev.patchproof.catalog.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.reader.CatalogReader;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar as people get it. */
class CatalogJarIT {
    private static final Path JAR = Path.of("target", "patchproof-catalog.jar");

    @Test
    void shippedCatalogInsideTheJar_sameAsExploded() throws Exception {
        try (URLClassLoader jar =
                new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Object catalog = jar.loadClass("dev.patchproof.catalog.reader.CatalogReader")
                    .getMethod("shipped")
                    .invoke(null);

            assertThat(catalog.getClass().getMethod("release").invoke(catalog))
                    .isEqualTo(CatalogReader.shipped().release());
        }
    }

    @Test
    void shippedDirectory_lintsClean(@TempDir Path directory) throws IOException, InterruptedException {
        Path out = directory.resolve("out");

        int exit = java(out, "lint", "src/main/resources/dev/patchproof/catalog/data");

        assertThat(Files.readString(out, StandardCharsets.UTF_8))
                .contains("no problems")
                .hasLineCount(1);
        assertThat(exit).isZero();
    }

    @Test
    void refusedDirectory_oneLineOfProblemAndNothingElse(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path out = directory.resolve("out");

        int exit = java(out, "lint", "src/test/resources/refused/unknown-field");

        assertThat(Files.readString(out, StandardCharsets.UTF_8))
                .startsWith("a.json: /updates/0/titel: ")
                .hasLineCount(1);
        assertThat(exit).isEqualTo(1);
    }

    private static int java(Path out, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString());
        process.command().addAll(java.util.List.of(arguments));
        return process.redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
    }
}
