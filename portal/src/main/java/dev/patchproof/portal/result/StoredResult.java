package dev.patchproof.portal.result;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.verification.DeviceIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A result: one piece of evidence with its newest judgement. Self-reported, always.
 *
 * @param id 144 random bits, base64url; whoever knows it may read the result
 * @param receivedAt by the portal's clock
 * @param hostName as the computer says; empty where it does not
 * @param device what the portal remembers of the device that signed
 * @param result the newest judgement
 * @param judgedAt when that was made; later than {@code receivedAt} where a newer catalog judged again
 * @param history how the verdict came to be what it is, the newest change first; empty for results of old portals
 * @param notJudgedBy release of a newer catalog that could not judge the evidence again; then the judgement is older
 */
public record StoredResult(
        String id,
        Instant receivedAt,
        String hostName,
        DeviceTrace device,
        AttestationResult result,
        Instant judgedAt,
        List<VerdictChange> history,
        Optional<String> notJudgedBy) {
    public StoredResult {
        requireNonNull(id, "id");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(hostName, "hostName");
        requireNonNull(device, "device");
        requireNonNull(result, "result");
        requireNonNull(judgedAt, "judgedAt");
        history = List.copyOf(history);
        requireNonNull(notJudgedBy, "notJudgedBy");
    }

    /** Whether a newer catalog than that of the day of the upload made the judgement. */
    public boolean isJudgedAgain() {
        return judgedAt.isAfter(receivedAt);
    }

    /** Whether the result must not be relied on any more. */
    public boolean staleAt(Instant now) {
        return !now.isBefore(result.staleFrom());
    }

    /**
     * The device by the key that signed the evidence.
     *
     * @param ueid random per installation of the probe, base64url
     * @param keyThumbprint of the public key, RFC 7638, base64url
     * @param signs what is odd about it
     * @param identity whom the certificate names that signed; empty where the probe's own key did
     */
    public record DeviceTrace(String ueid, String keyThumbprint, DeviceSigns signs, Optional<DeviceIdentity> identity) {
        public DeviceTrace {
            requireNonNull(ueid, "ueid");
            requireNonNull(keyThumbprint, "keyThumbprint");
            requireNonNull(signs, "signs");
            requireNonNull(identity, "identity");
        }
    }
}
