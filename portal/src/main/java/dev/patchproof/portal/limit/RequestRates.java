package dev.patchproof.portal.limit;

import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.http.Callers;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.Refusals;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests per address, and per check, before anything is done for them. Health and metrics are watched, not limited. */
@Singleton
final class RequestRates {
    private static final int BEFORE_SAME_ORIGIN = 950;
    /** What is longer is no id, and would be kept as if it were. */
    private static final Pattern OF_A_CHECK = Pattern.compile("/(?:api/v1/)?checks/([^/]{1,64})(?:/.*)?");

    private static final Problem TOO_MANY = new Problem(
            "too-many-requests",
            429,
            "Too many requests",
            "Too many came from this address, or for this check. Try again after what Retry-After says.");
    private static final Problem MATRIX_PARAMETER =
            new Problem("bad-request", 400, "The request cannot be read", "A path without ';' expected.");

    private final Callers callers;
    private final Refusals refusals;
    private final Rate perAddress;
    private final Rate perCheck;

    @Inject
    RequestRates(Settings settings, Callers callers, Refusals refusals) {
        this.callers = callers;
        this.refusals = refusals;
        perAddress = new Rate(settings.limits().requestsPerMinute());
        perCheck = new Rate(settings.limits().checkRequestsPerMinute());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_SAME_ORIGIN);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.contains(";")) {
            // REST takes it for a parameter and matches the rest: limits that go by the path would be passed by.
            refusals.send(context, MATRIX_PARAMETER);
            return;
        }
        Optional<Duration> wait = isWatching(path)
                ? Optional.empty()
                : perAddress.take(callers.key(context.request())).or(() -> ofItsCheck(path));
        wait.ifPresentOrElse(time -> refusals.send(context, TOO_MANY, time), context::next);
    }

    private Optional<Duration> ofItsCheck(String path) {
        Matcher check = OF_A_CHECK.matcher(path);
        return check.matches() ? perCheck.take(check.group(1)) : Optional.empty();
    }

    private static boolean isWatching(String path) {
        return path.startsWith("/q/health") || path.equals("/q/metrics");
    }
}
