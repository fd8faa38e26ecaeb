package dev.patchproof.portal.result;

import static java.util.Objects.requireNonNull;

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
        requireNonNull(ticketDigest, "ticketDigest");
        requireNonNull(ownerDigest, "ownerDigest");
    }

    /** As the computer calls itself; empty where that could not be read. */
    String hostName() {
        return evidence.evidence().system().hostName().fold(name -> name, () -> "", missing -> "", failed -> "");
    }

    /** Whether it tells of the device itself: a folder that its probe was pointed at may be any computer's. */
    boolean isOfTheDevice() {
        return evidence.evidence().system().setting() != SystemFacts.Setting.OFFLINE_ROOT;
    }
}
