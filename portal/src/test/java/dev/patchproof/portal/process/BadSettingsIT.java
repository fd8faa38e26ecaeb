package dev.patchproof.portal.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Settings that are bad: the packaged portal ends before it listens, and says in one sentence which setting, what it
 * expected and what it found. The rows are in {@code bad-settings.csv}; what was said is kept in {@code
 * target/startup-messages.txt}.
 */
final class BadSettingsIT {
    private static final Path SAID = Path.of("target", "startup-messages.txt");

    private static Map<String, String> files = Map.of();

    @TempDir
    Path folder;

    static Stream<String> rows() throws Exception {
        try (InputStream table = requireNonNull(BadSettingsIT.class.getResourceAsStream("bad-settings.csv"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.startsWith("start | "))
                            .map(line -> line.substring("start | ".length()))
                            .toList()
                            .stream();
        }
    }

    @BeforeAll
    static void makeFiles(@TempDir Path shared) throws Exception {
        TestCertificate certificate = TestCertificate.make(1);
        Path catalog = Files.createDirectory(shared.resolve("bad-catalog"));
        Files.writeString(catalog.resolve("one.json"), "{");
        files = Map.of(
                "{missing}", shared.resolve("missing").toString(),
                "{garbage}",
                        Files.writeString(shared.resolve("garbage"), "not what was asked for")
                                .toString(),
                "{bad-catalog}", catalog.toString(),
                "{certificate}",
                        Files.writeString(shared.resolve("certificate"), certificate.certificatePem())
                                .toString(),
                "{key}",
                        Files.writeString(shared.resolve("key"), certificate.keyPem())
                                .toString(),
                "{other-key}",
                        Files.writeString(
                                        shared.resolve("other-key"),
                                        TestCertificate.make(2).keyPem())
                                .toString());
        Files.deleteIfExists(SAID);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void badSetting_refusedInOneSentence(String row) throws Exception {
        String filled = row;
        for (Map.Entry<String, String> file : files.entrySet()) {
            filled = filled.replace(file.getKey(), file.getValue());
        }
        List<String> columns = List.of(filled.split(" \\| "));
        Map<String, String> environment = Arrays.stream(columns.get(0).split(" "))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1], (a, b) -> a, HashMap::new));

        PortalProcess.Ended ended = PortalProcess.run(folder, environment);

        String said = (ended.out() + ended.err())
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("Picked up"))
                .collect(Collectors.joining("\n"));
        Files.writeString(
                SAID,
                row + "\n    exit " + ended.exitCode() + ": " + said + "\n",
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
        assertThat(ended.exitCode()).as(said).isNotZero();
        assertThat(said).contains(columns.get(1).split(" & ")).doesNotContain("\tat ", "Listening on");
    }
}
