package dev.patchproof.portal.http;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What went wrong with a request (RFC 9457), in words that are safe to show.
 *
 * @param code stable, lower-case with dashes; the last part of the problem's {@code type}
 * @param status HTTP status
 * @param title the same for every problem of this code
 * @param detail about this occurrence; never holds anything internal
 * @param more members beside those of RFC 9457, for programs
 */
public record Problem(String code, int status, String title, String detail, Map<String, String> more) {

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]*");

    public Problem(String code, int status, String title, String detail) {
        this(code, status, title, detail, Map.of());
    }

    public Problem {
        requireNonNull(title, "title");
        requireNonNull(detail, "detail");
        more = Map.copyOf(more);
        if (!CODE.matcher(code).matches() || status < 400 || status > 599) {
            throw new IllegalArgumentException("expected a code and an error status, found " + code + ", " + status);
        }
    }

    /** Identifies the kind of problem; stable. */
    public String type() {
        return "https://patchproof.dev/problems/" + code;
    }
}
