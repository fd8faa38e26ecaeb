package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Finding;
import java.time.Instant;
import java.util.function.Supplier;

/** Times as Windows counts them: units of 100 ns since 1601-01-01T00:00Z, here in two numbers of 32 bits. */
final class InstallTime {

    private static final Instant EPOCH = Instant.parse("1601-01-01T00:00:00Z");
    private static final long UNITS_PER_SECOND = 10_000_000L;

    private InstallTime() {}

    /**
     * The time of both halves. It does not exist where both are absent or zero, by which Windows says that there is none;
     * one half alone is MALFORMED.
     *
     * @param what names it, asked for a message alone
     */
    static Finding<Instant> of(Supplier<String> what, Finding<String> high, Finding<String> low) {
        return high.<Finding<Instant>>fold(
                upper -> low.<Finding<Instant>>fold(
                        lower -> of(what, Long.parseLong(upper) << 32 | Long.parseLong(lower)),
                        () -> half(what),
                        missing -> Finding.notCollected(missing.reason(), missing.detail()),
                        failed -> Finding.error(failed.code(), failed.message())),
                () -> low.<Finding<Instant>>fold(
                        lower -> half(what),
                        Finding::doesNotExist,
                        missing -> Finding.notCollected(missing.reason(), missing.detail()),
                        failed -> Finding.error(failed.code(), failed.message())),
                missing -> Finding.notCollected(missing.reason(), missing.detail()),
                failed -> Finding.error(failed.code(), failed.message()));
    }

    private static Finding<Instant> of(Supplier<String> what, long units) {
        if (units < 0) {
            return Finding.error("MALFORMED", what.get() + ": expected 63 bits, found " + Long.toUnsignedString(units));
        }
        return units == 0
                ? Finding.doesNotExist()
                : Finding.exists(EPOCH.plusSeconds(units / UNITS_PER_SECOND).plusNanos(units % UNITS_PER_SECOND * 100));
    }

    private static Finding<Instant> half(Supplier<String> what) {
        return Finding.error("MALFORMED", what.get() + ": expected two halves, found one");
    }
}
