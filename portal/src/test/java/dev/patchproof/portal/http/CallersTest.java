package dev.patchproof.portal.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.api.FreshSqlite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** By default nobody's word on a request's origin is taken. */
@QuarkusTest
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
final class CallersTest {

    @Test
    void noProxyTrusted_forwardedHeadersCountForNothing() {
        assertThat(given().header("X-Forwarded-For", "203.0.113.9")
                        .header("Forwarded", "for=203.0.113.9;proto=https;host=evil.test")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "evil.test")
                        .header("X-Forwarded-Ssl", "on")
                        .get("/test-caller")
                        .asString())
                .isEqualTo("127.0.0.1 plain http");
    }

    @Test
    void noProxyTrusted_forgedHostIsNoOriginOfOurs() {
        given().header("X-Forwarded-Host", "evil.test")
                .header("Forwarded", "host=evil.test")
                .header("Origin", "http://evil.test")
                .post("/checks")
                .then()
                .statusCode(403);
    }

    @Test
    void noProxyTrusted_noStrictTransportSecurity() {
        assertThat(given().header("X-Forwarded-Proto", "https")
                        .get("/about/known-liars")
                        .header("Strict-Transport-Security"))
                .isNull();
    }
}
