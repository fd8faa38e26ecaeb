package dev.patchproof.portal.process;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.access.AdminSession;
import dev.patchproof.portal.access.OwnerSecret;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A portal that lost its data directory, on the database that it had: no door opens to anybody who could not open it. */
final class LostDataDirectoryIT {
    @TempDir
    Path folder;

    @Test
    void newKeysOnTheOldDatabase_openNoDoorWithoutItsSecret() throws Exception {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            Map<String, String> before = settings(server, "home-before");
            String compliance = PortalProcess.run(folder, before, "token", "create", "--name", "reader")
                    .out()
                    .strip();
            JsonPath check;
            String session;
            String keys;
            try (PortalProcess portal = PortalProcess.start(folder, before)) {
                String administrator = PortalProcess.run(
                                folder, before, "token", "create", "--name", "admin", "--role", "administrator")
                        .out()
                        .strip();
                check = given().post(portal.url() + "/api/v1/checks").jsonPath();
                session = given().redirects()
                        .follow(false)
                        .formParam("token", administrator)
                        .post(portal.url() + "/admin/login")
                        .getCookie(AdminSession.COOKIE);
                keys = given().get(portal.url() + "/.well-known/jwks.json").asString();
            }

            try (PortalProcess portal = PortalProcess.start(folder, settings(server, "home-after"))) {
                String url = portal.url();
                String plan = url + "/api/v1/checks/" + check.getString("id") + "/plan";
                assertThat(given().get(url + "/.well-known/jwks.json").asString())
                        .isNotEqualTo(keys);
                // without their secret
                assertThat(given().get(url + "/api/v1/results").statusCode()).isEqualTo(401);
                assertThat(bearer("").get(url + "/api/v1/results").statusCode()).isEqualTo(401);
                assertThat(bearer("patchproof_").get(url + "/api/v1/results").statusCode())
                        .isEqualTo(401);
                assertThat(bearer("null").get(url + "/api/v1/results").statusCode())
                        .isEqualTo(401);
                assertThat(given().get(url + "/admin/catalog").statusCode()).isEqualTo(401);
                assertThat(signedIn("A".repeat(43)).get(url + "/admin/catalog").statusCode())
                        .isEqualTo(401);
                assertThat(given().contentType("application/json")
                                .body("{}")
                                .post(plan)
                                .statusCode())
                        .isEqualTo(401);
                JsonPath other = given().post(url + "/api/v1/checks").jsonPath();
                assertThat(bearer(other.getString("ticket"))
                                .contentType("application/json")
                                .body("{}")
                                .post(plan)
                                .statusCode())
                        .isEqualTo(403);
                assertThat(deletion(url, OwnerSecret.generate().value()).statusCode())
                        .isNotEqualTo(204);
                // with it, what the database keeps still holds
                assertThat(bearer(compliance).get(url + "/api/v1/results").statusCode())
                        .isEqualTo(200);
                assertThat(bearer(compliance).get(url + "/admin/catalog").statusCode())
                        .isEqualTo(401);
                assertThat(signedIn(session).get(url + "/admin/catalog").statusCode())
                        .isEqualTo(200);
                assertThat(bearer(check.getString("ticket"))
                                .contentType("application/json")
                                .body("{}")
                                .post(plan)
                                .statusCode())
                        .as("the ticket opens its own check, whose selector is malformed here")
                        .isEqualTo(400);
            }
            try (Stream<Path> files = Files.walk(folder.resolve("home-after"))) {
                assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void everythingLost_nobodyIsLetIn() throws Exception {
        Map<String, String> before =
                Map.of("PATCHPROOF_HOME", folder.resolve("before").toString());
        String compliance = PortalProcess.run(folder, before, "token", "create", "--name", "reader")
                .out()
                .strip();

        try (PortalProcess portal = PortalProcess.start(
                folder, Map.of("PATCHPROOF_HOME", folder.resolve("after").toString()))) {
            assertThat(bearer(compliance).get(portal.url() + "/api/v1/results").statusCode())
                    .isEqualTo(401);
            assertThat(given().formParam("token", "")
                            .post(portal.url() + "/admin/login")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(given().formParam("token", "admin")
                            .post(portal.url() + "/admin/login")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private Map<String, String> settings(EmbeddedPostgres server, String home) {
        return new HashMap<>(Map.of(
                "PATCHPROOF_HOME",
                folder.resolve(home).toString(),
                "PATCHPROOF_DATABASE_URL",
                server.getJdbcUrl("postgres", "postgres"),
                "PATCHPROOF_DATABASE_USERNAME",
                "postgres",
                "PATCHPROOF_DATABASE_PASSWORD",
                "postgres"));
    }

    private static io.restassured.specification.RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static io.restassured.specification.RequestSpecification signedIn(String session) {
        return given().redirects().follow(false).cookie(AdminSession.COOKIE, session);
    }

    private static Response deletion(String url, String cookie) {
        return given().cookie(OwnerSecret.COOKIE, cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .delete(url + "/api/v1/results/AAAAAAAAAAAAAAAAAAAAAAAA");
    }
}
