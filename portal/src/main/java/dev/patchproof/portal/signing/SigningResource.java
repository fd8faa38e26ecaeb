package dev.patchproof.portal.signing;

import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What anybody may have: the signed probe, its signer's certificate, the portal's public keys. */
@Path("/")
@Tag(name = "Trust", description = "The signed probe and the keys")
public final class SigningResource {
    /** Where the build puts it, beside the probe. */
    private static final String SBOM = "patchproof/patchproof-probe-sbom.json";

    private static final String FIVE_MINUTES = "public, max-age=300";

    private final SignedProbe probe;
    private final PortalTokens tokens;

    @Inject
    SigningResource(SignedProbe probe, PortalTokens tokens) {
        this.probe = probe;
        this.tokens = tokens;
    }

    @GET
    @Path("probe.jar")
    @Produces("application/java-archive")
    @Operation(summary = "The signed probe without a ticket", operationId = "downloadProbe")
    public Response download() {
        return download(probe.plain().orElseThrow(SigningResource::noProbe), "public, no-cache");
    }

    @GET
    @Path("probe-signer.pem")
    @Produces("application/x-pem-file")
    @Operation(summary = "The certificate that the probe is signed with", operationId = "downloadSigner")
    public Response certificate() {
        return Response.ok(probe.signer().certificatePem())
                .header("Content-Disposition", "attachment; filename=\"patchproof-signer.pem\"")
                .header("Cache-Control", FIVE_MINUTES)
                .build();
    }

    @GET
    @Path("probe-sbom.json")
    @Produces("application/vnd.cyclonedx+json")
    @Operation(summary = "The parts of the probe (CycloneDX)", operationId = "downloadSbom")
    public Response sbom() {
        InputStream parts = Thread.currentThread().getContextClassLoader().getResourceAsStream(SBOM);
        if (parts == null) {
            throw noProbe();
        }
        return Response.ok(parts)
                .header("Content-Disposition", "attachment; filename=\"patchproof-probe-sbom.json\"")
                .header("Cache-Control", FIVE_MINUTES)
                .build();
    }

    @GET
    @Path(".well-known/jwks.json")
    @Produces("application/jwk-set+json")
    @Operation(summary = "The portal's public keys", operationId = "keys")
    public Response keys() {
        return Response.ok(tokens.jwks()).header("Cache-Control", FIVE_MINUTES).build();
    }

    /** An answer that streams a download. */
    public static Response download(ProbeDownload download, String cacheControl) {
        StreamingOutput content = download::writeTo;
        return Response.ok(content)
                .header("Content-Length", download.size())
                .header("Content-Disposition", "attachment; filename=\"patchproof-probe.jar\"")
                .header("Cache-Control", cacheControl)
                .build();
    }

    /** For calls that need the probe where this portal was built without. */
    public static ProblemException noProbe() {
        return new ProblemException(new Problem(
                "probe-absent", 503, "There is no probe here", "This portal was built without a probe to hand out."));
    }
}
