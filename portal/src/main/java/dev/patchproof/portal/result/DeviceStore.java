package dev.patchproof.portal.result;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What the portal remembers of devices. A device is a name (ueid) with a key: a known name under another key is another
 * device and never takes the first one's place. Rows are locked in one order, name before machine before result.
 */
public final class DeviceStore {
    private static final String SIGHTING =
            "ueid, key_thumbprint, result_id, host_name, machine, booted_at, observed_at";

    private DeviceStore() {}

    /**
     * Remembers an upload. Locks the row of the name and that of the machine, so that of two uploads at once one is the
     * later.
     *
     * @param ofTheDevice whether it tells of the device itself and not of a folder
     */
    static DeviceSigns remember(Handle handle, Sighting seen, boolean ofTheDevice, long now) {
        boolean keyChanged = rememberKey(handle, seen, now);
        if (!ofTheDevice) {
            return new DeviceSigns(keyChanged, false, Set.of());
        }
        seen.machine().ifPresent(machine -> rememberMachine(handle, machine, now));
        Optional<Sighting> before = sighting(handle, seen.ueid(), seen.keyThumbprint());
        boolean machineChanged = before.filter(seen::isOnAnotherMachineThan).isPresent();
        Set<CloneSign> signs = before.map(last -> ownSigns(handle, last, seen)).orElseGet(Set::of);
        handle.createUpdate("UPDATE device_keys SET result_id = :resultId, host_name = :hostName, machine = :machine,"
                        + " booted_at = :bootedAt, observed_at = :observedAt,"
                        + " machine_changed_at = CASE WHEN :machineChanged = 1 THEN :now ELSE machine_changed_at END,"
                        + " clone_signs = CASE WHEN :signs = '' THEN clone_signs ELSE :signs END"
                        + " WHERE ueid = :ueid AND key_thumbprint = :key")
                .bind("resultId", seen.resultId())
                .bind("hostName", seen.hostName())
                .bind("machine", seen.machine().orElse(null))
                .bind("bootedAt", seen.bootedAt().map(Instant::toEpochMilli).orElse(null))
                .bind("observedAt", seen.observedAt().toEpochMilli())
                .bind("machineChanged", machineChanged ? 1 : 0)
                .bind("signs", write(signs))
                .bind("now", now)
                .bind("ueid", seen.ueid())
                .bind("key", seen.keyThumbprint())
                .execute();
        return new DeviceSigns(keyChanged, machineChanged, signs);
    }

    /** Whether the name was last seen with another key. */
    private static boolean rememberKey(Handle handle, Sighting seen, long now) {
        handle.createUpdate("INSERT INTO devices (ueid, key_thumbprint, first_seen_at, last_seen_at)"
                        + " VALUES (:ueid, :key, :now, :now)"
                        + " ON CONFLICT (ueid) DO UPDATE SET last_seen_at = excluded.last_seen_at")
                .bind("ueid", seen.ueid())
                .bind("key", seen.keyThumbprint())
                .bind("now", now)
                .execute();
        boolean changed = handle.createUpdate("UPDATE devices SET key_thumbprint = :key"
                                + " WHERE ueid = :ueid AND key_thumbprint <> :key")
                        .bind("ueid", seen.ueid())
                        .bind("key", seen.keyThumbprint())
                        .execute()
                == 1;
        handle.createUpdate("INSERT INTO device_keys (ueid, key_thumbprint, first_seen_at, last_seen_at)"
                        + " VALUES (:ueid, :key, :now, :now) ON CONFLICT (ueid, key_thumbprint)"
                        + " DO UPDATE SET last_seen_at = excluded.last_seen_at")
                .bind("ueid", seen.ueid())
                .bind("key", seen.keyThumbprint())
                .bind("now", now)
                .execute();
        if (changed) {
            handle.createUpdate(
                            "UPDATE device_keys SET key_changed_at = :now WHERE ueid = :ueid AND key_thumbprint = :key")
                    .bind("now", now)
                    .bind("ueid", seen.ueid())
                    .bind("key", seen.keyThumbprint())
                    .execute();
        }
        return changed;
    }

    private static void rememberMachine(Handle handle, String machine, long now) {
        handle.createUpdate("INSERT INTO machines (machine, last_seen_at) VALUES (:machine, :now)"
                        + " ON CONFLICT (machine) DO UPDATE SET last_seen_at = excluded.last_seen_at")
                .bind("machine", machine)
                .bind("now", now)
                .execute();
    }

