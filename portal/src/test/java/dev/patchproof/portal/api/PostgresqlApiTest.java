package dev.patchproof.portal.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The API on PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(value = FreshPostgresql.class, restrictToAnnotatedClass = true)
final class PostgresqlApiTest extends PortalApiContract {
    @Override
    String database() {
        return "PostgreSQL";
    }
}
