package dev.patchproof.portal.http;

import dev.patchproof.portal.home.PublicUrl;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Refuses requests that change something and that another site made a browser send. Browsers say where such a request
 * comes from (Fetch Metadata, Origin, or at least a Referer); what says nothing of it is taken where it carries no
 * cookie, for then it can use nobody's rights.
 */
@Singleton
final class SameOrigin {
    private static final int AFTER_HEADERS = 900;
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final String publicOrigin;
    private final Callers callers;
    private final Refusals refusals;

    @Inject
    SameOrigin(PublicUrl publicUrl, Callers callers, Refusals refusals) {
        publicOrigin = publicUrl.origin();
        this.callers = callers;
        this.refusals = refusals;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_HEADERS);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (SAFE.contains(request.method()) || isOwn(request)) {
            context.next();
        } else {
            refusals.send(
                    context,
                    new Problem(
                            "cross-site",
                            403,
                            "The request comes from another site",
                            "Requests that change something are taken from this portal's own pages only."));
        }
    }

    private boolean isOwn(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITES.contains(site);
        }
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return isOwn(origin, request);
        }
        String referer = request.getHeader("Referer");
        return referer == null ? request.getHeader("Cookie") == null : isOwn(origin(referer), request);
    }

    private boolean isOwn(String origin, HttpServerRequest request) {
        String scheme = callers.isSecure(request) ? "https" : "http";
        return origin.equals(publicOrigin) || origin.equals(scheme + "://" + request.authority());
    }

    /** Scheme and authority of an address, as in {@code Origin}; "null" where it has none. */
    private static String origin(String address) {
        try {
            URI uri = new URI(address);
            return uri.getScheme() == null || uri.getRawAuthority() == null
                    ? "null"
                    : uri.getScheme() + "://" + uri.getRawAuthority();
        } catch (URISyntaxException e) {
            return "null";
        }
    }
}
