package dev.patchproof.portal.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** Tells a caller who the portal takes him for, in tests only. */
@Path("/test-caller")
public final class CallerResource {
    private final Callers callers;

    @Inject
    CallerResource(Callers callers) {
        this.callers = callers;
    }

    @GET
    public String who(@Context HttpServerRequest request) {
        return callers.key() + (callers.isSecure(request) ? " secure " : " plain ") + request.scheme();
    }
}
