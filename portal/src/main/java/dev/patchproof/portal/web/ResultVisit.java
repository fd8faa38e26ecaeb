package dev.patchproof.portal.web;

import dev.patchproof.evidence.Observation;
import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.result.DeviceSigns;
import dev.patchproof.portal.result.VerdictChange;
import dev.patchproof.portal.verification.DeviceIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A result and who looks at it, when.
 *
 * @param link address of its page
 * @param hostName as the computer says; empty where it does not
 * @param signs what is odd about the device
 * @param identity whom the certificate names that signed; empty where the probe's own key did
 * @param past how the verdict came to be what it is
 * @param observations all that the probe sent
 * @param owner whether the reader may delete it
 */
record ResultVisit(
        String id,
        String link,
        String hostName,
        DeviceSigns signs,
        Optional<DeviceIdentity> identity,
        AttestationResult result,
        Past past,
        List<Observation<?>> observations,
        boolean owner,
        Instant now) {
    boolean stale() {
        return !now.isBefore(result.staleFrom());
    }

    /**
     * What happened to the verdict since the evidence came.
     *
     * @param judgedAgain whether another catalog than that of the day of the upload judged last
     * @param judgedAt when
     * @param newerCatalogFailed whether a newer catalog could not judge the evidence
     * @param changes the newest first
     */
    record Past(boolean judgedAgain, Instant judgedAt, boolean newerCatalogFailed, List<VerdictChange> changes) {
        Past {
            changes = List.copyOf(changes);
        }

        /** Judged once. */
        static Past none(Instant judgedAt) {
            return new Past(false, judgedAt, false, List.of());
        }
    }
}
