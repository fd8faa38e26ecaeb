package dev.patchproof.portal.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class OpenChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-03T09:00:00Z");

    private final OpenChecks open = new OpenChecks();

    @Test
    void checks_areCountedForTheirCallerUntilUsedOrExpired() {
        open.opened("one", "a", NOW.plusSeconds(10));
        open.opened("two", "a", NOW.plusSeconds(20));
        open.opened("three", "b", NOW.plusSeconds(20));
        assertThat(open.of("a", NOW)).isEqualTo(2);

        open.used("two");
        assertThat(open.of("a", NOW)).isEqualTo(1);
        assertThat(open.of("a", NOW.plusSeconds(10))).isZero();
        assertThat(open.of("b", NOW.plusSeconds(10))).isEqualTo(1);
        assertThat(open.of("b", NOW.plusSeconds(20))).isZero();
    }

    @Test
    void checkOfAnotherProcessOrUsedTwice_changesNothing() {
        open.opened("one", "a", NOW.plusSeconds(10));

        open.used("elsewhere");
        open.used("one");
        open.used("one");

        assertThat(open.of("a", NOW)).isZero();
    }
}
