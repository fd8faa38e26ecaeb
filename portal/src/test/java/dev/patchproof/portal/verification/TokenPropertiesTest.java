package dev.patchproof.portal.verification;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** What holds of every token that is not the good one. */
class TokenPropertiesTest {
    private static final String GOLDEN = TokenFiles.golden().strip();

    private final EvidenceVerifier verifier = new EvidenceVerifier(Identities.none());

    @Property(tries = 500)
    void oneCharacterOfAGoodTokenIsAnother_refused(
            @ForAll @IntRange(max = 100_000) int place, @ForAll @CharRange(from = ' ', to = '~') char other) {
        int at = place % GOLDEN.length();
        if (GOLDEN.charAt(at) != other) {
            requireRefused(GOLDEN.substring(0, at) + other + GOLDEN.substring(at + 1));
        }
    }

    @Property(tries = 300)
    void goodTokenCutShort_refused(@ForAll @IntRange(max = 100_000) int length) {
        requireRefused(GOLDEN.substring(0, length % GOLDEN.length()));
    }

    @Property(tries = 300)
    void anythingBehindAGoodToken_refused(@ForAll @StringLength(min = 1, max = 100) String more) {
        requireRefused(GOLDEN + more);
    }

    @Property(tries = 300)
    void anyText_refused(@ForAll @StringLength(max = 2_000) String text) {
        requireRefused(text);
    }

    private void requireRefused(String token) {
        assertThatThrownBy(() -> verifier.verify(token, TokenFiles.EXPECTED, TokenFiles.NOW))
                .isInstanceOf(EvidenceRefusedException.class);
    }
}
