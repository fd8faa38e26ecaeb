package dev.patchproof.portal.result;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Where and when a device was seen last, by its own account.
 *
 * @param ueid random per installation of the probe
 * @param keyThumbprint of the key that signed
 * @param resultId of the result that says so
 * @param hostName as the computer says; empty where it does not
 * @param machine the machine's id, hashed and named; empty where it was not read
 * @param bootedAt start of the system that ran then
 * @param observedAt when the probe was done, by the computer's clock
 */
public record Sighting(
        String ueid,
        String keyThumbprint,
        String resultId,
        String hostName,
        Optional<String> machine,
        Optional<Instant> bootedAt,
        Instant observedAt) {
    private static final char AFTER_KEY_NAME = '-';

    public Sighting {
        requireNonNull(ueid, "ueid");
        requireNonNull(keyThumbprint, "keyThumbprint");
        requireNonNull(resultId, "resultId");
        requireNonNull(hostName, "hostName");
        requireNonNull(machine, "machine");
        requireNonNull(bootedAt, "bootedAt");
        requireNonNull(observedAt, "observedAt");
    }

    /** Whether the same installation signed with the same key. */
    boolean isOfSameKey(Sighting other) {
        return ueid.equals(other.ueid) && keyThumbprint.equals(other.keyThumbprint);
    }

    /** Whether this was another machine; hashes under different keys of the portal do not tell. */
    boolean isOnAnotherMachineThan(Sighting other) {
        return machine.isPresent()
                && other.machine.isPresent()
                && !machine.equals(other.machine)
                && keyName(machine.get()).equals(keyName(other.machine.get()));
    }

    private static String keyName(String machine) {
        return machine.substring(0, Math.max(0, machine.indexOf(AFTER_KEY_NAME)));
    }
}
