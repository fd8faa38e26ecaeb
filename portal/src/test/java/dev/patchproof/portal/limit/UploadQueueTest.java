package dev.patchproof.portal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.http.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class UploadQueueTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void oneMoreThanAtOnce_waitsForItsTurn() throws Exception {
        UploadQueue queue = new UploadQueue(1, 1, Duration.ofSeconds(30));
        Future<String> first = threads.submit(() -> queue.inTurn(this::work));
        working.await();
        Future<String> second = threads.submit(() -> queue.inTurn(() -> "second"));

        assertThat(second.isDone()).isFalse();
        goOn.countDown();

        assertThat(first.get()).isEqualTo("done");
        assertThat(second.get()).isEqualTo("second");
    }

    @Test
    void fullQueue_refusedAtOnceAndOpenAgainLater() throws Exception {
        UploadQueue queue = new UploadQueue(1, 0, Duration.ofSeconds(30));
        Future<String> first = threads.submit(() -> queue.inTurn(this::work));
        working.await();

        assertThatThrownBy(() -> queue.inTurn(() -> "second")).satisfies(UploadQueueTest::isBusy);
        goOn.countDown();
        first.get();

        assertThat(queue.inTurn(() -> "third")).isEqualTo("third");
    }

    @Test
    void turnThatDoesNotComeInTime_refused() throws Exception {
        UploadQueue queue = new UploadQueue(1, 1, Duration.ofMillis(20));
        Future<String> first = threads.submit(() -> queue.inTurn(this::work));
        working.await();

        assertThatThrownBy(() -> queue.inTurn(() -> "second")).satisfies(UploadQueueTest::isBusy);
        goOn.countDown();
        first.get();
    }

    @Test
    void workThatFails_leavesItsPlace() {
        UploadQueue queue = new UploadQueue(1, 0, Duration.ofSeconds(1));

        for (int time = 0; time < 3; time++) {
            assertThatThrownBy(() -> queue.inTurn(() -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessage("on purpose");
        }
        assertThat(queue.inTurn(() -> "next")).isEqualTo("next");
    }

    private String work() {
        working.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "done";
    }

    private static void isBusy(Throwable refused) {
        assertThat(((ProblemException) refused).problem().status()).isEqualTo(503);
    }
}
