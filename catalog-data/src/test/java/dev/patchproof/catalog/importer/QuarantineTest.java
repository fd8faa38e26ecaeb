package dev.patchproof.catalog.importer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchproof.catalog.importer.QuarantineEntry.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarantineTest {
    private static final QuarantineEntry FIRST = new QuarantineEntry(
            "2026-Feb.xml",
            "KB5000001",
            Defect.SUPERSEDENCE_MALFORMED,
            "\"later\"",
            "a KB number",
            Outcome.IMPORTED_WITH_DOUBT);
    private static final QuarantineEntry SECOND = new QuarantineEntry(
            "2026-Feb.xml", "", Defect.SUBJECT_MISSING, "Release Notes", "a KB number", Outcome.REJECTED);

    @Test
    void sameEntriesInAnotherOrderAndTwice_sameReport() {
        Quarantine there = Quarantine.of(List.of(FIRST, SECOND));
        Quarantine back = Quarantine.of(List.of(SECOND, FIRST, SECOND));

        assertThat(back).isEqualTo(there);
        assertThat(back.json()).isEqualTo(there.json());
        assertThat(back.summary()).isEqualTo(there.summary());
    }

    @Test
    void entries_readBackFromJson() throws Exception {
        JsonNode entries = new ObjectMapper()
                .readTree(Quarantine.of(List.of(FIRST, SECOND)).json())
                .path("entries");

        assertThat(entries).hasSize(2);
        assertThat(entries.get(0).path("defect").asText()).isEqualTo("subject-missing");
        assertThat(entries.get(1).path("found").asText()).isEqualTo("\"later\"");
        assertThat(entries.get(1).path("outcome").asText()).isEqualTo("imported-with-doubt");
    }

    @Test
    void noEntries_emptyListAndALineThatSaysSo() throws Exception {
        assertThat(new ObjectMapper().readTree(Quarantine.EMPTY.json()).path("entries"))
                .isEmpty();
        assertThat(Quarantine.EMPTY.summary()).isEqualTo("0 entries in quarantine\n");
    }

    @Test
    void summary_countsByDefectAndOutcome() {
        assertThat(Quarantine.of(List.of(FIRST, SECOND)).summary()).isEqualTo("""
                        2026-Feb.xml: imported-with-doubt: has supersedence that is not understood: 1, such as KB5000001: found '"later"', expected a KB number
                        2026-Feb.xml: rejected: names no update: 1, such as (no name): found 'Release Notes', expected a KB number
                        2 entries in quarantine
                        """);
    }
}
