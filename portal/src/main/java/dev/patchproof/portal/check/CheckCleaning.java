package dev.patchproof.portal.check;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Removes checks that ran out unused, a day later: until then their page can say that they expired. */
@Singleton
public final class CheckCleaning {
    private static final Logger LOG = Logger.getLogger(CheckCleaning.class);
    private static final Duration KEPT = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final Clock clock;

    @Inject
    CheckCleaning(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void clean() {
        int removed = jdbi.withHandle(
                handle -> CheckStore.clean(handle, clock.instant().minus(KEPT)));
        if (removed > 0) {
            LOG.infof("Removed %d expired checks", removed);
        }
    }
}
