package dev.patchproof.portal.limit;

import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.http.Callers;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.Refusals;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How many forms of pages may come in at once, and for how long: each is read by a thread that waits for its sender. What
 * probes send is counted by {@link Readers}.
 */
@Singleton
final class Forms {
    private static final int MOST = 100;
    private static final int MOST_OF_ONE = MOST * 3 / 4;
    private static final int AFTER_DOWNLOADS = 930;
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);
    private static final Problem TOO_MANY = new Problem(
            "too-many-forms",
            429,
            "Too much at once",
            "Too many forms come from this address at this moment. Try again after what Retry-After says.");
    private static final Problem BUSY = new Problem(
            "portal-busy",
            503,
            "The portal is busy",
            "Too many forms come in at this moment. Try again after what Retry-After says.");

    private final Callers callers;
    private final Refusals refusals;
    private final Duration longest;
    private final Shares open = new Shares(MOST, MOST_OF_ONE);

    @Inject
    Forms(Settings settings, Callers callers, Refusals refusals) {
        this.callers = callers;
        this.refusals = refusals;
        this.longest = settings.upload().timeout();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_DOWNLOADS);
    }

    private void check(RoutingContext context) {
        if (!context.request().method().equals(HttpMethod.POST)
                || context.normalizedPath().startsWith("/api/")) {
            context.next();
            return;
        }
        String address = callers.key(context.request());
        switch (open.take(address, 1)) {
            case TAKEN -> {
                long timer = context.vertx().setTimer(longest.toMillis(), late -> hangUp(context));
                context.addEndHandler(ended -> {
                    context.vertx().cancelTimer(timer);
                    open.give(address, 1);
                });
                context.next();
            }
            case ONE_HAS_TOO_MUCH -> refusals.send(context, TOO_MANY, COME_AGAIN);
            case ALL_HAVE_TOO_MUCH -> refusals.send(context, BUSY, COME_AGAIN);
        }
    }

    /** Ends a connection whose form is still not there; one that is there takes the time that it takes. */
    private static void hangUp(RoutingContext context) {
        if (!context.request().isEnded()) {
            context.request().connection().close();
        }
    }
}
