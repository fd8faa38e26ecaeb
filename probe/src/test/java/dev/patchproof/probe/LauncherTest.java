package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {

    @ParameterizedTest
    @CsvSource({"1.8, 8", "9, 9", "11, 11", "16, 16"})
    void olderJava_isToldInOneLine(String specification, String named) {
        assertThat(Launcher.complaint(specification))
                .isEqualTo("The Patchproof probe needs Java 17 or newer; this is Java " + named + ".");
    }

    @ParameterizedTest
    @CsvSource({"17", "21", "25"})
    void newEnough_isFine(String specification) {
        assertThat(Launcher.complaint(specification)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "17-ea"})
    void javaThatDoesNotSay_isNotTrusted(String specification) {
        assertThat(Launcher.complaint(specification)).doesNotContain("\n").contains("Java 17");
    }

    @Test
    void launcher_isReadableByJava8() throws Exception {
        try (InputStream in = Objects.requireNonNull(Launcher.class.getResourceAsStream("Launcher.class"));
                DataInputStream data = new DataInputStream(in)) {
            data.skipNBytes(6);
            assertThat(data.readUnsignedShort()).isEqualTo(52);
        }
    }
}
