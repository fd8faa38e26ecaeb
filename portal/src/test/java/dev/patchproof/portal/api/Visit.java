package dev.patchproof.portal.api;

import static io.restassured.RestAssured.given;

import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jose4j.json.JsonUtil;

/** One check over HTTP, as a probe goes through it. */
public record Visit(String checkId, String ticket, String plan) {

    public static Visit begin(TestComputer computer) {
        JsonPath check =
                given().post("/api/v1/checks").then().statusCode(201).extract().jsonPath();
        return new Visit(check.getString("id"), check.getString("ticket"), "").askPlan(computer);
    }

    public Visit askPlan(TestComputer computer) {
        String plan = askPlan(
                        JsonUtil.toJson(dev.patchproof.evidence.SelectorClaims.toClaims(computer.product())), ticket)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return new Visit(checkId, ticket, plan);
    }

    Response askPlan(String body, String bearer) {
        return given().header("Authorization", "Bearer " + bearer)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/checks/" + checkId + "/plan");
    }

    public void progress(int done, int total) {
        given().header("Authorization", "Bearer " + ticket)
                .contentType("application/json")
                .body("{\"done\":" + done + ",\"total\":" + total + "}")
                .post("/api/v1/checks/" + checkId + "/progress")
                .then()
                .statusCode(204);
    }

    Response upload(String token) {
        return given().header("Authorization", "Bearer " + ticket)
                .contentType("application/eat+jwt")
                .body(token.getBytes(StandardCharsets.US_ASCII))
                .post("/api/v1/checks/" + checkId + "/evidence");
    }

    public String uploaded(TestDevice device, TestComputer computer, Instant now) {
        return upload(device.evidence(plan, computer, now))
                .then()
                .statusCode(201)
                .extract()
                .path("resultId");
    }

    /** A whole visit; the id of its result. */
    static String whole(TestDevice device, TestComputer computer) {
        return begin(computer).uploaded(device, computer, Instant.now());
    }
}
