package dev.patchproof.portal.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A database of a portal that knew devices by their name alone. */
class DeviceMigrationTest {

    @Test
    void devicesOfAnOlderPortalOnSqlite_areKnownByEachKeyTheyHad(@TempDir Path folder) {
        SQLiteDataSource sqlite = new SQLiteDataSource();
        sqlite.setUrl("jdbc:sqlite:" + folder.resolve("patchproof.db"));

        assertThat(migratedDevices(sqlite)).containsExactly("a new 30 30 30", "a old 10 20 0", "b only 5 5 0");
    }

    @Test
    void devicesOfAnOlderPortalOnPostgresql_areKnownByEachKeyTheyHad() throws IOException {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            assertThat(migratedDevices(server.getPostgresDatabase()))
                    .containsExactly("a new 30 30 30", "a old 10 20 0", "b only 5 5 0");
        }
    }

    /** What becomes of two names and three keys; a deleted result tells of nobody. */
    private static List<String> migratedDevices(DataSource database) {
        migrate(database, "2");
        Jdbi jdbi = Jdbi.create(database);
        jdbi.useHandle(handle -> {
            handle.execute("INSERT INTO devices (ueid, key_thumbprint, first_seen_at, last_seen_at, key_changed_at)"
                    + " VALUES ('a', 'new', 1, 30, 30), ('b', 'only', 5, 5, NULL)");
            result(handle, "r1", "a", "old", 10);
            result(handle, "r2", "a", "old", 20);
            result(handle, "r3", "a", "new", 30);
            result(handle, "r4", "b", "only", 5);
            handle.execute("INSERT INTO results (id, check_id, received_at, deleted_at, product_id, claimed, found,"
                    + " catalog_release, stale_from, latest) VALUES ('r5', 'c-r5', 6, 7, '', '', '', '', 0, 0)");
        });

        migrate(database, "latest");

        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT ueid || ' ' || key_thumbprint || ' ' || first_seen_at || ' ' || last_seen_at || ' '"
                                + " || COALESCE(key_changed_at, 0) FROM device_keys ORDER BY ueid, key_thumbprint")
                .mapTo(String.class)
                .list());
    }

    private static void result(Handle handle, String id, String ueid, String key, long receivedAt) {
        handle.createUpdate("INSERT INTO results (id, check_id, received_at, ueid, key_thumbprint, product_id, claimed,"
                        + " found, catalog_release, stale_from, latest)"
                        + " VALUES (:id, :check, :at, :ueid, :key, '', '', '', '', 0, 0)")
                .bind("id", id)
                .bind("check", "check-" + id)
                .bind("at", receivedAt)
                .bind("ueid", ueid)
                .bind("key", key)
                .execute();
    }

    private static void migrate(DataSource database, String target) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }
}
