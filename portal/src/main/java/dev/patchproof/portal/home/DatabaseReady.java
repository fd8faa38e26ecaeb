package dev.patchproof.portal.home;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Ready when the tables can be read: a connection alone proves little. */
@Readiness
@Singleton
final class DatabaseReady implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseReady.class);

    private final Jdbi jdbi;

    @Inject
    DatabaseReady(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            jdbi.useHandle(handle -> handle.execute("SELECT COUNT(*) FROM api_tokens"));
            return HealthCheckResponse.up("database");
        } catch (JdbiException e) {
            LOG.warnf("The database cannot be read: %s", e.getMessage());
            return HealthCheckResponse.down("database");
        }
    }
}
