package dev.patchproof.portal.access;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Signs administrators in and out. A session ends by itself, and with the token that it was made for. */
@Singleton
public final class AdminSessions {
    /** How long a session lasts. */
    public static final Duration LIFETIME = Duration.ofHours(8);

    private final Jdbi jdbi;
    private final ApiTokens tokens;
    private final Clock clock;

    @Inject
    AdminSessions(Jdbi jdbi, ApiTokens tokens, Clock clock) {
        this.jdbi = jdbi;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A session for the holder of an administrator's token; empty for everybody else. */
    public Optional<AdminSession> open(String secret) {
        return tokens.holder(secret, Role.ADMINISTRATOR).map(name -> {
            Instant now = clock.instant();
            AdminSession session = AdminSession.generate();
            jdbi.useTransaction(handle -> {
                AdminSessionStore.clean(handle, now);
                AdminSessionStore.insert(handle, Digests.sha256(session.value()), name, now.plus(LIFETIME));
            });
            return session;
        });
    }

    /** Ends a session. */
    public void close(AdminSession session) {
        jdbi.useHandle(handle -> AdminSessionStore.delete(handle, Digests.sha256(session.value())));
    }

    boolean holds(AdminSession session) {
        return jdbi.withHandle(
                handle -> AdminSessionStore.holds(handle, Digests.sha256(session.value()), clock.instant()));
    }

    /** Name of the administrator's token that has this secret. */
    Optional<String> administrator(String secret) {
        return tokens.holder(secret, Role.ADMINISTRATOR);
    }
}
