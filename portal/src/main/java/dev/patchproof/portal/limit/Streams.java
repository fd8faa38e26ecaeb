package dev.patchproof.portal.limit;

import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many viewers may follow checks at once. Each costs a connection, and a question to the database now and then. */
@Singleton
public final class Streams {
    private static final Duration COME_AGAIN = Duration.ofSeconds(30);

    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    @Inject
    Streams(Settings settings) {
        this(settings.limits().eventStreams(), settings.limits().eventStreamsPerCheck());
    }

    Streams(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /**
     * The stream, counted until it ends or its viewer leaves.
     *
     * @throws ProblemException 429 where this check has too many viewers, 503 where all together have
     */
    public <T> Multi<T> counted(String checkId, Multi<T> stream) {
        enter(checkId);
        return stream.onTermination().invoke(() -> leave(checkId));
    }

    private synchronized void enter(String checkId) {
        int here = open.getOrDefault(checkId, 0);
        if (here >= mostOfOne) {
            throw full(429, "too-many-viewers", "Too many follow this check");
        }
        if (all >= most) {
            throw full(503, "portal-busy", "The portal is busy");
        }
        open.put(checkId, here + 1);
        all++;
    }

    private synchronized void leave(String checkId) {
        open.computeIfPresent(checkId, (id, here) -> here == 1 ? null : here - 1);
        all--;
    }

    private static ProblemException full(int status, String code, String title) {
        return new ProblemException(
                new Problem(code, status, title, "The check's page can be looked at without following it."),
                COME_AGAIN);
    }
}
