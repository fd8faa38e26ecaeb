package dev.patchproof.portal.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Refuses bodies that are too large before anything of them is parsed: by their announced length here, while reading in
 * {@link RequestBody}. Evidence alone may be packed.
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
        List<String> encodings = encodings(context);
        if (!encodings.isEmpty() && !(takesGzip(context) && encodings.size() == 1 && isGzip(encodings.get(0)))) {
            context.response().putHeader("Accept-Encoding", takesGzip(context) ? "gzip" : "identity");
            ProblemResponses.send(
                    context,
                    new Problem(
                            "encoding-not-taken",
                            415,
                            "Not with that content encoding",
                            "Evidence may come in gzip, once; everything else comes as it is."));
            return;
        }
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

    /** What the body was packed with, one after the other, however many headers tell it. */
    private static List<String> encodings(RoutingContext context) {
        return context.request().headers().getAll("Content-Encoding").stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .filter(encoding -> !isIdentity(encoding))
                .toList();
    }

    static boolean isIdentity(String encoding) {
        return encoding.strip().toLowerCase(Locale.ROOT).equals("identity");
    }

    private static boolean isGzip(String encoding) {
        return encoding.toLowerCase(Locale.ROOT).equals("gzip");
    }

    private static boolean takesGzip(RoutingContext context) {
        return limit(context.normalizedPath()) == EVIDENCE;
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

    static Problem tooLarge(int limit) {
        return new Problem("body-too-large", 413, "The body is too large", "At most " + limit + " bytes are taken.");
    }
}
