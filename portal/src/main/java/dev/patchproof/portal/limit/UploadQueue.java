package dev.patchproof.portal.limit;

import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.http.BodyMeter;
import dev.patchproof.portal.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets so many uploads be judged at once; so many more wait, so long; the rest come again. A body is read before a place is
 * asked for, so that whoever sends slowly keeps nobody waiting. What is read and not judged yet is bounded in bytes, of
 * which one address may hold half.
 */
@Singleton
public final class UploadQueue {
    private final Readers readers;
    private final Shares bytes;
    private final Semaphore atOnce;
    private final Semaphore inside;
    private final Duration longestWait;

    @Inject
    UploadQueue(Settings settings, Readers readers) {
        this(
                settings.limits().uploadsAtOnce(),
                settings.limits().uploadsWaiting(),
                settings.limits().uploadWait(),
                readers,
                settings.limits().uploadBytes());
    }

    UploadQueue(int atOnce, int waiting, Duration longestWait, Readers readers, long bytes) {
        this.atOnce = new Semaphore(atOnce, true);
        this.inside = new Semaphore(atOnce + waiting);
        this.longestWait = longestWait;
        this.readers = readers;
        this.bytes = new Shares(bytes, bytes / 2);
    }

    /**
     * Reads a body, and does the work with it when its turn comes.
     *
     * @param address who sends
     * @param read is told what to count bytes with as they come; they count until the work is done
     * @throws ProblemException 429 where this address holds too much, 503 where all do, or no turn comes in time
     */
    public <B, T> T inTurn(String address, Function<BodyMeter, B> read, Function<B, T> work) {
        try (Held held = new Held(address)) {
            B body = readers.counted(address, () -> read.apply(held));
            return inTurn(() -> work.apply(body));
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!inside.tryAcquire()) {
            throw Readers.busy();
        }
        try {
            if (!turnComes()) {
                throw Readers.busy();
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

    /** The bytes of one body, while they are kept. Of one thread. */
    private final class Held implements BodyMeter, AutoCloseable {
        private final String address;
        private long count;

        Held(String address) {
            this.address = address;
        }

        @Override
        public void count(int more) {
            Readers.require(bytes.take(address, more));
            count += more;
        }

        @Override
        public void close() {
            bytes.give(address, count);
        }
    }
}
