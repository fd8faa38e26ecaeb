package dev.patchproof.portal.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.TestClock;
import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import dev.patchproof.portal.api.FreshSqlite;
import dev.patchproof.portal.api.Visit;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events as browsers get them, and the cleaning of checks. */
@QuarkusTest
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
final class CheckEventsTest {

    @Inject
    Checks checks;

    @Inject
    CheckCleaning cleaning;

    @Inject
    Jdbi jdbi;

    @Inject
    TestClock clock;

    @TestHTTPResource("/checks/")
    URI base = URI.create("http://set-by-quarkus");

    @AfterEach
    void putClockRight() {
        clock.putAhead(Duration.ZERO);
    }

    @Test
    void everyViewer_getsThePresentStateAndEveryChangeUntilTheLast() throws Exception {
        TestComputer computer = TestComputer.liar("desk-17");
        NewCheck check = checks.create(Optional.empty());
        Viewer first = new Viewer(base.resolve(check.id() + "/events"));
        assertThat(first.next()).isEqualTo("{\"state\":\"created\"}");

        Visit visit = new Visit(check.id(), check.ticket(), "").askPlan(computer);
        assertThat(first.next()).isEqualTo("{\"state\":\"probe-started\"}");
        Viewer second = new Viewer(base.resolve(check.id() + "/events"));
        assertThat(second.next()).isEqualTo("{\"state\":\"probe-started\"}");
        visit.progress(3, 7);
        Visit.begin(computer).progress(1, 2);
        String result = visit.uploaded(TestDevice.make(), computer, Instant.now());

        for (Viewer viewer : List.of(first, second)) {
            assertThat(viewer.next()).isEqualTo("{\"state\":\"collecting\",\"done\":3,\"total\":7}");
            assertThat(viewer.next()).isEqualTo("{\"state\":\"uploaded\"}");
            assertThat(viewer.next())
                    .isEqualTo("{\"state\":\"appraised\",\"result\":\"http://portal.test/results/" + result + "\"}");
            viewer.end();
        }
    }

    @Test
    void viewerWhoComesLate_getsTheLastStateAndTheEnd() throws Exception {
        TestComputer computer = TestComputer.liar("desk-17");
        Visit visit = Visit.begin(computer);
        visit.uploaded(TestDevice.make(), computer, Instant.now());

        Viewer viewer = new Viewer(base.resolve(visit.checkId() + "/events"));

        assertThat(viewer.next()).startsWith("{\"state\":\"appraised\"");
        viewer.end();
    }

    @Test
    void checkThatRunsOut_isToldWithoutAnyCall() throws Exception {
        String id = checks.create(Optional.empty()).id();
        Viewer viewer = new Viewer(base.resolve(id + "/events"));
        assertThat(viewer.next()).isEqualTo("{\"state\":\"created\"}");

        clock.putAhead(Duration.ofHours(3));

        assertThat(viewer.next()).isEqualTo("{\"state\":\"expired\"}");
        viewer.end();
    }

    @Test
    void expiredCheck_isSaidToBeExpiredForADayAndThenForgotten() {
        String id = checks.create(Optional.empty()).id();

        clock.putAhead(Duration.ofHours(25));
        cleaning.clean();
        assertThat(checks.find(id).orElseThrow().state()).isEqualTo(new CheckState.Expired());

        clock.putAhead(Duration.ofHours(27));
        cleaning.clean();
        assertThat(checks.find(id)).isEmpty();
    }

    @Test
    void usedCheck_isNotCleaned() {
        String id = checks.create(Optional.empty()).id();
        jdbi.useHandle(handle -> {
            CheckStore.plan(handle, id, "plan", "digest");
            CheckStore.use(handle, id, "digest", "result of " + id);
        });

        clock.putAhead(Duration.ofDays(400));
        cleaning.clean();

        assertThat(checks.find(id)).isPresent();
    }

    /** A browser's EventSource, in little. */
    private static final class Viewer {
        private static final String DATA = "data:";
        private static final String END = "end";

        private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(100);

        Viewer(URI uri) {
            Thread reader = new Thread(() -> read(uri), "viewer");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(URI uri) {
            try {
                HttpRequest request = HttpRequest.newBuilder(uri).build();
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofLines())
                        .body()
                        .filter(line -> line.startsWith(DATA))
                        .forEach(lines::add);
            } catch (IOException e) {
                lines.add(DATA + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            lines.add(END);
        }

        String next() throws InterruptedException {
            String line = lines.poll(30, TimeUnit.SECONDS);
            return line == null ? "nothing came" : line.substring(DATA.length());
        }

        void end() throws InterruptedException {
            assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo(END);
        }
    }
}
