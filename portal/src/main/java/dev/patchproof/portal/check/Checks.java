package dev.patchproof.portal.check;

import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.access.OwnerSecret;
import dev.patchproof.portal.bundle.Bundle;
import dev.patchproof.portal.bundle.Runtimes;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.signing.PortalTokens;
import dev.patchproof.portal.signing.ProbeDownload;
import dev.patchproof.portal.signing.SignedProbe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Makes checks and finds them. */
@Singleton
public final class Checks {
    private final Jdbi jdbi;
    private final PortalTokens tokens;
    private final SignedProbe probe;
    private final Runtimes runtimes;
    private final Clock clock;
    private final Settings.Check settings;

    @Inject
    Checks(Jdbi jdbi, PortalTokens tokens, SignedProbe probe, Runtimes runtimes, Clock clock, Settings settings) {
        this.jdbi = jdbi;
        this.tokens = tokens;
        this.probe = probe;
        this.runtimes = runtimes;
        this.clock = clock;
        this.settings = settings.check();
    }

    /**
     * Makes a check.
     *
     * @param owner the browser that may delete the result; empty for a probe that makes its own check and owns it by its
     *     ticket
     */
    public NewCheck create(Optional<OwnerSecret> owner) {
        // Whole seconds, as in the ticket: page and ticket name the same end.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(settings.lifetime());
        String id = Digests.randomId();
        PortalTokens.Admission admission = tokens.admit(id, now, expiresAt);
        CheckRow.Carried carried = new CheckRow.Carried(admission.keySet(), admission.ticket());
        CheckRow check = new CheckRow(
                id,
                now,
                expiresAt,
                Optional.of(carried),
                Digests.sha256(carried.ticket()),
                owner.map(secret -> Digests.sha256(secret.value())),
                Digests.random(32),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        jdbi.useHandle(handle -> CheckStore.insert(handle, check, carried));
        return new NewCheck(id, carried.ticket(), carried.keySet(), expiresAt);
    }

    /** The check of this id; empty where there never was one, or it expired long ago and was cleaned away. */
    public Optional<CheckView> find(String checkId) {
        Instant now = clock.instant();
        return row(checkId)
                .map(check -> new CheckView(
                        check.id(),
                        check.stateAt(now),
                        check.createdAt(),
                        check.expiresAt(),
                        download(check, now).map(made -> new CheckView.Download(made.sha256(), made.size())),
                        download(check, now).isPresent() ? runtimes.offered() : List.of()));
    }

    /** This check's probe together with a Java for this platform; empty like {@link #download}, or without such a Java. */
    Optional<Bundle> bundle(String checkId, String platform) {
        return runtimes.offered().stream()
                .filter(runtime -> runtime.platform().code().equals(platform))
                .findFirst()
                .flatMap(runtime -> download(checkId).map(probe -> new Bundle(runtime, probe)));
    }

    /** The personalised probe of this check; empty when the ticket is used or expired, or there is no probe. */
    Optional<ProbeDownload> download(String checkId) {
        return row(checkId).flatMap(check -> download(check, clock.instant()));
    }

    private Optional<ProbeDownload> download(CheckRow check, Instant now) {
        return check.expiredAt(now)
                ? Optional.empty()
                : check.carried().flatMap(carried -> probe.personalised(carried.keySet(), carried.ticket()));
    }

    private Optional<CheckRow> row(String checkId) {
        return jdbi.withHandle(handle -> CheckStore.find(handle, checkId));
    }
}
