package dev.patchproof.probe.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootFolderTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "a\n", "a\n\nb", "a\r\nb\r\n", "a\rb", "\r\r\n\n", "\u00e9\n\u20ac"})
    void lines_areThoseOfTheTextAsAString(String text) throws IOException {
        assertThat(RootFolder.lines(text.getBytes(StandardCharsets.UTF_8)))
                .containsExactlyElementsOf(text.lines().toList());
    }

    @Test
    void bytesOutsideUtf8_becomeTheReplacementCharacter() throws IOException {
        assertThat(RootFolder.lines("J\u00f6rg\nx".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("J\ufffdrg", "x");
    }

    @Test
    void fileThatSaysItIsEmpty_isReadAllTheSame() throws IOException {
        assertThat(new RootFolder(Path.of("/"), new NioDisk()).bytes("/proc/self/status"))
                .isNotEmpty();
    }

    @Test
    void pathsOfOneFolderAndOfAnother_leadEachToItsOwn(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("usr/lib/a"));
        Files.createDirectories(folder.resolve("usr/lib/ab"));
        Files.writeString(folder.resolve("usr/lib/a/x"), "");
        Files.writeString(folder.resolve("usr/lib/ab/x"), "");
        Files.writeString(folder.resolve("x"), "");
        RootFolder root = new RootFolder(folder, new NioDisk());

        assertThat(root.resolve("/usr/lib/a/x")).isEqualTo(folder.resolve("usr/lib/a/x"));
        assertThat(root.resolve("/usr/lib/ab/x")).isEqualTo(folder.resolve("usr/lib/ab/x"));
        assertThat(root.resolve("/usr/lib/a/../../../x")).isEqualTo(folder.resolve("x"));
        assertThat(root.resolve("/x")).isEqualTo(folder.resolve("x"));
        assertThat(root.resolve("/usr/lib/a/x")).isEqualTo(folder.resolve("usr/lib/a/x"));
    }
}
