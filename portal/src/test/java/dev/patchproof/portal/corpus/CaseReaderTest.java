package dev.patchproof.portal.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.corpus.CorpusException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case with a defect is refused, and the message says where. */
final class CaseReaderTest {
    private static final String FILE = "2003-ms03-026.json";

    @Test
    void wholeCase_isRead() throws IOException {
        LiarCase read = CaseReader.read(FILE, bytes(text()));

        assertThat(read.id()).isEqualTo("2003-ms03-026");
        assertThat(read.clean()).isNotEmpty();
        assertThat(read.liars()).isNotEmpty();
    }

    @Test
    void unknownField_isRefusedWithItsPath() throws IOException {
        refused(text().replace("\"teaches\"", "\"colour\": \"red\",\n  \"teaches\""), Reason.NOT_A_CASE, "/colour");
    }

    @Test
    void unknownFieldOfAComputer_isRefusedWithItsPath() throws IOException {
        refused(text().replaceFirst("\"words\"", "\"color\": \"red\", \"words\""), Reason.NOT_A_CASE, "/clean/0/color");
    }

    @Test
    void missingField_isRefused() throws IOException {
        refused(text().replaceFirst("\"title\": \"[^\"]*\",", ""), Reason.NOT_A_CASE, "title");
    }

    @Test
    void unknownReason_isRefusedWithItsPath() throws IOException {
        refused(
                text().replaceFirst("\"FILE_VERSION_REACHED\"", "\"FILE_VERSION_GUESSED\""),
                Reason.NOT_A_CASE,
                "/clean/0/expected/updates/KB823980/reasons/ON_DISK/0");
    }

    @Test
    void fieldTwice_isRefused() throws IOException {
        refused(text().replaceFirst("\"title\"", "\"id\": \"x\", \"title\""), Reason.NOT_A_CASE, "id");
    }

    @Test
    void otherIdThanTheFileName_isRefused() throws IOException {
        refused(text().replaceFirst("\"id\": \"2003-ms03-026\"", "\"id\": \"another\""), Reason.NOT_A_CASE, "/id");
    }

    @Test
    void plainLink_isRefused() throws IOException {
        refused(text().replaceFirst("https://learn", "http://learn"), Reason.NOT_A_CASE, "/sources");
    }

    @Test
    void brokenCatalog_isRefusedByItsOwnReader() throws IOException {
        refused(
                text().replaceFirst("\"restart\": \"yes\"", "\"restart\": \"sometimes\""),
                Reason.NOT_A_CATALOG,
                "restart");
    }

    @Test
    void requiredMitigationThatTheCatalogDoesNotKnow_isRefused() throws IOException {
        refused(
                text().replaceFirst("\"requiredMitigations\": \\[]", "\"requiredMitigations\": [\"KB823980\"]"),
                Reason.NOT_A_CASE,
                "/requiredMitigations");
    }

    @Test
    void garbledFact_isRefusedWithItsComputer() throws IOException {
        refused(
                text().replaceFirst("\"setting\": \"live\"", "\"setting\": \"alive\""),
                Reason.NOT_EVIDENCE,
                "/clean/0");
    }

    @Test
    void factThatNothingJudges_isRefused() throws IOException {
        refused(
                text().replaceFirst("\"setting\"", "\"jvmVersion\": \"17\", \"setting\""),
                Reason.NOT_EVIDENCE,
                "jvmVersion");
    }

    @Test
    void answerToAnotherQuestion_isRefused() throws IOException {
        String text = text();
        int clean = text.indexOf("\"clean\"");
        refused(
                text.substring(0, clean) + text.substring(clean).replace("\\\\KB823980\"", "\\\\KB823981\""),
                Reason.OTHER_QUESTIONS,
                "KB823980");
    }

    @Test
    void answerWithoutQuestion_isRefused() throws IOException {
        refused(
                text().replaceFirst(
                                "\"observations\": \\[",
                                "\"observations\": [{\"query\": {\"kind\": \"reboot-required\"}, \"finding\":"
                                        + " {\"absent\": true}},"),
                Reason.OTHER_QUESTIONS,
                "RebootRequired");
    }

    @Test
    void overrideOfWhatTheCleanOneDoesNotAnswer_isRefused() throws IOException {
        String text = text();
        int liars = text.indexOf("\"liars\"");
        refused(
                text.substring(0, liars)
                        + text.substring(liars)
                                .replaceFirst("\"kind\": \"windows-file\"", "\"kind\": \"file-signature\""),
                Reason.NOT_EVIDENCE,
                "/liars/0/observations");
    }

    @Test
    void wineHostOfUnknownName_isRefused() throws IOException {
        refused(text().replaceFirst("\"hosts\": \\[\"", "\"hosts\": [\"Nobody\", \""), Reason.NOT_A_CASE, "Nobody");
    }

    @Test
    void emptyFolder_isRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> KnownLiars.read(empty))
                .isInstanceOfSatisfying(
                        CorpusException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_READABLE));
    }

    private static void refused(String content, Reason reason, String where) throws IOException {
        assertThat(content).as("the defect").isNotEqualTo(text());
        assertThatThrownBy(() -> CaseReader.read(FILE, bytes(content)))
                .isInstanceOfSatisfying(CorpusException.class, e -> {
                    assertThat(e).hasMessageStartingWith(FILE + ": ").hasMessageContaining(where);
                    assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason);
                });
    }

    private static String text() throws IOException {
        try (InputStream file = CaseReaderTest.class.getResourceAsStream("/known-liars/" + FILE)) {
            return new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
