package dev.patchproof.portal.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The life of a catalog on SQLite, the default. */
@QuarkusTest
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = FreshCatalog.class, restrictToAnnotatedClass = true)
final class SqliteCatalogLifeTest extends CatalogLifeContract {}
