package dev.patchproof.portal.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses bodies that are too large before anything of them is parsed: by their announced length here, while reading in
 * {@link #read}.
 */
@Singleton
public final class BodyLimit {
    /** Evidence tokens. */
    public static final int EVIDENCE = 8 * 1024 * 1024;
    /** Catalog releases, in a form. */
    public static final int RELEASE = 64 * 1024 * 1024 + 64 * 1024;
    /** Everything else. */
    public static final int SMALL = 64 * 1024;

    private static final String IMPORT = "/admin/catalog/import";
    private static final int AFTER_SAME_ORIGIN = 800;

    void register(@Observes Filters filters) {
        filters.register(BodyLimit::check, AFTER_SAME_ORIGIN);
    }

    private static void check(RoutingContext context) {
        int limit = limit(context.normalizedPath());
        String announced = context.request().getHeader("Content-Length");
        if (announced == null && context.request().getHeader("Transfer-Encoding") != null && !isBounded(context)) {
            ProblemResponses.send(
                    context,
                    new Problem(
                            "length-required",
                            411,
                            "The length of the body is required",
                            "Announce it with Content-Length."));
        } else if (announced != null && (announced.length() > 9 || Long.parseLong(announced) > limit)) {
            ProblemResponses.send(context, tooLarge(limit));
        } else {
            context.next();
        }
    }

    /** Calls that count what they read themselves, or may take the largest body there is. */
    private static boolean isBounded(RoutingContext context) {
        String path = context.normalizedPath();
        return path.startsWith("/api/") || path.equals(IMPORT);
    }

    private static int limit(String path) {
        if (path.endsWith("/evidence")) {
            return EVIDENCE;
        }
        return path.equals(IMPORT) ? RELEASE : SMALL;
    }

    /**
     * Reads a body of UTF-8 text.
     *
     * @throws ProblemException 413 above the limit, 400 where it is not text
     */
    public static String read(InputStream body, int limit) {
        try {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new ProblemException(tooLarge(limit));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(
                    new Problem("body-malformed", 400, "The body cannot be read", "UTF-8 text expected."));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem("body-malformed", 400, "The body cannot be read", "It ended early."));
        }
    }

    private static Problem tooLarge(int limit) {
        return new Problem("body-too-large", 413, "The body is too large", "At most " + limit + " bytes are taken.");
    }
}
