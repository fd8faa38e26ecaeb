package dev.patchproof.portal.check;

import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.collection.PackageScope;
import dev.patchproof.portal.collection.Planner;
import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.release.CatalogInUse;
import dev.patchproof.portal.signing.MachineKey;
import dev.patchproof.portal.signing.PortalTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Hands out plans, and hears how far a probe is with one. */
@Singleton
final class Plans {
    private final Jdbi jdbi;
    private final CatalogInUse catalog;
    private final PortalTokens tokens;
    private final MachineKey machineKey;
    private final PublicUrl audience;
    private final CheckEvents events;
    private final PackageScope scope;
    private final Clock clock;

    @Inject
    Plans(
            Jdbi jdbi,
            CatalogInUse catalog,
            PortalTokens tokens,
            MachineKey machineKey,
            PublicUrl audience,
            CheckEvents events,
            Settings settings,
            Clock clock) {
        this.jdbi = jdbi;
        this.catalog = catalog;
        this.tokens = tokens;
        this.machineKey = machineKey;
        this.audience = audience;
        this.events = events;
        this.scope = settings.collection().wholeMachine() ? PackageScope.WHOLE_MACHINE : PackageScope.THAT_MATTER;
        this.clock = clock;
    }

    /** The plan for a computer, signed. Asking again replaces it: the last one handed out is the one to answer. */
    String plan(CheckRow check, ProductSelector product) {
        Plan plan = new Plan(
                check.id(),
                check.nonce(),
                audience.base(),
                product,
                Planner.queries(catalog.catalog(), product, scope));
        CheckRow.Carried carried = check.carried().orElseThrow(CheckProblems::used);
        String token = tokens.plan(plan, carried.ticket(), machineKey, clock.instant(), check.expiresAt())
                .orElseThrow(CheckProblems::expired);
        if (!jdbi.withHandle(handle -> CheckStore.plan(handle, check.id(), token, Digests.sha256(token)))) {
            throw CheckProblems.used();
        }
        events.announce(check.id(), new CheckState.ProbeStarted());
        return token;
    }

    void progress(CheckRow check, CheckState.Collecting progress) {
        if (!jdbi.withHandle(handle -> CheckStore.progress(handle, check.id(), progress))) {
            throw CheckProblems.planMissing();
        }
        events.announce(check.id(), progress);
    }
}
