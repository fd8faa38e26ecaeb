package dev.patchproof.portal.access;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** The bearer tokens that open the compliance API. There is none until an administrator makes one. */
@Singleton
public final class ApiTokens {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String PREFIX = "patchproof_";

    private final Jdbi jdbi;
    private final Clock clock;

    @Inject
    ApiTokens(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Makes a token.
     *
     * @return the secret, which is nowhere else and cannot be shown again; empty where the name is taken, by a revoked
     *     token too
     * @throws IllegalArgumentException where the name is none
     */
    public Optional<String> create(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "expected a name of 1 to 64 letters, digits, dots, dashes and underscores, found '" + name + "'");
        }
        String secret = PREFIX + Digests.random(32);
        int made = jdbi.withHandle(handle -> handle.createUpdate(
                        "INSERT INTO api_tokens (name, digest, created_at) VALUES (:name, :digest, :now)"
                                + " ON CONFLICT (name) DO NOTHING")
                .bind("name", name)
                .bind("digest", Digests.sha256(secret))
                .bind("now", clock.millis())
                .execute());
        return made == 1 ? Optional.of(secret) : Optional.empty();
    }

    public List<ApiToken> list() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT name, created_at, revoked_at FROM api_tokens ORDER BY name")
                        .map((row, context) -> new ApiToken(
                                row.getString("name"),
                                Instant.ofEpochMilli(row.getLong("created_at")),
                                revokedAt(row.getLong("revoked_at"), row.wasNull())))
                        .list());
    }

    /** Ends a token; whether there was one of this name that still held. */
    public boolean revoke(String name) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "UPDATE api_tokens SET revoked_at = :now WHERE name = :name AND revoked_at IS NULL")
                        .bind("name", name)
                        .bind("now", clock.millis())
                        .execute())
                == 1;
    }

    /** Whether this is the secret of a token that holds. */
    boolean accepts(String secret) {
        List<String> digests =
                jdbi.withHandle(handle -> handle.createQuery("SELECT digest FROM api_tokens WHERE revoked_at IS NULL")
                        .mapTo(String.class)
                        .list());
        boolean accepted = false;
        for (String digest : digests) {
            accepted |= Digests.matches(secret, digest);
        }
        return accepted;
    }

    private static Optional<Instant> revokedAt(long millis, boolean absent) {
        return absent ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** A token without its secret. */
    public record ApiToken(String name, Instant createdAt, Optional<Instant> revokedAt) {}
}
