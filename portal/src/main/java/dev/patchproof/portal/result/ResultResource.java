package dev.patchproof.portal.result;

import dev.patchproof.portal.access.Bearer;
import dev.patchproof.portal.access.OwnerSecret;
import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import dev.patchproof.portal.signing.PortalTokens;
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
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One result by its id. */
@Path("/api/v1/results/{resultId}")
@Tag(name = "Results", description = "What was found")
public final class ResultResource {
    private static final MediaType SIGNED = new MediaType("application", "eat+jwt");

    private final Results results;
    private final PublicUrl publicUrl;
    private final PortalTokens tokens;
    private final Clock clock;
    private final String build;

    @Inject
    ResultResource(
            Results results,
            PublicUrl publicUrl,
            PortalTokens tokens,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.results = results;
        this.publicUrl = publicUrl;
        this.tokens = tokens;
        this.clock = clock;
        this.build = "patchproof-portal " + version;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "application/eat+jwt"})
    @Operation(
            summary = "A result; whoever knows its id may read it",
            description = "As application/eat+jwt it is signed by the portal (EAR).",
            operationId = "getResult")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ResultDocument.class)),
                @Content(mediaType = "application/eat+jwt", schema = @Schema(type = SchemaType.STRING))
            })
    public Response get(@PathParam("resultId") String resultId, @Context HttpHeaders headers) {
        return results.find(resultId)
                .<Response>fold(
                        stored -> wantsSigned(headers) ? signed(stored) : document(stored),
                        deleted -> {
                            throw deleted();
                        },
                        () -> {
                            throw unknown();
                        });
    }

    private Response document(StoredResult stored) {
        return Response.ok(
                        ResultDocument.of(stored, publicUrl.of("/results/" + stored.id()), clock.instant()),
                        MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private Response signed(StoredResult stored) {
        Instant now = clock.instant();
        String token = tokens.attestationResult(EarClaims.of(stored, build, now), now, EarClaims.expiry(stored, now));
        return Response.ok(token)
                .header(HttpHeaders.CONTENT_TYPE, SIGNED + ";eat_profile=\"" + EarClaims.PROFILE + "\"")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    /** The first that the caller takes decides; JSON where it takes anything. */
    private static boolean wantsSigned(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE) || type.isCompatible(SIGNED))
                .findFirst()
                .map(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .orElse(false);
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
