package dev.patchproof.portal.limit;

import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets so many uploads be read and judged at once; so many more wait, so long; the rest come again. */
@Singleton
public final class UploadQueue {
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    private final Semaphore atOnce;
    private final Semaphore inside;
    private final Duration longestWait;

    @Inject
    UploadQueue(Settings settings) {
        this(
                settings.limits().uploadsAtOnce(),
                settings.limits().uploadsWaiting(),
                settings.limits().uploadWait());
    }

    UploadQueue(int atOnce, int waiting, Duration longestWait) {
        this.atOnce = new Semaphore(atOnce, true);
        this.inside = new Semaphore(atOnce + waiting);
        this.longestWait = longestWait;
    }

    /**
     * Does the work when its turn comes.
     *
     * @throws ProblemException 503 where the queue is full, or its turn does not come in time
     */
    public <T> T inTurn(Supplier<T> work) {
        if (!inside.tryAcquire()) {
            throw busy();
        }
        try {
            if (!turnComes()) {
                throw busy();
            }
            try {
                return work.get();
            } finally {
                atOnce.release();
            }
        } finally {
            inside.release();
        }
    }

    private boolean turnComes() {
        try {
            return atOnce.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                new Problem(
                        "portal-busy",
                        503,
                        "The portal is busy",
                        "Too many computers report at this moment. Send the same token again after what Retry-After"
                                + " says; it is not used up."),
                COME_AGAIN);
    }
}
