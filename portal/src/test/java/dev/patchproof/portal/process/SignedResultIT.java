package dev.patchproof.portal.process;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.SelectorClaims;
import dev.patchproof.portal.SecondJose;
import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signed result outlives the process that signed it. */
final class SignedResultIT {
    private static final TestComputer LIAR = TestComputer.liar("desk-17");
    private static final String EAT = "application/eat+jwt";

    @TempDir
    Path folder;

    @Test
    void resultSignedBeforeARestart_isVerifiedByTheKeySetAfterIt() throws Exception {
        String id;
        String before;
        try (PortalProcess portal = PortalProcess.start(folder, Map.of())) {
            id = visit(portal.url());
            before = given().accept(EAT)
                    .get(portal.url() + "/api/v1/results/" + id)
                    .asString();
        }

        try (PortalProcess portal = PortalProcess.start(folder, Map.of())) {
            String jwks = new String(portal.get("/.well-known/jwks.json").body(), StandardCharsets.UTF_8);
            String after = given().accept(EAT)
                    .get(portal.url() + "/api/v1/results/" + id)
                    .asString();

            assertThat(SecondJose.verified(before, jwks).getJSONObjectClaim("submods"))
                    .isEqualTo(SecondJose.verified(after, jwks).getJSONObjectClaim("submods"));
            assertThat(SecondJose.verified(after, jwks).getJSONObjectClaim("patchproof"))
                    .containsEntry("verdict", "NOT_UP_TO_DATE");
        }
    }

    private static String visit(String url) {
        JsonPath check = given().post(url + "/api/v1/checks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String bearer = "Bearer " + check.getString("ticket");
        String calls = url + "/api/v1/checks/" + check.getString("id");
        String plan = given().header("Authorization", bearer)
                .contentType("application/json")
                .body(JsonUtil.toJson(SelectorClaims.toClaims(LIAR.product())))
                .post(calls + "/plan")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return given().header("Authorization", bearer)
                .contentType(EAT)
                .body(TestDevice.make().evidence(plan, LIAR, Instant.now()).getBytes(StandardCharsets.US_ASCII))
                .post(calls + "/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("resultId");
    }
}
