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

    private final AtOnce forms;
    private final Duration longest;

    @Inject
    Forms(Settings settings, Callers callers, Refusals refusals) {
        forms = new AtOnce(callers, refusals, new Shares(MOST, MOST_OF_ONE), TOO_MANY, BUSY, COME_AGAIN);
        longest = settings.upload().timeout();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_DOWNLOADS);
    }

    private void check(RoutingContext context) {
        if (!isForm(context)) {
            context.next();
        } else if (forms.admits(context)) {
            long timer = context.vertx().setTimer(longest.toMillis(), late -> hangUp(context));
            context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
            context.next();
        }
    }

    private static boolean isForm(RoutingContext context) {
        return context.request().method().equals(HttpMethod.POST)
                && !context.normalizedPath().startsWith("/api/");
    }

    /** Ends a connection whose form is still not there; one that is there takes the time that it takes. */
    private static void hangUp(RoutingContext context) {
        if (!context.request().isEnded()) {
            context.request().connection().close();
        }
    }
}
