package dev.patchproof.portal.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Hostile and parallel uploads on PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(value = FreshPostgresql.class, restrictToAnnotatedClass = true)
final class PostgresqlEvidenceUploadTest extends EvidenceUploadContract {}
