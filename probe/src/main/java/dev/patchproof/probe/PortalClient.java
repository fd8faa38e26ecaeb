package dev.patchproof.probe;

import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.SelectorClaims;
import dev.patchproof.probe.trust.EvidenceToken;
import dev.patchproof.probe.trust.Json;
import dev.patchproof.probe.trust.PortalUrl;
import dev.patchproof.probe.trust.Ticket;
import dev.patchproof.probe.trust.TrustException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * The calls that a probe makes. Addresses are built from the verified ticket, never taken from an unsigned answer, and
 * redirects are not followed.
 */
final class PortalClient {
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 3;
    private static final Pattern RESULT_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newFixedThreadPool(2, PortalClient::thread)) // its own takes as many as it can get
            .build();

    private final String userAgent;
    private final Duration pauseBetweenTries;

    PortalClient(String version, Duration pauseBetweenTries) {
        this.userAgent = EvidenceToken.SOFTWARE + "/" + version;
        this.pauseBetweenTries = pauseBetweenTries;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "portal-client");
        thread.setDaemon(true);
        return thread;
    }

    /** Creates a check; what comes back is two tokens to verify. */
    NewCheck createCheck(PortalUrl portal) throws PortalException {
        Answer answer = send(post(portal.resolve("/api/v1/checks"), BodyPublishers.noBody()));
        require(answer, 201);
        Map<String, Object> body = json(answer);
        return new NewCheck(text(body, "keySet"), text(body, "ticket"));
    }

    /** The plan token for a product, as it came. */
    String plan(Ticket ticket, ProductSelector selector) throws PortalException {
        String body = Json.write(SelectorClaims.toClaims(selector));
        Answer answer = send(withTicket(ticket, "plan", BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Accept", "application/jwt, application/problem+json"));
        require(answer, 200);
        return answer.body().strip();
    }

    /** Tells the portal's page how far the run is; nobody waits for it, and a failure means nothing. */
    void progress(Ticket ticket, int percent) {
        String body = "{\"done\":" + percent + ",\"total\":100}";
        CompletableFuture<HttpResponse<Void>> ignored = http.sendAsync(
                withTicket(ticket, "progress", BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.discarding());
        ignored.exceptionally(failure -> null);
    }

    /** Sends evidence; where the answer is lost, the same token again, which the portal takes for the same. */
    Receipt evidence(Ticket ticket, EvidenceToken token) throws PortalException {
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = send(withTicket(ticket, "evidence", BodyPublishers.ofString(token.compact()))
                        .header("Content-Type", "application/eat+jwt")
                        .header("Accept", "application/json, application/problem+json"));
                if (answer.status() != 200) {
                    require(answer, 201);
                }
                return receipt(ticket, json(answer));
            } catch (PortalException e) {
                if (!e.isUnreachable() || attempt == TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    private void pause() throws PortalException {
        try {
            Thread.sleep(pauseBetweenTries.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PortalException.unreachable("Stopped while waiting for the portal.");
        }
    }

    private static Receipt receipt(Ticket ticket, Map<String, Object> body) throws PortalException {
        String resultId = text(body, "resultId");
        if (!RESULT_ID.matcher(resultId).matches()) {
            throw PortalException.refused("The portal answered with a result that has no proper name.");
        }
        try {
            return new Receipt(
                    resultId,
                    ClaimedVerdict.valueOf(text(body, "claimedVerdict")),
                    FoundVerdict.valueOf(text(body, "verdict")),
                    ticket.portal().resolve("/results/" + resultId).toString());
        } catch (IllegalArgumentException e) {
            throw PortalException.refused("The portal answered with a verdict that this probe does not know: "
                    + Terminal.plain(text(body, "verdict")));
        }
    }

    private HttpRequest.Builder withTicket(Ticket ticket, String call, BodyPublisher body) {
        return post(ticket.portal().resolve("/api/v1/checks/" + ticket.checkId() + "/" + call), body)
                .header("Authorization", "Bearer " + ticket.token());
    }

    private HttpRequest.Builder post(URI uri, BodyPublisher body) {
        return HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("User-Agent", userAgent)
                .POST(body);
    }

    private Answer send(HttpRequest.Builder builder) throws PortalException {
        HttpRequest request = builder.build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(LARGEST_ANSWER + 1);
                if (bytes.length > LARGEST_ANSWER) {
                    throw PortalException.refused("The portal's answer is too long.");
                }
                return new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw PortalException.unreachable("The portal cannot be reached at " + request.uri() + " ("
                    + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()) + ").");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PortalException.unreachable("Stopped while waiting for the portal.");
        }
    }

    private static void require(Answer answer, int status) throws PortalException {
        if (answer.status() == status) {
            return;
        }
        String message = "The portal answered " + answer.status() + problem(answer) + ".";
        if (answer.status() == 429 || answer.status() >= 500) {
            throw PortalException.unreachable(message);
        }
        throw usedBy(answer)
                .map(resultId -> PortalException.used(message, resultId))
                .orElseGet(() -> PortalException.refused(message));
    }

    /** The result that a used ticket has led to; a name alone, since addresses are built from the ticket. */
    private static Optional<String> usedBy(Answer answer) {
        try {
            return answer.status() == 409
                    ? Optional.of(text(Json.parse(answer.body()), "resultId"))
                            .filter(id -> RESULT_ID.matcher(id).matches())
                    : Optional.empty();
        } catch (TrustException | PortalException e) {
            return Optional.empty();
        }
    }

    /** What an RFC 9457 body says, made fit for a terminal. */
    private static String problem(Answer answer) {
        try {
            Map<String, Object> body = Json.parse(answer.body());
            Object said = body.containsKey("detail") ? body.get("detail") : body.get("title");
            return said instanceof String text ? ": " + Terminal.plain(text).replaceAll("\\.$", "") : "";
        } catch (TrustException e) {
            return "";
        }
    }

    private static Map<String, Object> json(Answer answer) throws PortalException {
        try {
            return Json.parse(answer.body());
        } catch (TrustException e) {
            throw PortalException.refused("The portal's answer is not of the protocol.");
        }
    }

    private static String text(Map<String, Object> body, String name) throws PortalException {
        if (body.get(name) instanceof String text) {
            return text;
        }
        throw PortalException.refused("The portal's answer has no " + name + ".");
    }

    private record Answer(int status, String body) {}

    /** A key set and a ticket, as found. */
    record NewCheck(String keySet, String ticket) {}
}
