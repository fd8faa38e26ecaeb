package dev.patchproof.portal.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser holds, as a cookie, to show that a check is its own: 256 random bits, base64url. The portal stores its
 * digest alone. One secret serves all checks of one browser.
 */
public record OwnerSecret(String value) {

    /** Name of the cookie: HttpOnly, SameSite=Lax, Secure where the portal's public URL is https. */
    public static final String COOKIE = "patchproof-owner";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public OwnerSecret {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("expected 43 base64url characters, found " + value.length());
        }
    }

    public static OwnerSecret generate() {
        return new OwnerSecret(Digests.random(32));
    }

    /** The secret in a cookie's value; empty where it is none. */
    public static Optional<OwnerSecret> parse(String value) {
        return FORM.matcher(value).matches() ? Optional.of(new OwnerSecret(value)) : Optional.empty();
    }

    /** Says nothing of the value: it must not reach a log. */
    @Override
    public String toString() {
        return "OwnerSecret";
    }
}
