package dev.patchproof.portal.report;

import dev.patchproof.portal.result.DeviceStore;
import dev.patchproof.portal.result.Sighting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Pages of results and devices. Rows that came or went meanwhile never make another row appear twice. */
@Singleton
final class ListStore {
    private final Jdbi jdbi;
    private final Clock clock;

    @Inject
    ListStore(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Results, newest first. */
    Page<ResultRow> results(Optional<Cursor> after, int limit) {
        Instant now = clock.instant();
        long before = after.map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        String beforeId = after.map(cursor -> cursor.key().get(1)).orElse("");
        List<ResultRow> rows = jdbi.withHandle(handle -> handle.createQuery("SELECT id, received_at, ueid, host_name,"
                        + " product_id, product_name, claimed, found, stale_from, catalog_release, key_changed, latest"
                        + " FROM results WHERE deleted_at IS NULL"
                        + " AND (received_at < :before OR (received_at = :before AND id < :beforeId))"
                        + " ORDER BY received_at DESC, id DESC LIMIT :rows")
                .bind("before", before)
                .bind("beforeId", beforeId)
                .bind("rows", limit + 1)
                .map((row, context) -> result(row, now))
                .list());
        return Page.of(rows, limit, ResultRow::cursor);
    }

    /** Devices, by their id and key. */
    Page<DeviceRow> devices(Optional<Cursor> after, int limit) {
        Instant now = clock.instant();
        List<DeviceRow> rows = jdbi.withHandle(handle -> {
            List<DeviceRow> alone = devices(handle, after, limit + 1, now);
            List<Sighting> seen = DeviceStore.onMachines(
                    handle,
                    alone.stream().flatMap(row -> row.machine().stream()).collect(Collectors.toSet()));
            return beside(alone, seen);
        });
        return Page.of(rows, limit, DeviceRow::cursor);
    }

    /** The newest result of a device is the one that it was last seen by; of old portals' devices the newest of all. */
    private static List<DeviceRow> devices(Handle handle, Optional<Cursor> after, int rows, Instant now) {
        return handle.createQuery("SELECT d.ueid, d.key_thumbprint,"
                        + " d.key_changed_at, d.first_seen_at, d.last_seen_at, r.host_name, r.product_id,"
                        + " r.product_name, r.id, r.claimed, r.found, r.stale_from,"
                        + " d.machine, d.machine_changed_at, d.clone_signs, r.identity"
                        + " FROM device_keys d JOIN results r ON r.id = COALESCE(d.result_id,"
                        + " (SELECT newest.id FROM results newest WHERE newest.ueid = d.ueid"
                        + " AND newest.key_thumbprint = d.key_thumbprint"
                        + " ORDER BY newest.latest DESC, newest.received_at DESC, newest.id DESC LIMIT 1))"
                        + " WHERE (d.ueid > :after OR (d.ueid = :after AND d.key_thumbprint > :afterKey))"
                        + " ORDER BY d.ueid, d.key_thumbprint LIMIT :rows")
                .bind("after", after.map(cursor -> cursor.key().get(0)).orElse(""))
                .bind("afterKey", after.map(cursor -> cursor.key().get(1)).orElse(""))
                .bind("rows", rows)
                .map((row, context) -> device(row, now))
                .list();
    }

    private static List<DeviceRow> beside(List<DeviceRow> rows, List<Sighting> seen) {
        Map<String, List<Sighting>> byMachine = seen.stream()
                .collect(Collectors.groupingBy(sighting -> sighting.machine().orElse("")));
        return rows.stream()
                .map(row -> row.beside(byMachine.getOrDefault(row.machine().orElse(""), List.of())))
                .toList();
    }

    private static ResultRow result(ResultSet row, Instant now) throws SQLException {
        Instant staleFrom = time(row, "stale_from");
        return new ResultRow(
                row.getString("id"),
                time(row, "received_at"),
                row.getString("ueid"),
                row.getString("host_name"),
                row.getString("product_id"),
                row.getString("product_name"),
                row.getString("claimed"),
                row.getString("found"),
                staleFrom,
                !now.isBefore(staleFrom),
                row.getString("catalog_release"),
                row.getInt("key_changed") == 1,
                row.getInt("latest") == 1);
    }

    private static DeviceRow device(ResultSet row, Instant now) throws SQLException {
        Instant staleFrom = time(row, "stale_from");
        return new DeviceRow(
                row.getString("ueid"),
                row.getString("key_thumbprint"),
                timeIfAny(row, "key_changed_at"),
                time(row, "first_seen_at"),
                time(row, "last_seen_at"),
                row.getString("host_name"),
                row.getString("product_id"),
                row.getString("product_name"),
                row.getString("id"),
                row.getString("claimed"),
                row.getString("found"),
                staleFrom,
                !now.isBefore(staleFrom),
                Optional.ofNullable(row.getString("machine")),
                timeIfAny(row, "machine_changed_at"),
                0,
                List.copyOf(DeviceStore.readSigns(Optional.ofNullable(row.getString("clone_signs")))),
                Optional.ofNullable(row.getString("identity")));
    }

    private static Optional<Instant> timeIfAny(ResultSet row, String column) throws SQLException {
        long time = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(time));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
