package dev.patchproof.portal.result;

import org.jdbi.v3.core.Handle;

/** What the portal remembers of devices: the key that each signed with. */
final class DeviceStore {
    private DeviceStore() {}

    /**
     * Remembers that a device signed with a key. Locks the device's row, so that of two uploads at once one is the later.
     *
     * @return whether it had signed with another key before
     */
    static boolean remember(Handle handle, String ueid, String keyThumbprint, long now) {
        handle.createUpdate("INSERT INTO devices (ueid, key_thumbprint, first_seen_at, last_seen_at)"
                        + " VALUES (:ueid, :key, :now, :now)"
                        + " ON CONFLICT (ueid) DO UPDATE SET last_seen_at = excluded.last_seen_at")
                .bind("ueid", ueid)
                .bind("key", keyThumbprint)
                .bind("now", now)
                .execute();
        int changed = handle.createUpdate("UPDATE devices SET key_thumbprint = :key, key_changed_at = :now"
                        + " WHERE ueid = :ueid AND key_thumbprint <> :key")
                .bind("ueid", ueid)
                .bind("key", keyThumbprint)
                .bind("now", now)
                .execute();
        return changed == 1;
    }

    /** Makes uploads of this device wait, so that none of them is overlooked when its last result is deleted. */
    static void lock(Handle handle, String ueid) {
        handle.createUpdate("UPDATE devices SET last_seen_at = last_seen_at WHERE ueid = :ueid")
                .bind("ueid", ueid)
                .execute();
    }

    /** Forgets a device of which no result is left. */
    static void forgetWithoutResults(Handle handle, String ueid) {
        handle.createUpdate("DELETE FROM devices WHERE ueid = :ueid AND NOT EXISTS"
                        + " (SELECT 1 FROM results WHERE results.ueid = :ueid)")
                .bind("ueid", ueid)
                .execute();
    }
}
