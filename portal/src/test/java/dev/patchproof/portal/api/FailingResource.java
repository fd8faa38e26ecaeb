package dev.patchproof.portal.api;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jdbi.v3.core.Jdbi;

/** Calls that fail as no call should, in tests only. */
@Path("/api/v1/test-failure")
public final class FailingResource {
    private final Jdbi jdbi;

    @Inject
    FailingResource(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @GET
    public String fail() {
        throw new IllegalStateException("jdbc:secret-inside");
    }

    /** In the database, with the id as what was bound. */
    @GET
    @Path("statement/{id}")
    public String failInTheDatabase(@PathParam("id") String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM no_such_table WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
    }

    /** Beyond the reach of our own mapping of failures. */
    void failOnARoute(@Observes Router router) {
        router.get("/results/:id/test-failure").handler(context -> {
            throw new IllegalStateException("on purpose");
        });
    }
}
