package dev.patchproof.probe;

import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.SelectorClaims;
import dev.patchproof.probe.network.HttpAnswer;
import dev.patchproof.probe.network.HttpClient;
import dev.patchproof.probe.trust.EvidenceToken;
import dev.patchproof.probe.trust.Json;
import dev.patchproof.probe.trust.PortalUrl;
import dev.patchproof.probe.trust.Ticket;
import dev.patchproof.probe.trust.TrustException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The calls that a probe makes. Addresses are built from the verified ticket, never taken from an unsigned answer, and
 * redirects are not followed. A wait for an answer ends with {@link InterruptedException} where the person stops the run.
 */
final class PortalClient {
    private static final int TRIES = 3;
    /** Where the portal says when: it does so while a company reads one and the same mail. */
    private static final int TRIES_WHILE_BUSY = 6;
    /** A person waits. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Pattern RESULT_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final HttpClient http;
    private final String userAgent;
    private final Duration pauseBetweenTries;

    PortalClient(HttpClient http, String version, Duration pauseBetweenTries) {
        this.http = http;
        this.userAgent = EvidenceToken.SOFTWARE + "/" + version;
        this.pauseBetweenTries = pauseBetweenTries;
    }

    /** Creates a check; what comes back is two tokens to verify. */
    NewCheck createCheck(PortalUrl portal) throws PortalException, InterruptedException {
        HttpAnswer answer = send(portal.resolve("/api/v1/checks"), headers(Map.of()), "");
        require(answer, 201);
        Map<String, Object> body = json(answer);
        return new NewCheck(text(body, "keySet"), text(body, "ticket"));
    }

    /** The plan token for a product, as it came; asked for again where the portal says when. */
    String plan(Ticket ticket, ProductSelector selector) throws PortalException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return onePlan(ticket, selector);
            } catch (PortalException e) {
                if (e.waitAsked().isZero() || attempt == TRIES_WHILE_BUSY) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private String onePlan(Ticket ticket, ProductSelector selector) throws PortalException, InterruptedException {
        HttpAnswer answer = send(
                place(ticket, "plan"),
                headers(ticket, "application/json", "application/jwt, application/problem+json"),
                Json.write(SelectorClaims.toClaims(selector)));
        require(answer, 200);
        return answer.body().strip();
    }

    /** Tells the portal's page how far the run is; nobody waits for it, and a failure means nothing. */
    void progress(Ticket ticket, int percent) {
        http.tell(
                place(ticket, "progress"),
                headers(ticket, "application/json", "*/*"),
                "{\"done\":" + percent + ",\"total\":100}");
    }

    /**
     * Sends evidence; where the answer is lost or the portal is busy, the same token again, which the portal takes for the
     * same.
     */
    Receipt evidence(Ticket ticket, EvidenceToken token) throws PortalException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpAnswer answer = send(
                        place(ticket, "evidence"),
                        headers(ticket, "application/eat+jwt", "application/json, application/problem+json"),
                        token.compact());
                if (answer.status() != 200) {
                    require(answer, 201);
                }
                return receipt(ticket, json(answer));
            } catch (PortalException e) {
                if (!e.isUnreachable() || attempt >= (e.waitAsked().isZero() ? TRIES : TRIES_WHILE_BUSY)) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private void pause(PortalException failure) throws InterruptedException {
        Duration asked = failure.waitAsked().compareTo(LONGEST_PAUSE) < 0 ? failure.waitAsked() : LONGEST_PAUSE;
        Duration pause = asked.compareTo(pauseBetweenTries) < 0 ? pauseBetweenTries : asked;
        Thread.sleep(pause.toMillis());
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

    private static URI place(Ticket ticket, String call) {
        return ticket.portal().resolve("/api/v1/checks/" + ticket.checkId() + "/" + call);
    }

    private Map<String, String> headers(Ticket ticket, String contentType, String accept) {
        return headers(
                Map.of("Authorization", "Bearer " + ticket.token(), "Content-Type", contentType, "Accept", accept));
    }

    private Map<String, String> headers(Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(Map.of("User-Agent", userAgent, "Accept", "*/*"));
        headers.putAll(more);
        return headers;
    }

    private HttpAnswer send(URI uri, Map<String, String> headers, String body)
            throws PortalException, InterruptedException {
        try {
            return http.post(uri, headers, body);
        } catch (ProtocolException e) {
            throw PortalException.refused("The portal does not keep to the protocol: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw PortalException.unreachable("The portal cannot be reached at " + uri + " ("
                    + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()) + ").");
        }
    }

    private static void require(HttpAnswer answer, int status) throws PortalException {
        if (answer.status() == status) {
            return;
        }
        String message = "The portal answered " + answer.status() + problem(answer) + ".";
        if (answer.status() == 429 || answer.status() >= 500) {
            throw PortalException.busy(message, answer.retryAfter());
        }
        throw usedBy(answer)
                .map(resultId -> PortalException.used(message, resultId))
                .orElseGet(() -> PortalException.refused(message));
    }

    /** The result that a used ticket has led to; a name alone, since addresses are built from the ticket. */
    private static Optional<String> usedBy(HttpAnswer answer) {
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
    private static String problem(HttpAnswer answer) {
        try {
            Map<String, Object> body = Json.parse(answer.body());
            Object said = body.containsKey("detail") ? body.get("detail") : body.get("title");
            return said instanceof String text ? ": " + Terminal.plain(text).replaceAll("\\.$", "") : "";
        } catch (TrustException e) {
            return "";
        }
    }

    private static Map<String, Object> json(HttpAnswer answer) throws PortalException {
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

    /** A key set and a ticket, as found. */
    record NewCheck(String keySet, String ticket) {}
}
