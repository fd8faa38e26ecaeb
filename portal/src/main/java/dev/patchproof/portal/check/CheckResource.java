package dev.patchproof.portal.check;

import dev.patchproof.portal.bundle.Bundle;
import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.http.ProblemException;
import dev.patchproof.portal.limit.Streams;
import dev.patchproof.portal.signing.SignedProbe;
import dev.patchproof.portal.signing.SigningResource;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a check's page needs besides itself: the download and the events. */
@Path("/checks/{checkId}")
@Tag(name = "Checks")
public final class CheckResource {
    private final Checks checks;
    private final CheckEvents events;
    private final Streams streams;
    private final SignedProbe probe;
    private final PublicUrl publicUrl;

    @Inject
    CheckResource(Checks checks, CheckEvents events, Streams streams, SignedProbe probe, PublicUrl publicUrl) {
        this.checks = checks;
        this.events = events;
        this.streams = streams;
        this.probe = probe;
        this.publicUrl = publicUrl;
    }

    @GET
    @Path("probe.jar")
    @Produces("application/java-archive")
    @Operation(summary = "The signed probe with this check's ticket", operationId = "downloadCheckProbe")
    public Response download(@PathParam("checkId") String checkId) {
        CheckView check = checks.find(checkId).orElseThrow(CheckProblems::unknown);
        if (probe.release().isEmpty()) {
            throw SigningResource.noProbe();
        }
        return SigningResource.download(
                checks.download(checkId).orElseThrow(() -> closed(check.state())), "private, no-store");
    }

    @GET
    @Path("bundles/{platform}")
    @Operation(
            summary = "The same together with a Java and a start script",
            description = "For the platforms that the check's page offers: windows-x64 (ZIP), linux-x64 and"
                    + " linux-aarch64 (tar.gz).",
            operationId = "downloadCheckBundle")
    public Response bundle(@PathParam("checkId") String checkId, @PathParam("platform") String platform) {
        CheckView check = checks.find(checkId).orElseThrow(CheckProblems::unknown);
        if (check.download().isEmpty()) {
            throw probe.release().isEmpty() ? SigningResource.noProbe() : closed(check.state());
        }
        Bundle bundle = checks.bundle(checkId, platform).orElseThrow(CheckProblems::noRuntime);
        StreamingOutput content = bundle::writeTo;
        return Response.ok(content)
                .type(bundle.mediaType())
                .header("Content-Disposition", "attachment; filename=\"" + bundle.fileName() + "\"")
                .header("Cache-Control", "private, no-store")
                .build();
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(
            summary = "What happens to the check, as it happens",
            description = "Event state, data {state, done, total, result}.",
            operationId = "checkEvents")
    public Multi<OutboundSseEvent> events(@PathParam("checkId") String checkId, @jakarta.ws.rs.core.Context Sse sse) {
        if (checks.find(checkId).isEmpty()) {
            throw CheckProblems.unknown();
        }
        return streams.counted(checkId, events.stream(checkId)).map(state -> sse.newEventBuilder()
                .name("state")
                .data(String.class, json(state))
                .build());
    }

    private static ProblemException closed(CheckState state) {
        return state.fold(
                CheckProblems::expired,
                CheckProblems::expired,
                collecting -> CheckProblems.expired(),
                CheckProblems::expired,
                appraised -> CheckProblems.used(),
                CheckProblems::expired);
    }

    private String json(CheckState state) {
        JsonObject members = new JsonObject();
        members.put("state", state.code());
        state.<Optional<CheckState.Collecting>>fold(
                        Optional::empty,
                        Optional::empty,
                        Optional::of,
                        Optional::empty,
                        appraised -> Optional.empty(),
                        Optional::empty)
                .ifPresent(steps -> {
                    members.put("done", steps.done());
                    members.put("total", steps.total());
                });
        state.<Optional<CheckState.Appraised>>fold(
                        Optional::empty,
                        Optional::empty,
                        steps -> Optional.empty(),
                        Optional::empty,
                        Optional::of,
                        Optional::empty)
                .ifPresent(appraised -> members.put("result", page(appraised.resultId())));
        return members.encode();
    }

    private String page(String resultId) {
        URI page = publicUrl.of("/results/" + resultId);
        return page.toString();
    }
}
