package dev.patchproof.portal.web;

import dev.patchproof.portal.access.OwnerSecret;
import dev.patchproof.portal.check.CheckState;
import dev.patchproof.portal.check.CheckView;
import dev.patchproof.portal.check.Checks;
import dev.patchproof.portal.check.Openings;
import dev.patchproof.portal.home.PublicUrl;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A check in the browser: makes it and shows it until its result does. */
@Path("/checks")
public final class CheckPageResource {
    private static final Duration OWNER_REMEMBERED = Duration.ofDays(400);

    private final Frame frame;
    private final Sentences sentences;
    private final PublicUrl publicUrl;
    private final Checks checks;
    private final Openings openings;

    CheckPageResource(Frame frame, Sentences sentences, PublicUrl publicUrl, Checks checks, Openings openings) {
        this.frame = frame;
        this.sentences = sentences;
        this.publicUrl = publicUrl;
        this.checks = checks;
        this.openings = openings;
    }

    /** Makes a check that this browser owns, and goes to its page. */
    @POST
    public Response create(@CookieParam(OwnerSecret.COOKIE) @Nullable String cookie) {
        OwnerSecret owner = Owners.secret(cookie).orElseGet(OwnerSecret::generate);
        String id = openings.open(Optional.of(owner)).id();
        return to("/checks/" + id)
                .cookie(new NewCookie.Builder(OwnerSecret.COOKIE)
                        .value(owner.value())
                        .path("/")
                        .maxAge(Math.toIntExact(OWNER_REMEMBERED.toSeconds()))
                        .httpOnly(true)
                        .secure(publicUrl.secure())
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }

    /** The check; leads to the result as soon as there is one. */
    @GET
    @Path("{checkId}")
    @Produces(MediaType.TEXT_HTML)
    public Response show(@PathParam("checkId") String checkId) {
        return checks.find(checkId)
                .map(this::show)
                .orElseGet(() -> problem(Response.Status.NOT_FOUND, "check-unknown"));
    }

    private Response show(CheckView check) {
        return check.state()
                .<Response>fold(
                        () -> live(check),
                        () -> live(check),
                        collecting -> live(check),
                        () -> live(check),
                        CheckPageResource::toResult,
                        () -> problem(Response.Status.GONE, "check-expired"));
    }

    private Response live(CheckView check) {
        return Response.ok(Pages.check(frame, LiveView.of(check)).render()).build();
    }

    private static Response toResult(CheckState.Appraised appraised) {
        return to("/results/" + appraised.resultId()).build();
    }

    /** Relative, so that the browser stays at the address under which it knows the portal, and keeps its cookie. */
    private static Response.ResponseBuilder to(String path) {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path);
    }

    private Response problem(Response.Status status, String code) {
        return Response.status(status)
                .entity(Pages.problem(frame, ProblemView.of(sentences, code, ""))
                        .render())
                .build();
    }
}
