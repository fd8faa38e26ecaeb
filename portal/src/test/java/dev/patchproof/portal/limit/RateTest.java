package dev.patchproof.portal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RateTest {
    private final AtomicLong nanos = new AtomicLong(1);
    private final Rate twoAMinute = new Rate(2, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void oneTooMany_waitsUntilTheNextIsDue() {
        twoAMinute.take("a");
        twoAMinute.take("a");

        Optional<Duration> wait = twoAMinute.take("a");

        assertThat(wait).contains(Duration.ofSeconds(30));
        assertThat(twoAMinute.wait("a")).contains(Duration.ofSeconds(30));
        assertThat(twoAMinute.take("b")).isEmpty();
    }

    @Test
    void waiting_letsAgainAndAskingCountsNothing() {
        twoAMinute.take("a");
        twoAMinute.take("a");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(30));

        assertThat(twoAMinute.wait("a")).isEmpty();
        assertThat(twoAMinute.wait("a")).isEmpty();
        assertThat(twoAMinute.take("a")).isEmpty();
        assertThat(twoAMinute.take("a")).isPresent();
    }

    @Test
    void moreKeysThanAreKept_forgetsTheOldestAlone() {
        Rate rate = new Rate(1);
        rate.take("oldest");
        for (int key = 1; key < Rate.KEYS; key++) {
            rate.take("key-" + key);
        }
        rate.wait("key-1");

        rate.take("one more");

        assertThat(rate.wait("key-1")).isPresent();
        assertThat(rate.wait("one more")).isPresent();
        assertThat(rate.wait("oldest")).isEmpty();
    }
}
