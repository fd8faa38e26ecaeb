package dev.patchproof.portal.web;

import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.signing.SignedProbe;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The start page. */
@Path("/")
public final class StartPageResource {
    private final Frame frame;
    private final Sentences sentences;
    private final PublicUrl publicUrl;
    private final SignedProbe probe;

    StartPageResource(Frame frame, Sentences sentences, PublicUrl publicUrl, SignedProbe probe) {
        this.frame = frame;
        this.sentences = sentences;
        this.publicUrl = publicUrl;
        this.probe = probe;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance start() {
        return Pages.start(frame, StartView.of(sentences, publicUrl.base(), probe.release()));
    }
}
