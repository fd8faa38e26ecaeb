package dev.patchproof.portal.report;

import dev.patchproof.portal.access.ComplianceAccess;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Compliance: lists and counts, as JSON or CSV. */
@Path("/api/v1")
@ComplianceAccess
@Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
@SecurityScheme(securitySchemeName = "api-token", type = SecuritySchemeType.HTTP, scheme = "bearer")
@SecurityRequirement(name = "api-token")
@Tag(name = "Compliance", description = "ListStore and counts, for holders of an API token")
public final class ComplianceResource {
    private static final String RESULTS = "/api/v1/results";
    private static final String DEVICES = "/api/v1/devices";
    private static final String COMPLIANCE = "/api/v1/reports/compliance";

    private final ListStore lists;
    private final Reports reports;
    private final Answers answers;

    @Inject
    ComplianceResource(ListStore lists, Reports reports, Answers answers) {
        this.lists = lists;
        this.reports = reports;
        this.answers = answers;
    }

    @GET
    @Path("results")
    @Operation(summary = "Results, newest first; deleted ones are not listed", operationId = "listResults")
    public Response results(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @Nullable String limit,
            @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers) {
        int rows = Answers.limit(limit);
        Page<ResultRow> page = lists.results(Optional.ofNullable(cursor).map(text -> Cursor.parse(text, 2)), rows);
        return answers.page(page, ResultRow.CSV, RESULTS, rows, Answers.Asked.of(format, headers));
    }

    @GET
    @Path("devices")
    @Operation(summary = "Devices with their newest result", operationId = "listDevices")
    public Response devices(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @Nullable String limit,
            @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers) {
        int rows = Answers.limit(limit);
        Page<DeviceRow> page = lists.devices(Optional.ofNullable(cursor).map(text -> Cursor.parse(text, 2)), rows);
        return answers.page(page, DeviceRow.CSV, DEVICES, rows, Answers.Asked.of(format, headers));
    }

    @GET
    @Path("reports/compliance")
    @Operation(
            summary = "How many claim each update, have it in force, claim it and do not have it, could not be checked",
            description = "By the newest result of each device; deleted ones stay in the counts. CSV: ?by=update,"
                    + " product or update-product.",
            operationId = "complianceReport")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ComplianceReport.class)))
    public Response compliance(
            @QueryParam("by") @DefaultValue("update") String by,
            @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers) {
        Answers.Asked asked = Answers.Asked.of(format, headers);
        ComplianceReport report = reports.compliance();
        return switch (by) {
            case "update" -> answers.whole(report, UpdateCounts.csv(false), report.updates(), COMPLIANCE, asked);
            case "product" -> answers.whole(report, ProductCounts.CSV, report.products(), COMPLIANCE, asked);
            case "update-product" ->
                answers.whole(report, UpdateCounts.csv(true), report.updatesByProduct(), COMPLIANCE, asked);
            default -> throw Answers.badParameter("by", "update, product or update-product");
        };
    }
}
