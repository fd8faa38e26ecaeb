package dev.patchproof.portal.access;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an administrator's browser holds while signed in: 256 random bits, base64url. The portal keeps its digest. */
public record AdminSession(String value) {
    /** Name of the cookie: HttpOnly, SameSite=Strict, Secure where the portal's public URL is https. */
    public static final String COOKIE = "patchproof-admin";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public AdminSession {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected 43 base64url characters, found " + value.length());
        }
    }

    static AdminSession generate() {
        return new AdminSession(Digests.random(32));
    }

    /** The session in a cookie's value; empty where it is none. */
    public static Optional<AdminSession> parse(@Nullable String value) {
        return value != null && FORM.matcher(value).matches() ? Optional.of(new AdminSession(value)) : Optional.empty();
    }

    /** Says nothing of the value: it must not reach a log. */
    @Override
    public String toString() {
        return "AdminSession";
    }
}
