package dev.patchproof.portal.check;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A check just made.
 *
 * @param ticket compact JWS; whoever holds it may upload once, and owns the result
 * @param keySet compact JWS of the portal's keys, signed by its root key
 */
public record NewCheck(String id, String ticket, String keySet, Instant expiresAt) {
    public NewCheck {
        requireNonNull(id, "id");
        requireNonNull(ticket, "ticket");
        requireNonNull(keySet, "keySet");
        requireNonNull(expiresAt, "expiresAt");
    }
}
