package dev.patchproof.portal.release;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
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
        CatalogSnapshot inUse = catalog.snapshot();
        int updates = inUse.catalog().updates().size();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("catalog")
                .withData("release", inUse.release())
                .withData("updates", updates)
                .withData("feeds", String.join(", ", inUse.feeds()));
        catalog.underlying().snapshot().manifest().ifPresent(manifest -> answer.withData(
                        "sequence", manifest.sequence())
                .withData("asOf", manifest.asOf().toString()));
        return answer.status(updates > 0).build();
    }
}
