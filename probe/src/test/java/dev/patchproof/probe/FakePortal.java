package dev.patchproof.probe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SelectorClaims;
import dev.patchproof.probe.trust.Json;
import dev.patchproof.probe.trust.TestPortal;
import dev.patchproof.probe.trust.TrustException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A portal on loopback that signs for real and refuses what a portal refuses: a call without its ticket, a second
 * token on one ticket.
 */
final class FakePortal implements AutoCloseable {
    static final String CHECK = "check-1";

    final TestPortal tokens;
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> evidence = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final String url;
    private volatile List<Query<?>> queries = List.of(new Query.RebootRequired());
    private volatile String verdict = "UP_TO_DATE";
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger busyForPlans = new AtomicInteger();
    private final AtomicInteger busyForEvidence = new AtomicInteger();
    private volatile int planStatus = 200;
    private volatile String plan = "";
    private volatile boolean used;
    private volatile CountDownLatch planLeave = new CountDownLatch(0);

    FakePortal() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://localhost:" + server.getAddress().getPort();
        tokens = new TestPortal(url, Instant.now());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return url;
    }

    FakePortal asks(Query<?>... asked) {
        queries = List.of(asked);
        return this;
    }

    FakePortal finds(String found) {
        verdict = found;
        return this;
    }

    /** Takes the next pieces of evidence and hangs up without a word. */
    FakePortal loses(int answers) {
        answersToLose.set(answers);
        return this;
    }

    /** Asks the next callers for a plan, and then those with evidence, to come again in a second. */
    FakePortal isBusy(int plans, int uploads) {
        busyForPlans.set(plans);
        busyForEvidence.set(uploads);
        return this;
    }

    private static boolean isBusy(AtomicInteger left, HttpExchange exchange) throws IOException {
        if (left.getAndUpdate(before -> Math.max(0, before - 1)) == 0) {
            return false;
        }
        exchange.getResponseHeaders().set("Retry-After", "1");
        problem(exchange, 503, "busy");
        return true;
    }

    FakePortal refusesPlansWith(int status) {
        planStatus = status;
        return this;
    }

    /** Answers every question for a plan with this token. */
    FakePortal answersPlansWith(String token) {
        plan = token;
        return this;
    }

    /** The ticket of the download was used before; a check that is made anew is good. */
    FakePortal wasUsed() {
        used = true;
        return this;
    }

    /** Answers no question for a plan before it is closed. */
    FakePortal holdsPlans() {
        planLeave = new CountDownLatch(1);
        return this;
    }

    /** What a download of the probe carries in its ZIP comment. */
    String comment() {
        return "{\"patchproof\":1,\"keySet\":\"" + tokens.keySet() + "\",\"ticket\":\"" + tokens.ticket(CHECK) + "\"}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            calls.add(exchange.getRequestMethod() + " " + path);
            String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (path.equals("/api/v1/checks")) {
                used = false;
                send(
                        exchange,
                        201,
                        "application/json",
                        "{\"id\":\"check-1\",\"keySet\":\"" + tokens.keySet() + "\",\"ticket\":\""
                                + tokens.ticket(CHECK) + "\",\"expiresAt\":\"2100-01-01T00:00:00Z\",\"links\":{}}");
            } else if (!bearer.startsWith("Bearer ey")) {
                problem(exchange, 401, "no ticket");
            } else if (path.equals("/api/v1/checks/check-1/plan")) {
                plan(exchange, body);
            } else if (path.equals("/api/v1/checks/check-1/progress")) {
                exchange.sendResponseHeaders(204, -1);
            } else if (path.equals("/api/v1/checks/check-1/evidence")) {
                evidence(exchange, body);
            } else {
                problem(exchange, 404, "no such check");
            }
        }
    }

    private void plan(HttpExchange exchange, String body) throws IOException {
        try {
            planLeave.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (used) {
            used(exchange);
            return;
        }
        if (isBusy(busyForPlans, exchange)) {
            return;
        }
        if (planStatus != 200) {
            problem(exchange, planStatus, "This check \u001b[31mexpired.");
            return;
        }
        try {
            ProductSelector product = SelectorClaims.fromClaims(Json.parse(body));
            String token = plan.isEmpty() ? tokens.plan(tokens.planFor(CHECK, product, queries)) : plan;
            send(exchange, 200, "application/jwt", token);
        } catch (TrustException e) {
            problem(exchange, 400, "not a selector");
        }
    }

    private void evidence(HttpExchange exchange, String token) throws IOException {
        if (isBusy(busyForEvidence, exchange)) {
            return;
        }
        if (!evidence.isEmpty() && !evidence.get(0).equals(token)) {
            used(exchange);
            return;
        }
        evidence.add(token);
        if (answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return; // closing without an answer breaks the connection
        }
        exchange.getResponseHeaders().set("Location", url + "/results/r-1");
        send(
                exchange,
                evidence.size() == 1 ? 201 : 200,
                "application/json",
                "{\"resultId\":\"r-1\",\"claimedVerdict\":\"UP_TO_DATE\",\"verdict\":\"" + verdict + "\"}");
    }

    private static void used(HttpExchange exchange) throws IOException {
        send(
                exchange,
                409,
                "application/problem+json",
                "{\"type\":\"https://patchproof.dev/problems/ticket-used\",\"title\":\"The ticket is used\",\"status\":409,"
                        + "\"detail\":\"This check has its result; start a new check.\",\"resultId\":\"r-1\"}");
    }

    private static void problem(HttpExchange exchange, int status, String detail) throws IOException {
        send(
                exchange,
                status,
                "application/problem+json",
                "{\"type\":\"https://patchproof.dev/problems/x\",\"title\":\"x\",\"status\":" + status
                        + ",\"detail\":\"" + detail.replace("\u001b", "\\u001b") + "\"}");
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        planLeave.countDown();
        server.stop(0);
    }
}
