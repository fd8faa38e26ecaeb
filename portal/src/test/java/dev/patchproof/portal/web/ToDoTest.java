package dev.patchproof.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.appraisal.Reason;
import dev.patchproof.portal.appraisal.ReasonCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ToDoTest {
    private final Sentences sentences = Sentences.load();

    @Test
    void serviceToRestart_isNamedByItsUnit() {
        assertThat(ReasonView.toDo(sentences, new Reason(ReasonCode.SERVICE_TO_RESTART, "ssh.service", "", "")))
                .hasValueSatisfying(words -> assertThat(words).startsWith("Restart service ssh.service"));
    }

    @ParameterizedTest
    @EnumSource(ReasonCode.class)
    void everyReason_canBeFilledIn(ReasonCode code) {
        Reason reason = new Reason(code, "the subject", "the expected", "the found");

        assertThat(ReasonView.of(sentences, reason, Optional.empty()).words()).doesNotContain("{", "}");
        assertThat(ReasonView.toDo(sentences, reason).orElse("")).doesNotContain("{", "}");
    }
}
