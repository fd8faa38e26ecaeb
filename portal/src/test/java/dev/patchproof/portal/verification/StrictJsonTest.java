package dev.patchproof.portal.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void asManyPartsAsEvidenceNeverHas_areRead() throws EvidenceRefusedException {
        assertThat(StrictJson.object(list("0", 900_000), Refusal.CLAIMS_NOT_JSON))
                .containsOnlyKeys("a");
    }

    /** Six megabytes of which each would take hundreds. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "0", "{\"\":0}"})
    void morePartsThanAreRead_refusedBeforeTheyFillTheMemory(String part) {
        assertThatThrownBy(() -> StrictJson.object(list(part, 1_000_000), Refusal.CLAIMS_NOT_JSON))
                .isInstanceOf(EvidenceRefusedException.class)
                .hasMessageContaining("1000000 parts");
    }

    private static String list(String part, int times) {
        return "{\"a\":[" + (part + ",").repeat(times - 1) + part + "]}";
    }
}
