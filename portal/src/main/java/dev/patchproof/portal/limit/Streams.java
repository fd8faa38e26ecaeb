package dev.patchproof.portal.limit;

import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How many viewers may follow checks at once. Each costs a connection, and a question to the database now and then. */
@Singleton
public final class Streams {
    private static final Duration COME_AGAIN = Duration.ofSeconds(30);

    private final Shares open;

    @Inject
    Streams(Settings settings) {
        this(settings.limits().eventStreams(), settings.limits().eventStreamsPerCheck());
    }

    Streams(int most, int mostOfOne) {
        open = new Shares(most, mostOfOne);
    }

    /**
     * The stream, counted until it ends or its viewer leaves.
     *
     * @throws ProblemException 429 where this check has too many viewers, 503 where all together have
     */
    public <T> Multi<T> counted(String checkId, Multi<T> stream) {
        switch (open.take(checkId, 1)) {
            case TAKEN -> {}
            case ONE_HAS_TOO_MUCH -> throw full(429, "too-many-viewers", "Too many follow this check");
            case ALL_HAVE_TOO_MUCH -> throw full(503, "portal-busy", "The portal is busy");
        }
        return stream.onTermination().invoke(() -> open.give(checkId, 1));
    }

    private static ProblemException full(int status, String code, String title) {
        return new ProblemException(
                new Problem(code, status, title, "The check's page can be looked at without following it."),
                COME_AGAIN);
    }
}
