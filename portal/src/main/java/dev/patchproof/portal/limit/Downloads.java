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
import java.util.regex.Pattern;

/**
 * How many downloads may be under way at once. Each is written by a thread that waits for its reader; readers who read next
 * to nothing would hold all threads there are.
 */
@Singleton
final class Downloads {
    private static final int AFTER_RATES = 940;
    private static final Duration COME_AGAIN = Duration.ofSeconds(15);
    private static final Pattern DOWNLOAD =
            Pattern.compile("(?:/checks/[^/]+)?/probe\\.jar/*|/checks/[^/]+/bundles/.*|/probe-sbom\\.json/*");
    private static final Problem TOO_MANY = new Problem(
            "too-many-downloads",
            429,
            "Too many downloads",
            "Too many are under way to this address. Try again after what Retry-After says.");
    private static final Problem BUSY = new Problem(
            "portal-busy",
            503,
            "The portal is busy",
            "Too many downloads are under way. Try again after what Retry-After says.");

    private final AtOnce downloads;

    @Inject
    Downloads(Settings settings, Callers callers, Refusals refusals) {
        Shares open =
                new Shares(settings.limits().downloads(), settings.limits().downloadsPerAddress());
        downloads = new AtOnce(callers, refusals, open, TOO_MANY, BUSY, COME_AGAIN);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_RATES);
    }

    private void check(RoutingContext context) {
        if (!DOWNLOAD.matcher(context.normalizedPath()).matches() || downloads.admits(context)) {
            context.next();
        }
    }
}
