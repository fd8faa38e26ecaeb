package dev.patchproof.portal.web;

import static io.restassured.RestAssured.given;

import dev.patchproof.evidence.SelectorClaims;
import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import dev.patchproof.portal.check.NewCheck;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/** Goes through a check that a browser made, step by step, as the probe does. */
record StandInProbe(NewCheck check, TestComputer computer) {

    /** Asks for the plan; from here on the check's page says that the probe has started. */
    String plan() {
        return withTicket()
                .contentType("application/json")
                .body(JsonUtil.toJson(SelectorClaims.toClaims(computer.product())))
                .post("/api/v1/checks/{id}/plan", check.id())
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    void progress(int done, int total) {
        withTicket()
                .contentType("application/json")
                .body(Map.of("done", done, "total", total))
                .post("/api/v1/checks/{id}/progress", check.id())
                .then()
                .statusCode(204);
    }

    /** Sends what it found; the path of the result's page. */
    String upload(String plan) {
        String resultId = withTicket()
                .contentType("application/eat+jwt")
                .body(TestDevice.make().evidence(plan, computer, Instant.now()).getBytes(StandardCharsets.US_ASCII))
                .post("/api/v1/checks/{id}/evidence", check.id())
                .then()
                .statusCode(201)
                .extract()
                .path("resultId");
        return "/results/" + resultId;
    }

    private RequestSpecification withTicket() {
        return given().header("Authorization", "Bearer " + check.ticket());
    }
}
