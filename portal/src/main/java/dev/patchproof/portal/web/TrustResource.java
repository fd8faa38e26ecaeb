package dev.patchproof.portal.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The threat model, for employees and administrators. */
@Path("/about/trust")
public final class TrustResource {
    private final Frame frame;

    TrustResource(Frame frame) {
        this.frame = frame;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show() {
        return Pages.trust(frame);
    }
}
