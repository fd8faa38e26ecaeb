package dev.patchproof.portal.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Senders who begin a body and go on when they like, at a portal that judges one upload at a time and reads six. */
@QuarkusTest
@TestProfile(SlowSendersTest.Small.class)
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
@Timeout(120)
final class SlowSendersTest {
    private static final TestComputer LIAR = TestComputer.liar("desk-17");
    private static final String OTHER = "198.51.100.4";

    private final List<RawConnection> stalled = new ArrayList<>();

    /** Addresses are what the test says they are. */
    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "patchproof.trusted-proxies", "127.0.0.1",
                    "patchproof.limits.uploads-at-once", "1",
                    "patchproof.limits.uploads-waiting", "1",
                    "patchproof.limits.upload-wait", "PT1S",
                    "patchproof.limits.bodies-read", "6",
                    "patchproof.upload.timeout", "PT15S");
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        for (RawConnection connection : stalled) {
            connection.close();
        }
    }

    @Test
    void slowUploadsOfOneAddress_keepNoOtherWaiting() throws Exception {
        Visit visit = Visit.begin(LIAR);
        for (int sender = 0; sender < 4; sender++) {
            stall(visit, "evidence", "203.0.113.1");
        }

        upload(visit, "203.0.113.1")
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[0-9]+"))
                .body("type", equalTo("https://patchproof.dev/problems/too-many-bodies"));
        upload(visit, OTHER).then().statusCode(201);
    }

    @Test
    void slowSelectors_areCountedAlike() throws Exception {
        Visit visit = Visit.begin(LIAR);
        for (int sender = 0; sender < 4; sender++) {
            stall(visit, "plan", "203.0.113.2");
        }

        assertThat(upload(visit, "203.0.113.2").statusCode()).isEqualTo(429);
        upload(visit, OTHER).then().statusCode(201);
    }

    @Test
    void slowSendersFromEverywhere_areToldToComeAgainAndTheirPlacesComeFree() throws Exception {
        Visit visit = Visit.begin(LIAR);
        for (int sender = 0; sender < 6; sender++) {
            stall(visit, "evidence", "203.0.113." + (10 + sender));
        }

        upload(visit, OTHER).then().statusCode(503).header("Retry-After", matchesPattern("[0-9]+"));
        hangUp();

        Response answer = upload(visit, OTHER);
        for (long start = System.nanoTime();
                answer.statusCode() == 503
                        && System.nanoTime() - start < Duration.ofSeconds(30).toNanos();
                answer = upload(visit, OTHER)) {
            Thread.sleep(100);
        }
        answer.then().statusCode(201);
    }

    /** More than there are threads. */
    @Test
    void slowForms_leaveThePortalAnsweringAndAreEndedInTime() throws Exception {
        for (int sender = 0; sender < 800; sender++) {
            RawConnection connection = new RawConnection();
            stalled.add(connection);
            connection.send("POST /admin/login HTTP/1.1\r\nHost: portal.test\r\nX-Forwarded-For: 203.0.113.3\r\n"
                    + "Content-Length: 60000\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\ntoken=a");
        }

        given().get("/").then().statusCode(200);
        Visit visit = Visit.begin(LIAR);
        upload(visit, OTHER).then().statusCode(201);
        form("203.0.113.3")
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[0-9]+"))
                .body("type", equalTo("https://patchproof.dev/problems/too-many-forms"));
        Response answer = form("203.0.113.3");
        for (long start = System.nanoTime();
                answer.statusCode() == 429
                        && System.nanoTime() - start < Duration.ofSeconds(60).toNanos();
                answer = form("203.0.113.3")) {
            Thread.sleep(500);
        }
        assertThat(answer.statusCode()).as("read, and answered").isNotEqualTo(429);
    }

    private static Response form(String address) {
        return given().header("X-Forwarded-For", address)
                .header("Origin", "http://portal.test")
                .header("Accept", "application/problem+json")
                .formParam("token", "none of ours")
                .post("/admin/login");
    }

    private void stall(Visit visit, String call, String address) throws Exception {
        RawConnection connection = new RawConnection();
        stalled.add(connection);
        connection
                .send("POST /api/v1/checks/" + visit.checkId() + "/" + call + " HTTP/1.1\r\nHost: portal.test\r\n"
                        + "Authorization: Bearer " + visit.ticket() + "\r\nX-Forwarded-For: " + address
                        + "\r\nContent-Length: 60000\r\nContent-Type: "
                        + (call.equals("plan") ? "application/json" : "application/eat+jwt") + "\r\n\r\n")
                .send("a".repeat(20_000));
        Thread.sleep(300); // until the portal has begun to read
    }

    private static Response upload(Visit visit, String address) {
        String token = TestDevice.make().evidence(visit.plan(), LIAR, Instant.now());
        return given().header("Authorization", "Bearer " + visit.ticket())
                .header("X-Forwarded-For", address)
                .contentType("application/eat+jwt")
                .body(token.getBytes(StandardCharsets.US_ASCII))
                .post("/api/v1/checks/" + visit.checkId() + "/evidence");
    }
}
