package dev.patchproof.probe.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeJarTest {
    private static final String COMMENT = "{\"patchproof\":1,\"keySet\":\"a.b.c\",\"ticket\":\"d.e.f\"}";

    private Path folder;

    @BeforeEach
    void folder(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void comment_isReadAsTwoTokens() throws Exception {
        assertThat(ProbeJar.read(jar(COMMENT)).download()).isEqualTo(new ProbeJar.Download("a.b.c", "d.e.f"));
    }

    @Test
    void digest_isThatOfTheFileBeforeTheCommentWasAdded() throws Exception {
        Path bare = jar("");
        String expected = Digests.sha256(Files.readAllBytes(bare));

        assertThat(ProbeJar.read(bare).digestWithoutComment()).isEqualTo(expected);
        assertThat(ProbeJar.read(jar(COMMENT)).digestWithoutComment()).isEqualTo(expected);
        assertThat(ProbeJar.read(jar("x".repeat(65_535))).digestWithoutComment())
                .isEqualTo(expected);
    }

    @Test
    void changedJar_hasAnotherDigest() throws Exception {
        Path jar = jar(COMMENT);
        String before = ProbeJar.read(jar).digestWithoutComment();
        byte[] content = Files.readAllBytes(jar);
        content[40]++;
        Files.write(jar, content);

        assertThat(ProbeJar.read(jar).digestWithoutComment()).isNotEqualTo(before);
    }

    @Test
    void noComment_hasAReasonOfItsOwn() throws Exception {
        ProbeJar jar = ProbeJar.read(jar(""));

        assertThatThrownBy(jar::download).isInstanceOfSatisfying(TrustException.class, e -> assertThat(e.reason())
                .isEqualTo(Reason.NO_COMMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "made by a build tool",
                "{}",
                "{\"patchproof\":2,\"keySet\":\"a\",\"ticket\":\"b\"}",
                "{\"patchproof\":1,\"keySet\":\"a\"}",
                "{\"patchproof\":1,\"keySet\":\"a\",\"ticket\":7}",
                "{\"patchproof\":1,\"keySet\":\"a\",\"ticket\":\"b\",\"run\":\"c\"}",
                "{\"patchproof\":1,\"keySet\":\"a\",\"keySet\":\"x\",\"ticket\":\"b\"}"
            })
    void commentThatIsNotAsAgreed_isDamaged(String comment) throws Exception {
        ProbeJar jar = ProbeJar.read(jar(comment));

        assertThatThrownBy(jar::download).isInstanceOfSatisfying(TrustException.class, e -> assertThat(e.reason())
                .isEqualTo(Reason.MALFORMED));
    }

    @Test
    void noArchive_isAnError() throws Exception {
        Path file = Files.writeString(folder.resolve("page.html"), "<html>Not found</html>");

        assertThatThrownBy(() -> ProbeJar.read(file)).isInstanceOf(IOException.class);
    }

    private Path jar(String comment) throws IOException {
        Path file = folder.resolve("probe.jar");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry("a.txt");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write("content of the entry".getBytes(StandardCharsets.UTF_8));
            zip.setComment(comment);
        }
        return file;
    }
}
