package dev.patchproof.portal.check;

import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.http.BodyLimit;
import dev.patchproof.portal.http.Callers;
import dev.patchproof.portal.http.RequestBody;
import dev.patchproof.portal.limit.Readers;
import dev.patchproof.portal.limit.UploadQueue;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The calls of a probe. */
@Path("/api/v1/checks")
@Tag(name = "Checks", description = "The visit of one computer")
public final class CheckApi {
    private final Openings openings;
    private final TicketDoor door;
    private final Plans plans;
    private final Uploads uploads;
    private final UploadQueue queue;
    private final Readers readers;
    private final RequestBody bodies;
    private final Callers callers;
    private final PublicUrl publicUrl;

    @Inject
    CheckApi(
            Openings openings,
            TicketDoor door,
            Plans plans,
            Uploads uploads,
            UploadQueue queue,
            Readers readers,
            RequestBody bodies,
            Callers callers,
            PublicUrl publicUrl) {
        this.openings = openings;
        this.door = door;
        this.plans = plans;
        this.uploads = uploads;
        this.queue = queue;
        this.readers = readers;
        this.bodies = bodies;
        this.callers = callers;
        this.publicUrl = publicUrl;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Makes a check", operationId = "createCheck")
    public Response create() {
        NewCheck check = openings.open(Optional.empty());
        String api = "/api/v1/checks/" + check.id();
        URI page = publicUrl.of("/checks/" + check.id());
        Links links = new Links(
                page,
                publicUrl.of(api + "/plan"),
                publicUrl.of(api + "/progress"),
                publicUrl.of(api + "/evidence"),
                publicUrl.of("/checks/" + check.id() + "/probe.jar"));
        return Response.created(page)
                .entity(new Created(check.id(), check.ticket(), check.keySet(), check.expiresAt(), links))
                .build();
    }

    @POST
    @Path("{checkId}/plan")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces("application/jwt")
    @Operation(
            summary = "The plan for a computer",
            description = "Body: the product selector. Bearer: the check's ticket.",
            operationId = "plan")
    public String plan(
            @PathParam("checkId") String checkId,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            InputStream body) {
        CheckRow check = door.enterOpen(checkId, authorization);
        return plans.plan(check, CheckBodies.selector(small(body)));
    }

    @POST
    @Path("{checkId}/progress")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "How far the probe is, for the live page",
            description = "Body: {done, total}. Bearer: the check's ticket.",
            operationId = "progress")
    public void progress(
            @PathParam("checkId") String checkId,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            InputStream body) {
        CheckRow check = door.enterOpen(checkId, authorization);
        plans.progress(check, CheckBodies.progress(small(body)));
    }

    @POST
    @Path("{checkId}/evidence")
    @Consumes("application/eat+jwt")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Takes evidence, once per check",
            description = "Body: the evidence token, which may be packed (Content-Encoding: gzip). Bearer: the check's"
                    + " ticket. The same token again gives the same result; another one is refused, and told the id"
                    + " of the result (problem ticket-used, resultId).",
            operationId = "evidence")
    public Response evidence(
            @PathParam("checkId") String checkId,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            InputStream body) {
        CheckRow check = door.enter(checkId, authorization);
        Uploads.Accepted accepted = queue.inTurn(
                callers.key(),
                meter -> bodies.text(body, encoding, BodyLimit.EVIDENCE, meter),
                token -> uploads.accept(check, token));
        return Response.created(publicUrl.of("/results/" + accepted.resultId()))
                .entity(new Outcome(accepted.resultId(), accepted.claimedVerdict(), accepted.verdict()))
                .build();
    }

    private String small(InputStream body) {
        return readers.counted(callers.key(), () -> bodies.text(body, BodyLimit.SMALL));
    }

    /** A check just made. */
    public record Created(String id, String ticket, String keySet, Instant expiresAt, Links links) {}

    /** Where its calls and its page are; absolute. */
    public record Links(URI page, URI plan, URI progress, URI evidence, URI probe) {}

    /** What came of the evidence. */
    public record Outcome(String resultId, String claimedVerdict, String verdict) {}
}
