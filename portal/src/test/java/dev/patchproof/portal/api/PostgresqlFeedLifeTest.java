package dev.patchproof.portal.api;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The life of a feed on PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(value = FreshPostgresql.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = FreshFeed.class, restrictToAnnotatedClass = true)
final class PostgresqlFeedLifeTest extends FeedLifeContract {}