    /**
     * A copy of a whole disk has name and key too. It runs beside the first one, or the name goes back to what it was: one
     * new name alone is a computer that was renamed.
     */
    private static Set<CloneSign> ownSigns(Handle handle, Sighting before, Sighting seen) {
        EnumSet<CloneSign> signs = EnumSet.noneOf(CloneSign.class);
        signs.addAll(CloneSign.between(before, seen));
        if (signs.contains(CloneSign.HOST_NAMES) && !hadName(handle, seen)) {
            signs.remove(CloneSign.HOST_NAMES);
        }
        return signs;
    }

    private static boolean hadName(Handle handle, Sighting seen) {
        return handle.createQuery("SELECT COUNT(*) FROM results WHERE ueid = :ueid AND key_thumbprint = :key"
                                + " AND host_name = :hostName AND deleted_at IS NULL")
                        .bind("ueid", seen.ueid())
                        .bind("key", seen.keyThumbprint())
                        .bind("hostName", seen.hostName())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static Optional<Sighting> sighting(Handle handle, String ueid, String key) {
        return handle.createQuery("SELECT " + SIGHTING + " FROM device_keys"
                        + " WHERE ueid = :ueid AND key_thumbprint = :key AND result_id IS NOT NULL")
                .bind("ueid", ueid)
                .bind("key", key)
                .map((row, context) -> sighting(row))
                .findOne();
    }

    /** The last sighting of every device on these machines. */
    public static List<Sighting> onMachines(Handle handle, Collection<String> machines) {
        return machines.isEmpty()
                ? List.of()
                : handle.createQuery("SELECT " + SIGHTING + " FROM device_keys WHERE machine IN (<machines>)"
                                + " AND result_id IS NOT NULL ORDER BY ueid, key_thumbprint")
                        .bindList("machines", List.copyOf(machines))
                        .map((row, context) -> sighting(row))
                        .list();
    }

    /** What the last sighting of a device shows beside those of the other devices on its machine. */
    static Set<CloneSign> signsAmongOthers(Handle handle, String ueid, String key) {
        return sighting(handle, ueid, key)
                .map(seen -> CloneSign.among(
                        seen, onMachines(handle, seen.machine().stream().toList())))
                .orElseGet(Set::of);
    }

    /** Makes uploads of this device and of its machine wait, so that none is overlooked when a result is deleted. */
    static void lock(Handle handle, String ueid, String resultId) {
        handle.createUpdate("UPDATE devices SET last_seen_at = last_seen_at WHERE ueid = :ueid")
                .bind("ueid", ueid)
                .execute();
        handle.createUpdate("UPDATE machines SET last_seen_at = last_seen_at WHERE machine IN"
                        + " (SELECT machine FROM device_keys WHERE result_id = :resultId)")
                .bind("resultId", resultId)
                .execute();
    }

    /** Forgets what a deleted result told, and each device of which no result is left. */
    static void forget(Handle handle, String ueid, String resultId) {
        handle.createUpdate("UPDATE device_keys SET result_id = NULL, host_name = NULL, machine = NULL,"
                        + " booted_at = NULL, observed_at = NULL WHERE ueid = :ueid AND result_id = :resultId")
                .bind("ueid", ueid)
                .bind("resultId", resultId)
                .execute();
        handle.createUpdate("DELETE FROM device_keys WHERE ueid = :ueid AND NOT EXISTS (SELECT 1 FROM results"
                        + " WHERE results.ueid = device_keys.ueid"
                        + " AND results.key_thumbprint = device_keys.key_thumbprint)")
                .bind("ueid", ueid)
                .execute();
        handle.createUpdate("DELETE FROM devices WHERE ueid = :ueid AND NOT EXISTS"
                        + " (SELECT 1 FROM results WHERE results.ueid = :ueid)")
                .bind("ueid", ueid)
                .execute();
        handle.execute("DELETE FROM machines WHERE NOT EXISTS"
                + " (SELECT 1 FROM device_keys WHERE device_keys.machine = machines.machine)");
    }

    /** The form in the database. */
    static String write(Set<CloneSign> signs) {
        return signs.stream().map(CloneSign::name).sorted().collect(Collectors.joining(","));
    }

    /** What {@link #write} wrote. */
    public static Set<CloneSign> readSigns(Optional<String> written) {
        EnumSet<CloneSign> signs = EnumSet.noneOf(CloneSign.class);
        written.filter(text -> !text.isEmpty()).ifPresent(text -> {
            for (String name : text.split(",", -1)) {
                signs.add(CloneSign.valueOf(name));
            }
        });
        return signs;
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        long booted = row.getLong("booted_at");
        Optional<Instant> bootedAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(booted));
        return new Sighting(
                row.getString("ueid"),
                row.getString("key_thumbprint"),
                row.getString("result_id"),
                row.getString("host_name"),
                Optional.ofNullable(row.getString("machine")),
                bootedAt,
                Instant.ofEpochMilli(row.getLong("observed_at")));
    }
}
