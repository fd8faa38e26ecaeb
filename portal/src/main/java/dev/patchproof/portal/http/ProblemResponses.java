package dev.patchproof.portal.http;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Problems as JSON (RFC 9457). */
final class ProblemResponses {
    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemResponses() {}

    static String json(Problem problem) {
        JsonObject members = new JsonObject();
        problem.more().forEach(members::put);
        return members.put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail())
                .encode();
    }

    /** Answers where no resource method is reached; the rest of the body is not read. */
    static void send(RoutingContext context, Problem problem) {
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(json(problem));
    }
}
