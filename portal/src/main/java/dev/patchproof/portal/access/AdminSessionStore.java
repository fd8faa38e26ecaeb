package dev.patchproof.portal.access;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Sessions of administrators in the database, as digests. */
final class AdminSessionStore {
    private AdminSessionStore() {}

    static void insert(Handle handle, String digest, String tokenName, Instant expiresAt) {
        handle.createUpdate("INSERT INTO admin_sessions (digest, token_name, expires_at)"
                        + " VALUES (:digest, :name, :expiresAt)")
                .bind("digest", digest)
                .bind("name", tokenName)
                .bind("expiresAt", expiresAt.toEpochMilli())
                .execute();
    }

    /** Whether the session has not ended, and its token still holds and is an administrator's. */
    static boolean holds(Handle handle, String digest, Instant now) {
        return handle.createQuery("SELECT COUNT(*) FROM admin_sessions s JOIN api_tokens t ON t.name = s.token_name"
                                + " WHERE s.digest = :digest AND s.expires_at > :now AND t.revoked_at IS NULL"
                                + " AND t.role = :role")
                        .bind("digest", digest)
                        .bind("now", now.toEpochMilli())
                        .bind("role", Role.ADMINISTRATOR.name())
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    static void delete(Handle handle, String digest) {
        handle.createUpdate("DELETE FROM admin_sessions WHERE digest = :digest")
                .bind("digest", digest)
                .execute();
    }

    static void clean(Handle handle, Instant now) {
        handle.createUpdate("DELETE FROM admin_sessions WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
