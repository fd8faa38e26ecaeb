package dev.patchproof.portal.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The API on SQLite, the default. */
@QuarkusTest
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
final class SqliteApiTest extends PortalApiContract {
    @Override
    String database() {
        return "SQLite";
    }
}
