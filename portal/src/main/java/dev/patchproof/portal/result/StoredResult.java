package dev.patchproof.portal.result;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.appraisal.AttestationResult;
import java.time.Instant;

/**
 * A result as it was stored on the day of the upload. Self-reported, always.
 *
 * @param id 144 random bits, base64url; whoever knows it may read the result
 * @param receivedAt by the portal's clock
 * @param hostName as the computer says; empty where it does not
 * @param device what the portal remembers of the device that signed
 */
public record StoredResult(
        String id, Instant receivedAt, String hostName, DeviceTrace device, AttestationResult result) {
    public StoredResult {
        requireNonNull(id, "id");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(hostName, "hostName");
        requireNonNull(device, "device");
        requireNonNull(result, "result");
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
     * @param keyChanged whether this device id had signed with another key before
     */
    public record DeviceTrace(String ueid, String keyThumbprint, boolean keyChanged) {
        public DeviceTrace {
            requireNonNull(ueid, "ueid");
            requireNonNull(keyThumbprint, "keyThumbprint");
        }
    }
}
