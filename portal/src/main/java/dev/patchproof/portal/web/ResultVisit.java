package dev.patchproof.portal.web;

import dev.patchproof.evidence.Observation;
import dev.patchproof.portal.appraisal.AttestationResult;
import java.time.Instant;
import java.util.List;

/**
 * A result and who looks at it, when.
 *
 * @param link address of its page
 * @param hostName as the computer says; empty where it does not
 * @param keyChanged whether the device id had signed with another key before
 * @param observations all that the probe sent
 * @param owner whether the reader may delete it
 */
record ResultVisit(
        String id,
        String link,
        String hostName,
        boolean keyChanged,
        AttestationResult result,
        List<Observation<?>> observations,
        boolean owner,
        Instant now) {
    boolean stale() {
        return !now.isBefore(result.staleFrom());
    }
}
