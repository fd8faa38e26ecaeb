package dev.patchproof.portal.check;

import dev.patchproof.portal.access.OwnerSecret;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.http.Callers;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import dev.patchproof.portal.limit.Rate;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Makes checks for whoever asks, as long as there are not too many: at once, open of one address, open at all. */
@Singleton
public final class Openings {
    private static final Duration COUNT_HOLDS = Duration.ofSeconds(2);
    private static final Duration COME_AGAIN = Duration.ofMinutes(5);

    private final Jdbi jdbi;
    private final Checks checks;
    private final Callers callers;
    private final Clock clock;
    private final Settings.Limits limits;
    private final Rate rate;
    private final OpenChecks open = new OpenChecks();
    private Instant counted = Instant.MIN;
    private int all;

    @Inject
    Openings(Jdbi jdbi, Checks checks, Callers callers, Clock clock, Settings settings) {
        this.jdbi = jdbi;
        this.checks = checks;
        this.callers = callers;
        this.clock = clock;
        limits = settings.limits();
        rate = new Rate(limits.checksPerMinute());
    }

    /**
     * Makes a check for the present caller.
     *
     * @throws ProblemException 429 where this address has too many, 503 where the portal has
     */
    public NewCheck open(Optional<OwnerSecret> owner) {
        String caller = callers.key();
        Instant now = clock.instant();
        rate.take(caller).ifPresent(wait -> {
            throw tooMany("Too many new checks came from this address.", wait);
        });
        if (open.of(caller, now) >= limits.openChecksPerAddress()) {
            throw tooMany("Too many checks of this address are open: run their probes, or wait.", COME_AGAIN);
        }
        if (all(now) >= limits.openChecks()) {
            throw new ProblemException(
                    new Problem(
                            "portal-full",
                            503,
                            "The portal has too many open checks",
                            "They end by being used or by themselves. Try again after what Retry-After says."),
                    COME_AGAIN);
        }
        NewCheck check = checks.create(owner);
        open.opened(check.id(), caller, check.expiresAt());
        return check;
    }

    /** A check got its result. */
    void used(String checkId) {
        open.used(checkId);
    }

    /** What the database says, not asked for each check anew. */
    private synchronized int all(Instant now) {
        if (now.isBefore(counted) || !now.isBefore(counted.plus(COUNT_HOLDS))) {
            all = jdbi.withHandle(handle -> CheckStore.open(handle, now));
            counted = now;
        }
        return all++;
    }

    private static ProblemException tooMany(String detail, Duration wait) {
        return new ProblemException(new Problem("too-many-checks", 429, "Too many checks", detail), wait);
    }
}
