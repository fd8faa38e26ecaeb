package dev.patchproof.portal.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A call that fails as no call should, in tests only. */
@Path("/api/v1/test-failure")
public final class FailingResource {

    @GET
    public String fail() {
        throw new IllegalStateException("jdbc:secret-inside");
    }
}
