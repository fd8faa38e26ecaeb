package dev.patchproof.portal.release;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when there is something to judge by. */
@Readiness
@Singleton
final class CatalogReady implements HealthCheck {
    private final CatalogInUse catalog;

    @Inject
    CatalogReady(CatalogInUse catalog) {
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        int updates = catalog.catalog().updates().size();
        return HealthCheckResponse.named("catalog")
                .withData("release", catalog.catalog().release())
                .withData("updates", updates)
                .status(updates > 0)
                .build();
    }
}
