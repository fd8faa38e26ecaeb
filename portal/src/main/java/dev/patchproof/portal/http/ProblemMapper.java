package dev.patchproof.portal.http;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a request as a problem: JSON for programs, a page for people. Nothing internal leaves. */
final class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private final Instance<ErrorPages> pages;

    @Inject
    ProblemMapper(Instance<ErrorPages> pages) {
        this.pages = pages;
    }

    @ServerExceptionMapper
    Response map(ProblemException failure, UriInfo uri, HttpHeaders headers) {
        Response.ResponseBuilder response = respond(failure.problem(), uri, headers);
        failure.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, RetryAfter.seconds(wait)));
        return response.build();
    }

    @ServerExceptionMapper
    Response map(WebApplicationException failure, UriInfo uri, HttpHeaders headers) {
        Response answer = failure.getResponse();
        if (answer.getStatus() < 400) {
            return answer;
        }
        return respond(standard(answer.getStatus()), uri, headers).build();
    }

    @ServerExceptionMapper
    Response map(Throwable failure, UriInfo uri, HttpHeaders headers) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(failure, "Request failed, reference %s", reference);
        return respond(
                        new Problem(
                                "internal-error",
                                500,
                                "The portal failed",
                                "Its log says more under reference " + reference + "."),
                        uri,
                        headers)
                .build();
    }

    private Response.ResponseBuilder respond(Problem problem, UriInfo uri, HttpHeaders headers) {
        Response.ResponseBuilder response = Response.status(problem.status()).header(HttpHeaders.VARY, "Accept");
        if (problem.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.status() == 408 || problem.status() == 413) {
            response.header("Connection", "close"); // the rest of the body is not waited for
        }
        boolean forPeople = pages.isResolvable() && !uri.getPath().startsWith("/api/") && prefersHtml(headers);
        return forPeople
                ? response.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(pages.get().render(problem))
                : response.type(ProblemResponses.MEDIA_TYPE).entity(ProblemResponses.json(problem));
    }

    /** Browsers name text/html; programs name something else, or nothing. */
    private static boolean prefersHtml(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .anyMatch(type ->
                        type.getType().equals("text") && type.getSubtype().equals("html"));
    }

    private static Problem standard(int status) {
        return switch (status) {
            case 400 -> new Problem("bad-request", status, "The request cannot be read", "See /q/openapi.");
            case 401 -> new Problem("unauthorized", status, "Authorization is required", "See /q/openapi.");
            case 403 -> new Problem("forbidden", status, "Not allowed", "See /q/openapi.");
            case 404 -> new Problem("not-found", status, "There is nothing here", "No such page or call.");
            case 405 -> new Problem("method-not-allowed", status, "The method is not allowed", "See /q/openapi.");
            case 406 -> new Problem("not-acceptable", status, "Not in that format", "See /q/openapi.");
            case 408 -> new Problem("body-too-slow", status, "The body came too slowly", "See /q/openapi.");
            case 413 -> new Problem("body-too-large", status, "The body is too large", "See /q/openapi.");
            case 415 -> new Problem("unsupported-media-type", status, "Not with that content type", "See /q/openapi.");
            default -> new Problem("http-" + status, status, "The request failed", "Status " + status + ".");
        };
    }
}
