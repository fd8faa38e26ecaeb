package dev.patchproof.portal.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Headers of every answer, whoever gives it. Nothing is cached unless its resource says so; Swagger UI alone gets a
 * policy that lets the scripts in its page run, and styles that it makes.
 */
@Singleton
final class ResponseHeaders {
    private static final int AMONG_THE_FIRST = 1000;

    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    // The digests are those of the two scripts in Quarkus' own page; a test tells the new ones when they change.
    private static final String SWAGGER_UI_POLICY = "default-src 'none'; script-src 'self'"
            + " 'sha256-Bc4MCmo3eDPvU16BhBcWMZUgDqc1e/UzzwdDbpYruPU='"
            + " 'sha256-ZFHBfSeKvymb6e4YcS8zAnYcJixkGsF62gDqFK7Ts2s=';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    static final String PERMISSIONS = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(),"
            + " gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(),"
            + " xr-spatial-tracking=()";

    private final Callers callers;

    @Inject
    ResponseHeaders(Callers callers) {
        this.callers = callers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, AMONG_THE_FIRST);
    }

    private void add(RoutingContext context) {
        boolean swaggerUi = context.normalizedPath().startsWith("/q/swagger-ui");
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", swaggerUi ? SWAGGER_UI_POLICY : POLICY);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", PERMISSIONS);
        if (callers.isSecure(context.request())) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        context.addHeadersEndHandler(ended -> {
            if (!headers.contains("Cache-Control")) {
                headers.set("Cache-Control", "no-store");
            }
        });
        context.next();
    }
}
