package dev.patchproof.portal.signing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when there is a probe to hand out, and its file is still there. */
@Readiness
@Singleton
final class ProbeReady implements HealthCheck {
    private final SignedProbe probe;

    @Inject
    ProbeReady(SignedProbe probe) {
        this.probe = probe;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("probe").status(probe.available());
        probe.release().ifPresent(release -> response.withData("version", release.version())
                .withData("sha256", release.sha256()));
        return response.build();
    }
}
