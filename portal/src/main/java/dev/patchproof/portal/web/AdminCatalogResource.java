package dev.patchproof.portal.web;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.release.CatalogDiff;
import dev.patchproof.portal.access.AdminAccess;
import dev.patchproof.portal.feed.FeedImports;
import dev.patchproof.portal.feed.FeedReport;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import dev.patchproof.portal.release.CatalogFetch;
import dev.patchproof.portal.release.CatalogInUse;
import dev.patchproof.portal.release.FetchReport;
import dev.patchproof.portal.release.ImportOutcome;
import dev.patchproof.portal.release.Releases;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The administrator's page about the catalog: what is in use, and taking another release into use. */
@Path(AdminResource.CATALOG)
@AdminAccess
@Produces(MediaType.TEXT_HTML)
public final class AdminCatalogResource {
    private static final int REFUSED = 422;

    private final Frame frame;
    private final Sentences sentences;
    private final CatalogInUse catalog;
    private final Releases releases;
    private final CatalogFetch fetch;
    private final FeedImports feeds;

    AdminCatalogResource(
            Frame frame,
            Sentences sentences,
            CatalogInUse catalog,
            Releases releases,
            CatalogFetch fetch,
            FeedImports feeds) {
        this.frame = frame;
        this.sentences = sentences;
        this.catalog = catalog;
        this.releases = releases;
        this.fetch = fetch;
        this.feeds = feeds;
    }

    @GET
    public Response show() {
        return page(Optional.empty());
    }

    /** Offers the release that the form carries. */
    @POST
    @Path("import")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response take(@RestForm("release") @Nullable FileUpload release) {
        if (release == null || release.size() == 0) {
            return page(
                    Optional.of(new ImportOutcome(ImportOutcome.Kind.REFUSED, sentences.get("admin.import.no-file"))));
        }
        return page(Optional.of(releases.take(release.uploadedFile())));
    }

    /** Looks at the configured address now. */
    @POST
    @Path("fetch")
    public Response fetch() {
        return page(fetch.look().map(AdminCatalogResource::outcome));
    }

    /** Looks for newer data of a feed now. */
    @POST
    @Path("feed")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response feed(@RestForm("name") @Nullable String name) {
        FeedReport report = Optional.ofNullable(name)
                .flatMap(feeds::look)
                .orElseThrow(() -> new ProblemException(
                        new Problem("feed-unknown", 404, "There is no such feed", "It is not configured here.")));
        return page(Optional.of(outcome(report)));
    }

    @GET
    @Path("diff")
    public Response diff(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Catalog older = kept(from);
        Catalog newer = kept(to);
        return Response.ok(Pages.adminDiff(
                                frame,
                                AdminDiffView.of(
                                        sentences, older.release(), newer.release(), CatalogDiff.between(older, newer)))
                        .render())
                .build();
    }

    private Catalog kept(@Nullable String digest) {
        return Optional.ofNullable(digest)
                .flatMap(catalog::kept)
                .orElseThrow(() -> new ProblemException(new Problem(
                        "release-unknown", 404, "There is no such release", "It may have been too old to be kept.")));
    }

    private static ImportOutcome outcome(FetchReport report) {
        return switch (report.outcome()) {
            case TAKEN -> new ImportOutcome(ImportOutcome.Kind.TAKEN, report.message());
            case NOTHING_NEW -> new ImportOutcome(ImportOutcome.Kind.ALREADY_IN_USE, report.message());
            case REFUSED, FAILED -> new ImportOutcome(ImportOutcome.Kind.REFUSED, report.message());
        };
    }

    private static ImportOutcome outcome(FeedReport report) {
        return switch (report.outcome()) {
            case TAKEN -> new ImportOutcome(ImportOutcome.Kind.TAKEN, report.message());
            case NOTHING_NEW -> new ImportOutcome(ImportOutcome.Kind.ALREADY_IN_USE, report.message());
            case REFUSED, FAILED -> new ImportOutcome(ImportOutcome.Kind.REFUSED, report.message());
        };
    }

    private Response page(Optional<ImportOutcome> outcome) {
        boolean refused = outcome.filter(each -> each.kind() == ImportOutcome.Kind.REFUSED)
                .isPresent();
        AdminCatalogView.State state = new AdminCatalogView.State(
                catalog.snapshot(),
                catalog.underlying().snapshot(),
                catalog.base(),
                catalog.kept(),
                catalog.keptImports(),
                catalog.takesReleases(),
                fetch.isOn(),
                fetch.last(),
                feeds.states());
        return Response.status(refused ? REFUSED : Response.Status.OK.getStatusCode())
                .entity(Pages.adminCatalog(frame, AdminCatalogView.of(sentences, state, outcome))
                        .render())
                .build();
    }
}
