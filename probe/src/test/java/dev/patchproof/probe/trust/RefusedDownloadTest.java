package dev.patchproof.probe.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Damaged and forged downloads, each refused with a sentence of its own before anything is sent. */
class RefusedDownloadTest {
    private static final String TABLE = "/dev/patchproof/probe/trust/downloads/refused.csv";

    @Test
    void wholeDownload_leadsToItsTicket() throws Exception {
        assertThat(admit(download("good")).checkId()).isEqualTo("check-1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = TABLE, numLinesToSkip = 1, delimiter = '|')
    void defect_isRefusedForItsOwnReason(String defect, Reason reason, String words) {
        assertThatThrownBy(() -> admit(download(defect))).isInstanceOfSatisfying(TrustException.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal).hasMessageContaining(words);
            assertThat(refusal.getMessage()).doesNotContain("\n").matches("[A-Z].*[.]");
        });
    }

    @Test
    void everyDefect_hasItsFileAndNoOthersWords() throws Exception {
        Map<String, String> wordsOf = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of(resource("refused.csv")))) {
            String[] columns = line.split(" *[|] *", -1);
            wordsOf.put(columns[0], columns[2]);
        }
        wordsOf.remove("defect");

        for (String defect : wordsOf.keySet()) {
            String message = message(defect);
            assertThat(wordsOf.values().stream().filter(message::contains).distinct())
                    .as(defect)
                    .containsExactly(wordsOf.get(defect));
        }
        assertThat(wordsOf.values().stream().distinct().count()).isGreaterThan(30);
        try (Stream<Path> files = Files.list(Path.of(resource("refused.csv")).resolveSibling("."))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".jar") && !name.equals("good.jar"))
                            .map(name -> name.replaceAll("\\.jar$", "")))
                    .containsExactlyInAnyOrderElementsOf(wordsOf.keySet());
        }
    }

    private static String message(String defect) throws IOException {
        try {
            admit(download(defect));
            return "accepted";
        } catch (TrustException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** As the probe does with the jar that it was started from. */
    private static Ticket admit(Path jar) throws TrustException, IOException {
        ProbeJar found = ProbeJar.read(jar);
        JarSignature.require(jar);
        RootKey root;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            root = RootKey.of(
                    new String(zip.getInputStream(zip.getEntry(RootKey.ENTRY)).readAllBytes(), StandardCharsets.UTF_8));
        }
        ProbeJar.Download download = found.download();
        KeySet keys = root.verifyKeySet(download.keySet(), TestPortal.NOW);
        return keys.verifyTicket(download.ticket(), TestPortal.NOW);
    }

    private static Path download(String name) {
        return Path.of(resource(name + ".jar"));
    }

    private static URI resource(String name) {
        return URI.create(Objects.requireNonNull(RefusedDownloadTest.class.getResource("downloads/" + name), name)
                .toString());
    }
}
