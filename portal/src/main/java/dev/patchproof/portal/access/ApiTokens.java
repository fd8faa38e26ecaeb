package dev.patchproof.portal.access;

import dev.patchproof.portal.access.ApiTokenStore.HeldToken;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** The tokens that open the compliance API, or the administrator's pages. There is none until somebody makes one. */
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
    public Optional<String> create(String name, Role role) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "expected a name of 1 to 64 letters, digits, dots, dashes and underscores, found '" + name + "'");
        }
        String secret = PREFIX + Digests.random(32);
        return jdbi.withHandle(
                        handle -> ApiTokenStore.insert(handle, name, role, Digests.sha256(secret), clock.instant()))
                ? Optional.of(secret)
                : Optional.empty();
    }

    public List<ApiToken> list() {
        return jdbi.withHandle(ApiTokenStore::list);
    }

    /** Ends a token; whether there was one of this name that still held. */
    public boolean revoke(String name) {
        return jdbi.withHandle(handle -> ApiTokenStore.revoke(handle, name, clock.instant()));
    }

    /** Name of the token of this role that holds and has this secret. */
    Optional<String> holder(String secret, Role role) {
        Optional<String> holder = Optional.empty();
        for (HeldToken token : jdbi.withHandle(handle -> ApiTokenStore.thatHold(handle, role))) {
            if (Digests.matches(secret, token.digest())) {
                holder = Optional.of(token.name());
            }
        }
        return holder;
    }

    /** A token without its secret. */
    public record ApiToken(String name, Role role, Instant createdAt, Optional<Instant> revokedAt) {}
}
