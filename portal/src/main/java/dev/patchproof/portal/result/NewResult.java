package dev.patchproof.portal.result;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.verification.VerifiedEvidence;
import java.time.Instant;
import java.util.Optional;

/**
 * A result that is to be stored.
 *
 * @param token the evidence token as it came
 * @param audience the portal's URL that the token was verified for
 * @param machine on which it was made, named under this portal's key
 * @param ticketDigest sha256 of the ticket that it came with, hex: the probe's proof of ownership
 * @param ownerDigest sha256 of the browser's owner secret, hex; empty where no browser made the check
 */
public record NewResult(
        String id,
        String checkId,
        Instant receivedAt,
        String token,
        String audience,
        VerifiedEvidence evidence,
        AttestationResult result,
        Finding<String> machine,
        String ticketDigest,
        Optional<String> ownerDigest) {
    public NewResult {
        requireNonNull(id, "id");
        requireNonNull(checkId, "checkId");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(token, "token");
        requireNonNull(audience, "audience");
        requireNonNull(evidence, "evidence");
        requireNonNull(result, "result");
        requireNonNull(machine, "machine");
        requireNonNull(ticketDigest, "ticketDigest");
        requireNonNull(ownerDigest, "ownerDigest");
    }

    /** As the computer calls itself; empty where that could not be read. */
    String hostName() {
        return evidence.evidence().system().hostName().fold(name -> name, () -> "", missing -> "", failed -> "");
    }

    /** Where and when its device was seen. */
    Sighting sighting() {
        return new Sighting(
                evidence.ueid(),
                evidence.deviceKeyThumbprint(),
                id,
                hostName(),
                found(machine),
                found(evidence.evidence().system().bootedAt()),
                evidence.evidence().finishedAt());
    }

    private static <T> Optional<T> found(Finding<T> finding) {
        return finding.<Optional<T>>fold(
                Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty());
    }

    /** Whether it tells of the device itself: a folder that its probe was pointed at may be any computer's. */
    boolean isOfTheDevice() {
        return evidence.evidence().system().setting() != SystemFacts.Setting.OFFLINE_ROOT;
    }
}
