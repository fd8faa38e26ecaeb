package dev.patchproof.portal.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.patchproof.portal.SecondJose;
import dev.patchproof.portal.TestClock;
import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signed results as somebody else's JOSE library sees them. */
@QuarkusTest
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
final class SignedResultTest {
    private static final TestComputer LIAR = TestComputer.liar("desk-17");
    private static final String EAT = "application/eat+jwt";

    @Inject
    TestClock clock;

    @AfterEach
    void putClockRight() {
        clock.putAhead(Duration.ZERO);
    }

    @Test
    void liar_isContraindicatedBySignatureAndKeySetAlone() throws Exception {
        TestDevice device = TestDevice.make();
        String id = Visit.whole(device, LIAR);

        Response answer = given().accept(EAT).get("/api/v1/results/" + id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith(EAT).contains("eat_profile=\"tag:github.com,2023:veraison/ear\"");
        assertThat(answer.header("Vary")).contains("Accept");
        JWTClaimsSet claims = SecondJose.verified(answer.asString(), jwks());
        assertThat(claims.getStringClaim("eat_profile")).isEqualTo("tag:github.com,2023:veraison/ear");
        assertThat(claims.getIssuer()).isEqualTo("http://portal.test");
        assertThat(claims.getIssueTime()).isNotNull();
        assertThat(claims.getJSONObjectClaim("ear.verifier-id")).containsOnlyKeys("developer", "build");
        Map<String, Object> submodules = claims.getJSONObjectClaim("submods");
        assertThat(submodules).containsOnlyKeys("computer", "claimed", "on-disk", "in-force");
        assertThat(submodules.get("computer").toString())
                .contains("ear.status=contraindicated", "ear.appraisal-policy-id=" + release(id));
        assertThat(submodules.get("on-disk").toString()).contains("ear.status=contraindicated");
        assertThat(submodules.toString()).doesNotContain("affirming", "hardware", "instance-identity");
        assertThat(claims.getJSONObjectClaim("patchproof"))
                .containsEntry("verdict", "NOT_UP_TO_DATE")
                .containsEntry(
                        "claimedVerdict", given().get("/api/v1/results/" + id).path("claimedVerdict"))
                .containsEntry("selfReported", true)
                .containsEntry("stale", false);
        assertThat(claims.getJSONObjectClaim("patchproof").get("device").toString())
                .contains(device.ueid());
        assertThat(claims.toString()).doesNotContain(id).doesNotContain("desk-17");
    }

    @Test
    void alteredByOneClaim_isNotBelieved() throws Exception {
        String[] parts = given().accept(EAT)
                .get("/api/v1/results/" + Visit.whole(TestDevice.make(), LIAR))
                .asString()
                .split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), java.nio.charset.StandardCharsets.UTF_8);
        String better = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("contraindicated", "affirming")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(SecondJose.isSigned(parts[0] + "." + better + "." + parts[2], jwks()))
                .isFalse();
        assertThat(SecondJose.isSigned(String.join(".", parts), jwks())).isTrue();
    }

    @Test
    void accept_decidesTheForm() {
        String path = "/api/v1/results/" + Visit.whole(TestDevice.make(), LIAR);

        for (String json :
                new String[] {"*/*", "application/json", "application/*", EAT + ";q=0.5, application/json"}) {
            assertThat(given().accept(json).get(path).contentType()).as(json).startsWith("application/json");
        }
        for (String signed : new String[] {EAT, "application/json;q=0.5, " + EAT, EAT + ";eat_profile=\"x\""}) {
            assertThat(given().accept(signed).get(path).contentType())
                    .as(signed)
                    .startsWith(EAT);
        }
        given().accept("image/png").get(path).then().statusCode(406);
        given().accept(EAT)
                .get("/api/v1/results/AAAAAAAAAAAAAAAAAAAAAAAA")
                .then()
                .statusCode(404)
                .body("type", equalTo("https://patchproof.dev/problems/result-unknown"));
    }

    @Test
    void signedResult_isNotTakenForEvidence() {
        Visit visit = Visit.begin(LIAR);
        String signed = given().accept(EAT)
                .get("/api/v1/results/" + Visit.whole(TestDevice.make(), LIAR))
                .asString();

        visit.upload(signed)
                .then()
                .statusCode(422)
                .body("type", equalTo("https://patchproof.dev/problems/evidence-header-not-allowed"));
    }

    @Test
    void afterItWentStale_itSaysSo() throws Exception {
        String id = Visit.whole(TestDevice.make(), LIAR);
        clock.putAhead(Duration.ofDays(8));

        JWTClaimsSet claims = SecondJose.verified(
                given().accept(EAT).get("/api/v1/results/" + id).asString(),
                jwks(),
                Instant.now().plus(Duration.ofDays(8)));

        assertThat(claims.getJSONObjectClaim("patchproof")).containsEntry("stale", true);
    }

    private static String release(String id) {
        return given().get("/api/v1/results/" + id).path("catalogRelease");
    }

    private static String jwks() {
        return given().get("/.well-known/jwks.json").asString();
    }
}
