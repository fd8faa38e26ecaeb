package dev.patchproof.portal.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A portal on a PostgreSQL server of its own, a real one. */
public final class FreshPostgresql implements QuarkusTestResourceLifecycleManager {
    private @Nullable EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            Path home = Files.createTempDirectory(Path.of("target"), "postgresql-home");
            return Map.of(
                    "patchproof.home",
                    home.toString(),
                    "patchproof.database.url",
                    server.getJdbcUrl("postgres", "postgres"),
                    "patchproof.database.username",
                    "postgres",
                    "patchproof.database.password",
                    "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
