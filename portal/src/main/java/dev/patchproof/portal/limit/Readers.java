package dev.patchproof.portal.limit;

import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How many bodies of probes are read at once: each holds a thread for as long as its sender likes, within the time that a
 * body may take. One address may have three quarters of them: a company may stand behind it, whose computers all report
 * at once.
 */
@Singleton
public final class Readers {
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    private final Shares reading;

    @Inject
    Readers(Settings settings) {
        this(settings.limits().bodiesRead());
    }

    Readers(int most) {
        reading = new Shares(most, Math.max(1, most * 3L / 4));
    }

    /**
     * Reads.
     *
     * @param address who sends
     * @throws ProblemException 429 where too many bodies of this address come in, 503 where too many of all do
     */
    public <B> B counted(String address, Supplier<B> read) {
        require(reading.take(address, 1));
        try {
            return read.get();
        } finally {
            reading.give(address, 1);
        }
    }

    /** @throws ProblemException for what is not taken */
    static void require(Shares.Answer answer) {
        switch (answer) {
            case TAKEN -> {}
            case ONE_HAS_TOO_MUCH ->
                throw again(
                        429,
                        "too-many-bodies",
                        "Too much at once",
                        "Too many computers behind this address report at this moment.");
            case ALL_HAVE_TOO_MUCH -> throw busy();
        }
    }

    static ProblemException busy() {
        return again(503, "portal-busy", "The portal is busy", "Too many computers report at this moment.");
    }

    private static ProblemException again(int status, String code, String title, String why) {
        return new ProblemException(
                new Problem(
                        code,
                        status,
                        title,
                        why + " Send the same again after what Retry-After says; the ticket is not used up."),
                COME_AGAIN);
    }
}
