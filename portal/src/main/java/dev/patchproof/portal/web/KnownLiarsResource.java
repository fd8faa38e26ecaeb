package dev.patchproof.portal.web;

import dev.patchproof.portal.corpus.KnownLiars;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The known liars, judged once: when the page is first asked for. */
@Path("/about/known-liars")
@Singleton
public final class KnownLiarsResource {
    private final Frame frame;
    private final KnownLiarsView view;

    KnownLiarsResource(Frame frame, Sentences sentences, KnownLiars corpus) {
        this.frame = frame;
        this.view = KnownLiarsView.of(sentences, corpus);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show() {
        return Pages.knownLiars(frame, view);
    }
}
