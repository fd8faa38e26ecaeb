package dev.patchproof.portal.report;

import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a page of a list ended, opaque to whoever carries it: the sort key of its last row. */
record Cursor(List<String> key) {
    private static final String BETWEEN = "\n";

    Cursor {
        key = List.copyOf(key);
    }

    static Cursor parse(String text, int parts) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> key = List.of(decoded.split(BETWEEN, -1));
            if (key.size() == parts) {
                return new Cursor(key);
            }
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        throw malformed();
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, key).getBytes(StandardCharsets.UTF_8));
    }

    long number(int part) {
        try {
            return Long.parseLong(key.get(part));
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    private static ProblemException malformed() {
        return new ProblemException(new Problem(
                "cursor-malformed", 400, "The cursor cannot be read", "Take the cursor of an earlier answer."));
    }
}
