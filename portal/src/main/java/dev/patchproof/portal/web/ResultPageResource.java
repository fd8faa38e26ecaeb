package dev.patchproof.portal.web;

import dev.patchproof.portal.access.OwnerSecret;
import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.result.OwnerProof;
import dev.patchproof.portal.result.Results;
import dev.patchproof.portal.result.StoredResult;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A result in the browser: whoever has its link reads it, its owner may delete it. */
@Path("/results/{resultId}")
@Produces(MediaType.TEXT_HTML)
public final class ResultPageResource {
    private final Frame frame;
    private final Sentences sentences;
    private final PublicUrl publicUrl;
    private final Results results;
    private final Clock clock;

    ResultPageResource(Frame frame, Sentences sentences, PublicUrl publicUrl, Results results, Clock clock) {
        this.frame = frame;
        this.sentences = sentences;
        this.publicUrl = publicUrl;
        this.results = results;
        this.clock = clock;
    }

    @GET
    public Response show(
            @PathParam("resultId") String resultId, @CookieParam(OwnerSecret.COOKIE) @Nullable String cookie) {
        return results.find(resultId)
                .<Response>fold(
                        stored -> result(stored, owns(stored, cookie)),
                        deleted -> problem(Response.Status.GONE, "result-deleted"),
                        () -> problem(Response.Status.NOT_FOUND, "result-unknown"));
    }

    /** Deletes where the browser is the owner's and the box of the form was ticked. */
    @POST
    @Path("delete")
    public Response delete(
            @PathParam("resultId") String resultId,
            @CookieParam(OwnerSecret.COOKIE) @Nullable String cookie,
            @FormParam("confirm") @Nullable String confirm) {
        if (!"yes".equals(confirm)) {
            return problem(Response.Status.BAD_REQUEST, "not-confirmed");
        }
        return Owners.secret(cookie)
                .map(secret -> switch (results.delete(resultId, new OwnerProof.Browser(secret))) {
                    case DELETED -> problem(Response.Status.OK, "just-deleted");
                    case NOT_OWNER -> notOwner();
                    case UNKNOWN -> problem(Response.Status.NOT_FOUND, "result-unknown");
                })
                .orElseGet(this::notOwner);
    }

    private boolean owns(StoredResult stored, @Nullable String cookie) {
        return Owners.secret(cookie)
                .filter(secret -> results.owns(stored.id(), new OwnerProof.Browser(secret)))
                .isPresent();
    }

    private Response result(StoredResult stored, boolean owner) {
        ResultVisit visit = new ResultVisit(
                stored.id(),
                publicUrl.of("/results/" + stored.id()).toString(),
                stored.hostName(),
                stored.device().signs(),
                stored.device().identity(),
                stored.result(),
                new ResultVisit.Past(
                        stored.isJudgedAgain(),
                        stored.judgedAt(),
                        stored.notJudgedBy().isPresent(),
                        stored.history()),
                results.observations(stored.id()),
                owner,
                clock.instant());
        return Response.ok(Pages.result(frame, new ResultPage(sentences).view(visit))
                        .render())
                .build();
    }

    private Response notOwner() {
        return problem(Response.Status.FORBIDDEN, "not-owner");
    }

    private Response problem(Response.Status status, String code) {
        return Response.status(status)
                .entity(Pages.problem(frame, ProblemView.of(sentences, code, ""))
                        .render())
                .build();
    }
}
