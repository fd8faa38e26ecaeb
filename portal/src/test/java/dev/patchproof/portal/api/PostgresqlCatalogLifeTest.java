package dev.patchproof.portal.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The life of a catalog on PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(value = FreshPostgresql.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = FreshCatalog.class, restrictToAnnotatedClass = true)
final class PostgresqlCatalogLifeTest extends CatalogLifeContract {}
