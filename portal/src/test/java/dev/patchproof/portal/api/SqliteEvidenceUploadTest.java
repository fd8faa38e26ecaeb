package dev.patchproof.portal.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Hostile and parallel uploads on SQLite. */
@QuarkusTest
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
final class SqliteEvidenceUploadTest extends EvidenceUploadContract {}
