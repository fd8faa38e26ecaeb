package dev.patchproof.portal.web;

import dev.patchproof.portal.access.OwnerSecret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the owner cookie. An absent or garbled one is no secret and grants nothing. */
final class Owners {
    private Owners() {}

    static Optional<OwnerSecret> secret(@Nullable String cookie) {
        return Optional.ofNullable(cookie).flatMap(OwnerSecret::parse);
    }
}
