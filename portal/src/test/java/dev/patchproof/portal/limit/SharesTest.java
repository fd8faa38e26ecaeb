package dev.patchproof.portal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.limit.Shares.Answer;
import org.junit.jupiter.api.Test;

final class SharesTest {
    private final Shares shares = new Shares(10, 6);

    @Test
    void oneAlone_leavesSomethingToTheOthers() {
        assertThat(shares.take("a", 6)).isEqualTo(Answer.TAKEN);

        assertThat(shares.take("a", 1)).isEqualTo(Answer.ONE_HAS_TOO_MUCH);
        assertThat(shares.take("b", 4)).isEqualTo(Answer.TAKEN);
        assertThat(shares.take("c", 1)).isEqualTo(Answer.ALL_HAVE_TOO_MUCH);
    }

    @Test
    void whatWasRefused_isNotHeld() {
        shares.take("a", 7);
        shares.take("b", 7);

        assertThat(shares.take("a", 6)).isEqualTo(Answer.TAKEN);
        assertThat(shares.take("b", 4)).isEqualTo(Answer.TAKEN);
    }

    @Test
    void whatIsGivenBack_canBeTakenAgain() {
        shares.take("a", 6);
        shares.take("b", 4);

        shares.give("a", 2);
        assertThat(shares.take("b", 2)).isEqualTo(Answer.TAKEN);
        shares.give("b", 6);
        shares.give("a", 4);

        assertThat(shares.take("c", 6)).isEqualTo(Answer.TAKEN);
        assertThat(shares.take("a", 4)).isEqualTo(Answer.TAKEN);
    }
}
