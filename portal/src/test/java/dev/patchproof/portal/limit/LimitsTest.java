package dev.patchproof.portal.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.patchproof.portal.TestClock;
import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import dev.patchproof.portal.access.ApiTokens;
import dev.patchproof.portal.access.Role;
import dev.patchproof.portal.api.FreshSqlite;
import dev.patchproof.portal.api.Visit;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits so low that a test reaches them. Each test comes from an address of its own, through a proxy it trusts. */
@QuarkusTest
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
@TestProfile(LimitsTest.Low.class)
final class LimitsTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final String address = "203.0.113." + ADDRESSES.incrementAndGet();

    @Inject
    ApiTokens tokens;

    @Inject
    TestClock clock;

    @AfterEach
    void endOpenChecks() {
        clock.putAhead(Duration.ZERO);
    }

    @Test
    void tooManyRequestsOfOneAddress_waitAndOthersDoNot() {
        Response refused = untilRefused(time -> here().get("/nothing"));

        problem(refused, 429, "too-many-requests");
        from("198.51.100.7").get("/nothing").then().statusCode(404);
        here().get("/q/health").then().statusCode(not(429)); // 503 where no probe was built yet
        here().get("/q/metrics").then().statusCode(200);
        untilRefused(time -> here().accept(BROWSER).get("/"))
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-4]"))
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("Too many requests"), containsString("Wait a moment"));
    }

    @Test
    void forgedAddress_doesNotHelp() {
        Response refused = untilRefused(time -> given().header("X-Forwarded-For", "192.0.2." + time + ", " + address)
                .get("/nothing"));

        problem(refused, 429, "too-many-requests");
    }

    @Test
    void tooManyNewChecks_waitAsProblemOrPage() {
        clock.putAhead(Duration.ofHours(50));
        Response refused = untilRefused(time -> here().post("/api/v1/checks"));

        problem(refused, 429, "too-many-checks");
        untilRefused(time -> here().accept(BROWSER).post("/checks"))
                .then()
                .statusCode(429)
                .contentType("text/html")
                .body(containsString("Too many checks at this moment"), containsString("Yours was not started"));
        from("198.51.100.8").post("/api/v1/checks").then().statusCode(201);
    }

    @Test
    void openChecksOfOneAddress_makeRoomByBeingUsed() {
        clock.putAhead(Duration.ofHours(30));
        TestComputer computer = TestComputer.liar("desk");
        String id = "";
        String ticket = "";
        for (int time = 0; time < 3; time++) {
            Response made = here().post("/api/v1/checks");
            id = made.then().statusCode(201).extract().path("id");
            ticket = made.path("ticket");
        }
        Response refused = here().post("/api/v1/checks");
        problem(refused, 429, "too-many-checks");
        assertThat(refused.header("Retry-After")).isEqualTo("300");

        new Visit(id, ticket, "")
                .askPlan(computer)
                .uploaded(TestDevice.make(), computer, Instant.now().plus(Duration.ofHours(30)));

        here().post("/api/v1/checks").then().statusCode(201);
    }

    @Test
    void openChecksOfAll_fillThePortalUntilTheyExpire() {
        clock.putAhead(Duration.ofHours(10));
        Response refused =
                untilRefused(time -> from("198.51.100." + (100 + time)).post("/api/v1/checks"));
        problem(refused, 503, "portal-full");
        assertThat(refused.header("Retry-After")).isEqualTo("300");

        clock.putAhead(Duration.ofHours(20));

        here().post("/api/v1/checks").then().statusCode(201);
    }

    @Test
    void tooManyRequestsAboutOneCheck_waitFromWherever() {
        Response refused = untilRefused(time -> from("192.0.2." + (50 + time)).get("/checks/AAAAAAAAAAAAAAAAAAAAAAAA"));

        problem(refused, 429, "too-many-requests");
        here().get("/checks/BBBBBBBBBBBBBBBBBBBBBBBB").then().statusCode(404);
    }

    @Test
    void pathParameter_doesNotLeadPastTheLimits() {
        for (String path : List.of("/api/v1/checks;x=1", "/api/v1;x/checks", "/checks;x", "/api/v1/checks%3Bx=1")) {
            assertThat(here().urlEncodingEnabled(false).post(path).statusCode())
                    .as(path)
                    .isIn(400, 404, 405);
        }
        here().urlEncodingEnabled(false)
                .post("/api/v1/checks/AAAAAAAAAAAAAAAAAAAAAAAA;x=1/evidence")
                .then()
                .statusCode(400)
                .body("detail", equalTo("A path without ';' expected."));
    }

    @Test
    void wrongApiTokens_areSlowedDownAndRightOnesAreNotCounted() {
        String right = tokens.create("limits-" + address, Role.COMPLIANCE).orElseThrow();
        for (int time = 0; time < 7; time++) {
            bearer(right).get("/api/v1/results").then().statusCode(200);
        }
        bearer("patchproof_guess").get("/api/v1/results").then().statusCode(401);

        problem(untilRefused(time -> bearer("patchproof_guess").get("/api/v1/devices")), 429, "too-many-wrong-tokens");
        bearer(right).get("/api/v1/results").then().statusCode(429);
        from("198.51.100.9")
                .header("Authorization", "Bearer " + right)
                .get("/api/v1/results")
                .then()
                .statusCode(200);
    }

    @Test
    void wrongTokensOfAnAdministrator_areSlowedDownOnThePageToo() {
        signIn("guess").then().statusCode(403);
        untilRefused(time -> signIn("guess"));

        signIn(tokens.create("admin-" + address, Role.ADMINISTRATOR).orElseThrow())
                .then()
                .statusCode(429)
                .contentType("text/html")
                .body(containsString("Too many wrong tokens"));
        bearer("guess").get("/admin/catalog").then().statusCode(429);
    }

    private Response signIn(String token) {
        return here().accept(BROWSER).formParam("token", token).post("/admin/login");
    }

    /** Limits fill up again while a slow machine goes on, but never as fast as it asks. */
    private static Response untilRefused(IntFunction<Response> call) {
        return IntStream.range(0, 150)
                .mapToObj(call)
                .filter(answer -> answer.header("Retry-After") != null)
                .findFirst()
                .orElseThrow();
    }

    private RequestSpecification bearer(String token) {
        return here().header("Authorization", "Bearer " + token);
    }

    private RequestSpecification here() {
        return from(address);
    }

    private static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", address).redirects().follow(false);
    }

    private static void problem(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://patchproof.dev/problems/" + code));
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 300);
    }

    /** Limits of a portal for very few. */
    public static final class Low implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "patchproof.trusted-proxies", "127.0.0.1",
                    "patchproof.limits.requests-per-minute", "20",
                    "patchproof.limits.checks-per-minute", "5",
                    "patchproof.limits.check-requests-per-minute", "10",
                    "patchproof.limits.wrong-tokens-per-minute", "5",
                    "patchproof.limits.open-checks", "8",
                    "patchproof.limits.open-checks-per-address", "3");
        }
    }
}
