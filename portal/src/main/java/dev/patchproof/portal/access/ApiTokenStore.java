package dev.patchproof.portal.access;

import dev.patchproof.portal.access.ApiTokens.ApiToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** API tokens in the database, as digests. */
final class ApiTokenStore {
    private ApiTokenStore() {}

    /** Whether the name was free. */
    static boolean insert(Handle handle, String name, Role role, String digest, Instant now) {
        return handle.createUpdate("INSERT INTO api_tokens (name, role, digest, created_at)"
                                + " VALUES (:name, :role, :digest, :now) ON CONFLICT (name) DO NOTHING")
                        .bind("name", name)
                        .bind("role", role.name())
                        .bind("digest", digest)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    static List<ApiToken> list(Handle handle) {
        return handle.createQuery("SELECT name, role, created_at, revoked_at FROM api_tokens ORDER BY name")
                .map((row, context) -> new ApiToken(
                        row.getString("name"),
                        Role.valueOf(row.getString("role")),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        revokedAt(row.getLong("revoked_at"), row.wasNull())))
                .list();
    }

    /** Whether there was one of this name that still held. */
    static boolean revoke(Handle handle, String name, Instant now) {
        return handle.createUpdate("UPDATE api_tokens SET revoked_at = :now WHERE name = :name AND revoked_at IS NULL")
                        .bind("name", name)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    static List<HeldToken> thatHold(Handle handle, Role role) {
        return handle.createQuery("SELECT name, digest FROM api_tokens WHERE revoked_at IS NULL AND role = :role")
                .bind("role", role.name())
                .map((row, context) -> new HeldToken(row.getString("name"), row.getString("digest")))
                .list();
    }

    /** A token that is not revoked. */
    record HeldToken(String name, String digest) {}

    private static Optional<Instant> revokedAt(long millis, boolean absent) {
        return absent ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
