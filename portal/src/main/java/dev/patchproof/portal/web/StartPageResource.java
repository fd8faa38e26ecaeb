package dev.patchproof.portal.web;

import dev.patchproof.portal.home.Settings;
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
    private final Settings settings;
    private final SignedProbe probe;

    StartPageResource(Frame frame, Sentences sentences, Settings settings, SignedProbe probe) {
        this.frame = frame;
        this.sentences = sentences;
        this.settings = settings;
        this.probe = probe;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance start() {
        return Pages.start(frame, StartView.of(sentences, settings.publicUrl().toString(), probe.release()));
    }
}
