package dev.patchproof.portal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.http.BodyMeter;
import dev.patchproof.portal.http.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
        UploadQueue queue = queue(1, Duration.ofSeconds(30));
        Future<String> first = threads.submit(() -> judge(queue, this::work));
        working.await();
        Future<String> second = threads.submit(() -> judge(queue, () -> "second"));

        assertThat(second.isDone()).isFalse();
        goOn.countDown();

        assertThat(first.get()).isEqualTo("done");
        assertThat(second.get()).isEqualTo("second");
    }

    @Test
    void fullQueue_refusedAtOnceAndOpenAgainLater() throws Exception {
        UploadQueue queue = queue(0, Duration.ofSeconds(30));
        Future<String> first = threads.submit(() -> judge(queue, this::work));
        working.await();

        assertThatThrownBy(() -> judge(queue, () -> "second")).satisfies(UploadQueueTest::isBusy);
        goOn.countDown();
        first.get();

        assertThat(judge(queue, () -> "third")).isEqualTo("third");
    }

    @Test
    void turnThatDoesNotComeInTime_refused() throws Exception {
        UploadQueue queue = queue(1, Duration.ofMillis(20));
        Future<String> first = threads.submit(() -> judge(queue, this::work));
        working.await();

        assertThatThrownBy(() -> judge(queue, () -> "second")).satisfies(UploadQueueTest::isBusy);
        goOn.countDown();
        first.get();
    }

    @Test
    void workThatFails_leavesItsPlace() {
        UploadQueue queue = queue(0, Duration.ofSeconds(1));

        for (int time = 0; time < 3; time++) {
            assertThatThrownBy(() -> judge(queue, () -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessage("on purpose");
        }
        assertThat(judge(queue, () -> "next")).isEqualTo("next");
    }

    @Test
    void senderWhoTakesHisTime_keepsNobodyWaiting() throws Exception {
        UploadQueue queue = queue(0, Duration.ofMillis(20));
        Future<String> slow = threads.submit(() -> queue.inTurn("slow", meter -> work(), body -> body));
        working.await();

        assertThat(judge(queue, () -> "quick")).isEqualTo("quick");

        goOn.countDown();
        assertThat(slow.get()).isEqualTo("done");
    }

    @Test
    void bytesOfOneAddress_leaveHalfToTheOthersUntilTheyAreJudged() throws Exception {
        UploadQueue queue = queue(2, Duration.ofSeconds(30));
        Future<String> first = threads.submit(() -> queue.inTurn("a", counting(50), body -> work()));
        working.await();

        assertThatThrownBy(() -> queue.inTurn("a", counting(1), body -> body))
                .satisfies(refused -> isStatus(429, refused));
        Future<Integer> other = threads.submit(() -> queue.inTurn("b", counting(50), body -> body));
        goOn.countDown();

        assertThat(first.get()).isEqualTo("done");
        assertThat(other.get()).isEqualTo(50);
        assertThat(held(queue, "a", 50)).isEqualTo(50);
    }

    @Test
    void bytesOfAll_areBounded() throws Exception {
        UploadQueue queue = queue(2, Duration.ofSeconds(30));
        Future<String> first = threads.submit(() -> queue.inTurn("a", counting(50), body -> work()));
        working.await();

        assertThatThrownBy(() -> queue.inTurn("b", counting(30, 30), body -> body))
                .satisfies(refused -> isStatus(429, refused));
        Future<Integer> second = threads.submit(() -> queue.inTurn("b", counting(40), body -> body));
        while (!refused(queue)) {
            Thread.sleep(5);
        }
        goOn.countDown();

        assertThat(first.get()).isEqualTo("done");
        assertThat(second.get()).isEqualTo(40);
        assertThat(held(queue, "c", 20)).isEqualTo(20);
    }

    /** Whether twenty bytes more are too many of all together. */
    private static boolean refused(UploadQueue queue) {
        try {
            queue.inTurn(
                    "c",
                    meter -> {
                        meter.count(20);
                        throw new IllegalStateException("there is room");
                    },
                    body -> body);
            return false;
        } catch (IllegalStateException e) {
            return false;
        } catch (ProblemException e) {
            return e.problem().status() == 503;
        }
    }

    private static int held(UploadQueue queue, String address, int bytes) {
        Integer held = queue.inTurn(address, counting(bytes), body -> body);
        return held;
    }

    private static Function<BodyMeter, Integer> counting(int... pieces) {
        return meter -> {
            IntStream.of(pieces).forEach(meter::count);
            return IntStream.of(pieces).sum();
        };
    }

    private static UploadQueue queue(int waiting, Duration longestWait) {
        return new UploadQueue(1, waiting, longestWait, new Readers(10), 100);
    }

    private static String judge(UploadQueue queue, Supplier<String> work) {
        return queue.inTurn("address", meter -> "", body -> work.get());
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
        isStatus(503, refused);
    }

    private static void isStatus(int status, Throwable refused) {
        assertThat(((ProblemException) refused).problem().status()).isEqualTo(status);
    }
}
