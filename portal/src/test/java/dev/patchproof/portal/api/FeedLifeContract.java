package dev.patchproof.portal.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.patchproof.evidence.Finding;
import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import dev.patchproof.portal.access.AdminSession;
import dev.patchproof.portal.access.ApiTokens;
import dev.patchproof.portal.access.Role;
import dev.patchproof.portal.feed.Archive;
import dev.patchproof.portal.release.CatalogInUse;
import dev.patchproof.portal.result.Reappraisal;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What a feed brings, and what becomes of results; whatever the database. */
abstract class FeedLifeContract {
    @Inject
    CatalogInUse catalog;

    @Inject
    Reappraisal reappraisal;

    @Inject
    ApiTokens tokens;

    @Test
    void feed_isShownFetchedByTheButtonAndJudgesStoredResultsAgain() throws IOException {
        String session = session();
        String id = Visit.whole(TestDevice.make(), new TestComputer("pc", List.of("KB100"), Finding.exists("1.0.0.5")));
        String before = catalog.snapshot().release();

        look(session)
                .statusCode(422)
                .body(containsString("SERVER_FAILED: expected status 200, found 503 (3 attempts)"));
        assertThat(catalog.snapshot().release()).isEqualTo(before);
        publish("1.0-1+deb12u1");
        look(session)
                .statusCode(200)
                .body(allOf(
                        containsString("What came is in use: InRelease, Packages-amd64.xz, Packages-arm64.xz."),
                        containsString("nobody: in it is what this portal imported itself"),
                        containsString("Without TLS"),
                        containsString("No publisher")));
        String after = catalog.snapshot().release();
        assertThat(after).isNotEqualTo(before);
        reappraisal.run();

        given().get("/api/v1/results/" + id)
                .then()
                .statusCode(200)
                .body("verdict", equalTo("UP_TO_DATE"))
                .body("catalogRelease", equalTo(after));
        Files.delete(archive().resolve("InRelease"));
        look(session).statusCode(422).body(containsString("and the last good data for what is missing."));
        assertThat(catalog.snapshot().release()).isEqualTo(after);
        given().get("/q/health/ready").then().body(containsString("bookworm"));
        given().cookie(AdminSession.COOKIE, session)
                .get("/admin/catalog/diff?from=" + before + "&to=" + after)
                .then()
                .statusCode(200)
                .body(containsString("debian:bookworm:demo"));
    }

    @Test
    void lookWithoutASessionOrForAFeedThatIsNone_refused() {
        browser()
                .formParam("name", "bookworm")
                .post("/admin/catalog/feed")
                .then()
                .statusCode(401);
        browser()
                .cookie(AdminSession.COOKIE, session())
                .formParam("name", "other")
                .post("/admin/catalog/feed")
                .then()
                .statusCode(404);
    }

    private ValidatableResponse look(String session) {
        return browser()
                .cookie(AdminSession.COOKIE, session)
                .formParam("name", "bookworm")
                .post("/admin/catalog/feed")
                .then();
    }

    private String session() {
        String secret =
                tokens.create("feeds-" + System.nanoTime(), Role.ADMINISTRATOR).orElseThrow();
        return browser().formParam("token", secret).post("/admin/login").cookie(AdminSession.COOKIE);
    }

    private static RequestSpecification browser() {
        return given().header("Origin", "http://portal.test")
                .redirects()
                .follow(false)
                .accept("text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private static Path archive() {
        return Path.of(ConfigProvider.getConfig().getValue(FreshFeed.ARCHIVE, String.class));
    }

    private static void publish(String version) throws IOException {
        for (Map.Entry<String, byte[]> file : Archive.published(version).entrySet()) {
            Path target = archive().resolve(file.getKey());
            Files.createDirectories(target.resolveSibling("."));
            Files.write(target, file.getValue());
        }
    }
}
