package dev.patchproof.portal.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** So many a minute for each key, and as many at once where none came before. Of the keys, the last used are known. */
public final class Rate {
    static final int KEYS = 20_000;

    private final int perMinute;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > KEYS;
        }
    };

    public Rate(int perMinute) {
        this(perMinute, TimeMeter.SYSTEM_NANOTIME);
    }

    Rate(int perMinute, TimeMeter time) {
        this.perMinute = perMinute;
        this.time = time;
    }

    /** Counts one of this key; how long to wait where it is one too many, which is not counted. */
    public Optional<Duration> take(String key) {
        ConsumptionProbe taken = bucket(key).tryConsumeAndReturnRemaining(1);
        return taken.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(taken.getNanosToWaitForRefill()));
    }

    /** How long this key must wait; empty where it need not. Counts nothing. */
    Optional<Duration> wait(String key) {
        long nanos = bucket(key).estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return nanos == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    private synchronized Bucket bucket(String key) {
        return buckets.computeIfAbsent(key, fresh -> Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build());
    }
}
