package dev.patchproof.portal.report;

import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows as JSON or CSV: as {@code ?format=} says, else as Accept prefers, else JSON. */
@Singleton
final class Answers {
    private static final int DEFAULT_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private final PublicUrl publicUrl;

    @Inject
    Answers(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Takes text, since JAX-RS answers 404 where a number's text is none. */
    static int limit(@Nullable String asked) {
        int limit = asked == null ? DEFAULT_LIMIT : NUMBER.matcher(asked).matches() ? Integer.parseInt(asked) : 0;
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw badParameter("limit", "1 to " + HIGHEST_LIMIT);
        }
        return limit;
    }

    /** One page; the next one stands in the body (JSON) and in a Link header. */
    <T> Response page(Page<T> page, Csv<T> csv, String path, int limit, Asked asked) {
        Response.ResponseBuilder response =
                asked.csv() ? csv(csv, page.items(), path) : Response.ok(page, MediaType.APPLICATION_JSON_TYPE);
        page.next()
                .ifPresent(next -> response.header(
                        "Link",
                        "<" + publicUrl.of(path) + "?cursor=" + next + "&limit=" + limit
                                + (asked.csv() ? "&format=csv" : "") + ">; rel=\"next\""));
        return response.header(HttpHeaders.VARY, "Accept").build();
    }

    <T> Response whole(Object json, Csv<T> csv, List<T> rows, String path, Asked asked) {
        Response.ResponseBuilder response =
                asked.csv() ? csv(csv, rows, path) : Response.ok(json, MediaType.APPLICATION_JSON_TYPE);
        return response.header(HttpHeaders.VARY, "Accept").build();
    }

    private static <T> Response.ResponseBuilder csv(Csv<T> csv, List<T> rows, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return Response.ok(csv.write(rows), MediaType.valueOf(Csv.MEDIA_TYPE + ";charset=UTF-8;header=present"))
                .header("Content-Disposition", "attachment; filename=\"patchproof-" + name + ".csv\"");
    }

    static ProblemException badParameter(String name, String expected) {
        return new ProblemException(new Problem(
                "parameter-wrong", 400, "A parameter is wrong", "Parameter " + name + ": expected " + expected + "."));
    }

    /** The format that a request asks for. */
    record Asked(boolean csv) {
        static Asked of(@Nullable String format, HttpHeaders headers) {
            if (format != null) {
                return switch (format) {
                    case "csv" -> new Asked(true);
                    case "json" -> new Asked(false);
                    default -> throw badParameter("format", "csv or json");
                };
            }
            MediaType csv = MediaType.valueOf(Csv.MEDIA_TYPE);
            for (MediaType accepted : headers.getAcceptableMediaTypes()) {
                if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                    return new Asked(false);
                }
                if (accepted.isCompatible(csv)) {
                    return new Asked(true);
                }
            }
            return new Asked(false);
        }
    }
}
