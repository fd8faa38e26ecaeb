package dev.patchproof.portal.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.access.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProbeJarTest {

    private Path folder = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void writeJar(@TempDir Path temporary) throws IOException {
        folder = temporary;
        file = folder.resolve("probe.jar");
        Files.write(file, TestJars.bytes("1"));
    }

    @Test
    void withoutComment_isTheFileItself() throws IOException {
        ProbeJar jar = ProbeJar.of(file);

        assertThat(content(jar.with(""))).isEqualTo(Files.readAllBytes(file));
        assertThat(jar.with("").sha256()).isEqualTo(jar.sha256());
    }

    @Test
    void withComment_isAZipWithThatComment() throws IOException {
        ProbeDownload download = ProbeJar.of(file).with("{\"ticket\":\"ü\"}");
        Path received = folder.resolve("received.jar");

        Files.write(received, content(download));

        try (ZipFile zip = new ZipFile(received.toFile())) {
            assertThat(zip.getComment()).isEqualTo("{\"ticket\":\"ü\"}");
            assertThat(zip.size()).isEqualTo(2);
        }
        assertThat(download.size()).isEqualTo(Files.size(received));
        assertThat(download.sha256()).isEqualTo(sha256(Files.readAllBytes(received)));
    }

    @Test
    void longestComment_fits() throws IOException {
        byte[] received = content(ProbeJar.of(file).with("x".repeat(65535)));

        assertThat(received).hasSize((int) Files.size(file) + 65535);
        assertThatThrownBy(() -> ProbeJar.of(file).with("x".repeat(65536)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void commentZeroed_givesTheDigestWithoutComment() throws IOException {
        ProbeJar jar = ProbeJar.of(file);
        byte[] received = content(jar.with("comment"));

        byte[] stripped = Arrays.copyOf(received, received.length - "comment".length());
        stripped[stripped.length - 1] = 0;
        stripped[stripped.length - 2] = 0;

        assertThat(sha256(stripped)).isEqualTo(jar.sha256());
    }

    @Test
    void fileThatIsNoZip_refused() throws IOException {
        Files.writeString(file, "not a ZIP file, though long enough to be one");

        assertThatThrownBy(() -> ProbeJar.of(file)).isInstanceOf(IOException.class);
    }

    private static byte[] content(ProbeDownload download) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        download.writeTo(out);
        return out.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256().digest(bytes));
    }
}
