package dev.patchproof.portal.http;

import dev.patchproof.portal.home.PublicUrl;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that change something and that another site made a browser send. Browsers say where such a request
 * comes from (Fetch Metadata, or Origin); what says neither is no browser, and carries no cookie it did not mean to.
 */
@Singleton
final class SameOrigin {
    private static final int AFTER_HEADERS = 900;
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final String publicOrigin;

    @Inject
    SameOrigin(PublicUrl publicUrl) {
        publicOrigin = publicUrl.origin();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_HEADERS);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (SAFE.contains(request.method()) || own(request)) {
            context.next();
        } else {
            ProblemResponses.send(
                    context,
                    new Problem(
                            "cross-site",
                            403,
                            "The request comes from another site",
                            "Requests that change something are taken from this portal's own pages only."));
        }
    }

    private boolean own(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITES.contains(site);
        }
        String origin = request.getHeader("Origin");
        return origin == null
                || origin.equals(publicOrigin)
                || origin.equals(request.scheme() + "://" + authority(request));
    }

    private static @Nullable String authority(HttpServerRequest request) {
        return request.authority() == null ? null : request.authority().toString();
    }
}
