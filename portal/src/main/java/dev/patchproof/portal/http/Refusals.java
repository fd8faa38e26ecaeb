package dev.patchproof.portal.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/** Answers with a problem before any resource method is reached: a page for people, JSON for programs. */
@Singleton
public final class Refusals {
    private final Instance<ErrorPages> pages;

    @Inject
    Refusals(Instance<ErrorPages> pages) {
        this.pages = pages;
    }

    /** Refuses for now. */
    public void send(RoutingContext context, Problem problem, Duration retryAfter) {
        context.response().putHeader("Retry-After", RetryAfter.seconds(retryAfter));
        send(context, problem);
    }

    /** Refuses; the rest of the request's body is not read. */
    public void send(RoutingContext context, Problem problem) {
        if (!isForPeople(context)) {
            ProblemResponses.send(context, problem);
            return;
        }
        HttpServerResponse response = context.response();
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("Vary", "Accept")
                .putHeader("Connection", "close")
                .end(pages.get().render(problem));
    }

    private boolean isForPeople(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        return pages.isResolvable()
                && accept != null
                && accept.toLowerCase(Locale.ROOT).contains("text/html")
                && !context.normalizedPath().startsWith("/api/");
    }
}
