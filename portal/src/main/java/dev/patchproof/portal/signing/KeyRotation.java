package dev.patchproof.portal.signing;

import dev.patchproof.portal.home.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Replaces the token key when it has been used for long enough. */
@Singleton
final class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    private final PortalKeys keys;
    private final Duration every;
    private final Clock clock;

    @Inject
    KeyRotation(PortalKeys keys, Settings settings, Clock clock) {
        this.keys = keys;
        this.every = settings.keys().rotateEvery();
        this.clock = clock;
        if (every.compareTo(Duration.ofHours(1)) < 0) {
            throw new ConfigurationException(
                    "patchproof.keys.rotate-every: expected an hour (PT1H) or more, found " + every);
        }
    }

    @Scheduled(every = "1h")
    void rotate() {
        if (keys.tokens().rotateIfOlderThan(every, clock.instant())) {
            LOG.info("The token key was older than " + every + " and was replaced; checks that are open go on.");
        }
    }
}
