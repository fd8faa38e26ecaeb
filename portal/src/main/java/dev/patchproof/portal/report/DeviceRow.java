package dev.patchproof.portal.report;

import dev.patchproof.portal.result.CloneSign;
import dev.patchproof.portal.result.Sighting;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A device in the list of devices, with its newest result that is still there.
 *
 * @param keyChangedAt when its name (ueid) was last seen with another key before; that key's device has a row of its own
 * @param machine the hash of its machine's id under this portal's key; empty where it was not read
 * @param machineChangedAt when its key was last used on another machine before
 * @param othersOnMachine other devices that were last seen on this machine: other users of it, or copies of it
 * @param possibleClone what speaks for two computers where there should be one
 * @param identity subject of the certificate that signed; empty where the probe's own key did
 */
public record DeviceRow(
        String ueid,
        String keyThumbprint,
        Optional<Instant> keyChangedAt,
        Instant firstSeenAt,
        Instant lastSeenAt,
        String hostName,
        String productId,
        String productName,
        String resultId,
        String claimedVerdict,
        String verdict,
        Instant staleFrom,
        boolean stale,
        Optional<String> machine,
        Optional<Instant> machineChangedAt,
        int othersOnMachine,
        List<CloneSign> possibleClone,
        Optional<String> identity) {

    static final Csv<DeviceRow> CSV = new Csv<>(List.of(
            new Csv.Column<>("ueid", DeviceRow::ueid),
            new Csv.Column<>("key_thumbprint", DeviceRow::keyThumbprint),
            new Csv.Column<>(
                    "key_changed_at",
                    row -> row.keyChangedAt().map(Instant::toString).orElse("")),
            new Csv.Column<>("first_seen_at", DeviceRow::firstSeenAt),
            new Csv.Column<>("last_seen_at", DeviceRow::lastSeenAt),
            new Csv.Column<>("host_name", DeviceRow::hostName),
            new Csv.Column<>("product_id", DeviceRow::productId),
            new Csv.Column<>("product_name", DeviceRow::productName),
            new Csv.Column<>("result_id", DeviceRow::resultId),
            new Csv.Column<>("claimed_verdict", DeviceRow::claimedVerdict),
            new Csv.Column<>("verdict", DeviceRow::verdict),
            new Csv.Column<>("stale_from", DeviceRow::staleFrom),
            new Csv.Column<>("stale", DeviceRow::stale),
            new Csv.Column<>("machine", row -> row.machine().orElse("")),
            new Csv.Column<>(
                    "machine_changed_at",
                    row -> row.machineChangedAt().map(Instant::toString).orElse("")),
            new Csv.Column<>("others_on_machine", DeviceRow::othersOnMachine),
            new Csv.Column<>(
                    "possible_clone",
                    row -> row.possibleClone().stream().map(CloneSign::name).collect(Collectors.joining(" "))),
            new Csv.Column<>("identity", row -> row.identity().orElse(""))));

    /** The same device, compared with all that were last seen on its machine. */
    DeviceRow beside(List<Sighting> onMachine) {
        Optional<Sighting> own = onMachine.stream().filter(this::isSeenBy).findFirst();
        Set<CloneSign> signs = EnumSet.noneOf(CloneSign.class);
        signs.addAll(possibleClone);
        own.ifPresent(sighting -> signs.addAll(CloneSign.among(sighting, onMachine)));
        return new DeviceRow(
                ueid,
                keyThumbprint,
                keyChangedAt,
                firstSeenAt,
                lastSeenAt,
                hostName,
                productId,
                productName,
                resultId,
                claimedVerdict,
                verdict,
                staleFrom,
                stale,
                machine,
                machineChangedAt,
                onMachine.size() - (own.isPresent() ? 1 : 0),
                List.copyOf(signs),
                identity);
    }

    private boolean isSeenBy(Sighting sighting) {
        return sighting.ueid().equals(ueid) && sighting.keyThumbprint().equals(keyThumbprint);
    }

    Cursor cursor() {
        return new Cursor(List.of(ueid, keyThumbprint));
    }
}
