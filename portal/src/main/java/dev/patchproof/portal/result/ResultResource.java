package dev.patchproof.portal.result;

import dev.patchproof.portal.access.Bearer;
import dev.patchproof.portal.access.OwnerSecret;
import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One result by its id. */
@Path("/api/v1/results/{resultId}")
@Tag(name = "Results", description = "What was found")
public final class ResultResource {
    private final Results results;
    private final PublicUrl publicUrl;
    private final Clock clock;

    @Inject
    ResultResource(Results results, PublicUrl publicUrl, Clock clock) {
        this.results = results;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A result; whoever knows its id may read it", operationId = "getResult")
    public ResultDocument get(@PathParam("resultId") String resultId) {
        return results.find(resultId)
                .<ResultDocument>fold(
                        stored -> ResultDocument.of(stored, publicUrl.of("/results/" + stored.id()), clock.instant()),
                        deleted -> {
                            throw deleted();
                        },
                        () -> {
                            throw unknown();
                        });
    }

    @DELETE
    @Operation(
            summary = "Deletes a result, for its owner",
            description = "The owner shows the check's ticket as bearer token, or the cookie of the check's browser.",
            operationId = "deleteResult")
    public void delete(
            @PathParam("resultId") String resultId,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpHeaders headers) {
        OwnerProof proof = Bearer.parse(authorization)
                .<OwnerProof>map(OwnerProof.Probe::new)
                .or(() -> cookie(headers).map(OwnerProof.Browser::new))
                .orElseThrow(() -> new ProblemException(new Problem(
                        "owner-required",
                        401,
                        "Only its owner may delete a result",
                        "Send the check's ticket as Authorization: Bearer, or the check's cookie.")));
        switch (results.delete(resultId, proof)) {
            case DELETED -> {}
            case NOT_OWNER ->
                throw new ProblemException(new Problem(
                        "not-owner", 403, "Only its owner may delete a result", "This is not the owner's proof."));
            case UNKNOWN -> throw unknown();
        }
    }

    private static Optional<OwnerSecret> cookie(HttpHeaders headers) {
        Cookie cookie = headers.getCookies().get(OwnerSecret.COOKIE);
        return cookie == null ? Optional.empty() : OwnerSecret.parse(cookie.getValue());
    }

    private static ProblemException unknown() {
        return new ProblemException(new Problem(
                "result-unknown", 404, "There is no such result", "Its link may have been copied in part."));
    }

    private static ProblemException deleted() {
        return new ProblemException(
                new Problem("result-deleted", 410, "The result was deleted", "Its owner deleted it."));
    }
}
