package dev.patchproof.portal.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.patchproof.evidence.Finding;
import dev.patchproof.portal.TestClock;
import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import dev.patchproof.portal.access.ApiTokens;
import dev.patchproof.portal.access.OwnerSecret;
import dev.patchproof.portal.access.Role;
import dev.patchproof.portal.check.CheckState;
import dev.patchproof.portal.check.Checks;
import dev.patchproof.portal.check.NewCheck;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the API promises, whatever the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PortalApiContract {
    private static final TestComputer LIAR = TestComputer.liar("desk-17");
    private static final String PROBLEM = "application/problem+json";

    @Inject
    Checks checks;

    @Inject
    ApiTokens tokens;

    @Inject
    Jdbi jdbi;

    @Inject
    TestClock clock;

    abstract String database();

    @AfterEach
    void putClockRight() {
        clock.putAhead(Duration.ZERO);
    }

    @Test
    void configuredDatabase_isTheOneInUse() throws Exception {
        String product =
                jdbi.withHandle(handle -> handle.getConnection().getMetaData().getDatabaseProductName());

        assertThat(product).isEqualTo(database());
    }

    @Test
    void newCheck_hasAbsoluteLinksAndEnd() {
        given().post("/api/v1/checks")
                .then()
                .statusCode(201)
                .header("Location", startsWith("http://portal.test/checks/"))
                .body("id", notNullValue())
                .body("ticket", notNullValue())
                .body("keySet", notNullValue())
                .body("links.page", startsWith("http://portal.test/checks/"))
                .body("links.plan", endsWith("/plan"))
                .body("links.progress", endsWith("/progress"))
                .body("links.evidence", endsWith("/evidence"))
                .body("links.probe", endsWith("/probe.jar"))
                .body("expiresAt", endsWith("Z"));
    }

    @Test
    void planWithoutTicket_unauthorized() {
        String id = given().post("/api/v1/checks").path("id");

        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/checks/" + id + "/plan")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType(PROBLEM)
                .body("type", equalTo("https://patchproof.dev/problems/ticket-required"));
    }

    @Test
    void planWithTicketOfAnotherCheck_forbidden() {
        Visit mine = Visit.begin(LIAR);
        Visit other = Visit.begin(LIAR);

        problem(mine.askPlan("{}", other.ticket()), 403, "ticket-wrong");
    }

    @Test
    void unknownCheck_notFound() {
        Visit nowhere = new Visit("AAAAAAAAAAAAAAAAAAAAAAAA", "a.b.c", "");

        problem(nowhere.askPlan("{}", "a.b.c"), 404, "check-unknown");
    }

    @Test
    void malformedSelector_refusedWithItsPath() {
        Visit visit = Visit.begin(LIAR);

        problem(visit.askPlan("{\"family\":\"amiga\"}", visit.ticket()), 400, "body-malformed");
    }

    @Test
    void planBodyAboveItsLimit_tooLarge() {
        Visit visit = Visit.begin(LIAR);

        problem(visit.askPlan(" ".repeat(64 * 1024 + 1), visit.ticket()), 413, "body-too-large");
    }

    @Test
    void evidenceAboveItsLimit_tooLarge() {
        Visit visit = Visit.begin(LIAR);

        problem(visit.upload("a".repeat(8 * 1024 * 1024 + 1)), 413, "body-too-large");
    }

    @Test
    void plan_asksForWhatTheCatalogNeeds() {
        Visit visit = Visit.begin(LIAR);

        assertThat(TestDevice.plan(visit.plan()).queries().toString()).contains("KB823980", "rpcrt4.dll");
    }

    @Test
    void expiredCheck_givesNoPlanAndTakesNoEvidence() {
        Visit visit = Visit.begin(LIAR);
        String token = TestDevice.make().evidence(visit.plan(), LIAR, Instant.now());

        clock.putAhead(Duration.ofHours(3));

        problem(visit.askPlan("{}", visit.ticket()), 410, "check-expired");
        problem(visit.upload(token), 410, "check-expired");
        assertThat(checks.find(visit.checkId()).orElseThrow().state()).isEqualTo(new CheckState.Expired());
    }

    @Test
    void liar_claimsUpToDateAndIsNot() {
        Visit visit = Visit.begin(LIAR);

        Response answer = visit.upload(TestDevice.make().evidence(visit.plan(), LIAR, Instant.now()));

        String id = answer.then()
                .statusCode(201)
                .body("verdict", equalTo("NOT_UP_TO_DATE"))
                .extract()
                .path("resultId");
        assertThat(answer.header("Location")).isEqualTo("http://portal.test/results/" + id);
        assertThat(checks.find(visit.checkId()).orElseThrow().state()).isEqualTo(new CheckState.Appraised(id));
    }

    @Test
    void result_isReadByItsIdWithDatesAndOrigin() {
        String id = Visit.whole(TestDevice.make(), LIAR);

        given().get("/api/v1/results/" + id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("id", equalTo(id))
                .body("selfReported", equalTo(true))
                .body("verdict", equalTo("NOT_UP_TO_DATE"))
                .body("evidenceDate", endsWith("Z"))
                .body("catalogDate", notNullValue())
                .body("catalogRelease", notNullValue())
                .body("receivedAt", endsWith("Z"))
                .body("staleFrom", endsWith("Z"))
                .body("stale", equalTo(false))
                .body("device.hostName", equalTo("desk-17"))
                .body("updates.find { it.updateId == 'KB823980' }.layers", hasKey("CLAIMED"))
                .body("updates.verdict", hasItem("CLAIMED_NOT_FOUND"));
    }

    @Test
    void unknownResult_notFound() {
        problem(given().get("/api/v1/results/AAAAAAAAAAAAAAAAAAAAAAAA"), 404, "result-unknown");
    }

    @Test
    void sameTokenAgain_sameResult() {
        Visit visit = Visit.begin(LIAR);
        String token = TestDevice.make().evidence(visit.plan(), LIAR, Instant.now());
        String first = visit.upload(token).then().statusCode(201).extract().path("resultId");

        String second = visit.upload(token).then().statusCode(201).extract().path("resultId");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void sameTokenAgainAfterTheEnd_sameResult() {
        Visit visit = Visit.begin(LIAR);
        String token = TestDevice.make().evidence(visit.plan(), LIAR, Instant.now());
        String first = visit.upload(token).then().statusCode(201).extract().path("resultId");

        clock.putAhead(Duration.ofHours(3));

        visit.upload(token).then().statusCode(201).body("resultId", equalTo(first));
    }

    @Test
    void anotherTokenOnAUsedTicket_refused() {
        Visit visit = Visit.begin(LIAR);
        TestDevice device = TestDevice.make();
        visit.uploaded(device, LIAR, Instant.now());

        problem(visit.upload(device.evidence(visit.plan(), LIAR, Instant.now())), 409, "ticket-used");
    }

    @Test
    void usedTicket_givesNoPlanAndNoDownloadOfTheTicket() {
        Visit visit = Visit.begin(LIAR);
        visit.uploaded(TestDevice.make(), LIAR, Instant.now());

        problem(visit.askPlan("{}", visit.ticket()), 409, "ticket-used");
        String kept = jdbi.withHandle(
                handle -> handle.createQuery("SELECT COUNT(*) FROM checks WHERE id = :id AND ticket IS NOT NULL")
                        .bind("id", visit.checkId())
                        .mapTo(String.class)
                        .one());
        assertThat(kept).isEqualTo("0");
    }

    @Test
    void refusedEvidence_changesNothing() {
        Visit visit = Visit.begin(LIAR);
        TestDevice device = TestDevice.make();
        String forged = device.evidence(
                visit.plan(), LIAR, Instant.now(), claims -> claims.put("eat_nonce", "bm90LXRoZS1ub25jZQ"));
        Map<String, Long> before = rows();

        problem(visit.upload(forged), 422, "evidence-nonce-wrong");

        assertThat(rows()).isEqualTo(before);
        assertThat(checks.find(visit.checkId()).orElseThrow().state()).isEqualTo(new CheckState.ProbeStarted());
        visit.uploaded(device, LIAR, Instant.now());
    }

    @Test
    void evidenceForThePlanBeforeTheLast_refused() {
        Visit first = Visit.begin(LIAR);
        clock.putAhead(Duration.ofSeconds(5));
        Visit second = first.askPlan(LIAR);
        assertThat(second.plan()).isNotEqualTo(first.plan());

        problem(
                second.upload(TestDevice.make().evidence(first.plan(), LIAR, Instant.now())),
                422,
                "evidence-plan-digest-wrong");
    }

    @Test
    void evidenceWithoutPlan_refused() {
        JsonPath check = given().post("/api/v1/checks").jsonPath();
        Visit visit = new Visit(check.getString("id"), check.getString("ticket"), "");

        problem(visit.upload("a.b.c"), 409, "plan-required");
    }

    @Test
    void sameTokenInParallel_oneResult() throws Exception {
        Visit visit = Visit.begin(LIAR);
        String token = TestDevice.make().evidence(visit.plan(), LIAR, Instant.now());

        List<Response> answers = inParallel(6, number -> visit.upload(token));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.stream().map(answer -> answer.path("resultId")).distinct())
                .hasSize(1);
        assertThat(results(visit.checkId())).isEqualTo(1);
    }

    @Test
    void differentTokensInParallel_oneWins() throws Exception {
        Visit visit = Visit.begin(LIAR);
        TestDevice device = TestDevice.make();
        List<String> evidence = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            evidence.add(device.evidence(visit.plan(), LIAR, Instant.now()));
        }

        List<Response> answers = inParallel(6, number -> visit.upload(evidence.get(number)));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnly(201, 409)
                .containsOnlyOnce(201);
        assertThat(results(visit.checkId())).isEqualTo(1);
    }

    @Test
    void oneDeviceInParallel_oneResultIsTheLatest() throws Exception {
        TestDevice device = TestDevice.make();

        inParallel(5, number -> Visit.whole(device, LIAR));

        Long latest = jdbi.withHandle(
                handle -> handle.createQuery("SELECT COUNT(*) FROM results WHERE ueid = :ueid AND latest = 1")
                        .bind("ueid", device.ueid())
                        .mapTo(Long.class)
                        .one());
        assertThat(latest).isEqualTo(1);
    }

    @Test
    void deletionWithoutProof_unauthorized() {
        String id = Visit.whole(TestDevice.make(), LIAR);

        problem(given().delete("/api/v1/results/" + id), 401, "owner-required");
        given().get("/api/v1/results/" + id).then().statusCode(200);
    }

    @Test
    void deletionWithAnotherChecksTicket_forbidden() {
        String id = Visit.whole(TestDevice.make(), LIAR);
        Visit other = Visit.begin(LIAR);

        problem(
                given().header("Authorization", "Bearer " + other.ticket()).delete("/api/v1/results/" + id),
                403,
                "not-owner");
        given().get("/api/v1/results/" + id).then().statusCode(200);
    }

    @Test
    void deletionWithAnApiToken_forbidden() {
        String id = Visit.whole(TestDevice.make(), LIAR);

        problem(compliance().delete("/api/v1/results/" + id), 403, "not-owner");
    }

    @Test
    void deletionByTheProbe_leavesTheCountAlone() {
        Visit visit = Visit.begin(LIAR);
        TestDevice device = TestDevice.make();
        String id = visit.uploaded(device, LIAR, Instant.now());
        JsonPath before = compliance().get("/api/v1/reports/compliance").jsonPath();

        given().header("Authorization", "Bearer " + visit.ticket())
                .delete("/api/v1/results/" + id)
                .then()
                .statusCode(204);

        problem(given().get("/api/v1/results/" + id), 410, "result-deleted");
        JsonPath after = compliance().get("/api/v1/reports/compliance").jsonPath();
        assertThat(after.getList("updates")).isEqualTo(before.getList("updates"));
        assertThat(after.getLong("devices")).isEqualTo(before.getLong("devices"));
        assertThat(after.getLong("products.deleted.sum()")).isEqualTo(before.getLong("products.deleted.sum()") + 1);
        assertThat(personalColumns(id)).isEmpty();
        assertThat(compliance().get("/api/v1/devices?limit=1000").asString()).doesNotContain(device.ueid());
        assertThat(compliance().get("/api/v1/results?limit=1000").asString()).doesNotContain(id);
    }

    @Test
    void deletionByTheBrowserThatMadeTheCheck_deletes() {
        OwnerSecret mine = OwnerSecret.generate();
        NewCheck check = checks.create(Optional.of(mine));
        Visit visit = new Visit(check.id(), check.ticket(), "").askPlan(LIAR);
        String id = visit.uploaded(TestDevice.make(), LIAR, Instant.now());

        problem(
                given().cookie(OwnerSecret.COOKIE, OwnerSecret.generate().value())
                        .header("Origin", "http://portal.test")
                        .delete("/api/v1/results/" + id),
                403,
                "not-owner");
        given().cookie(OwnerSecret.COOKIE, mine.value())
                .header("Origin", "http://portal.test")
                .delete("/api/v1/results/" + id)
                .then()
                .statusCode(204);
    }

    @Test
    void deviceWithANewKey_isShownAsSuch() {
        TestDevice device = TestDevice.make();
        String before = Visit.whole(device, LIAR);
        String after = Visit.whole(device.withNewKey(), LIAR);

        given().get("/api/v1/results/" + before).then().body("device.keyChanged", equalTo(false));
        given().get("/api/v1/results/" + after).then().body("device.keyChanged", equalTo(true));
        compliance()
                .get("/api/v1/devices?limit=1000")
                .then()
                .body("items.find { it.resultId == '" + after + "' }.keyChangedAt", notNullValue());
    }

    @Test
    void knownNameUnderANewKey_isADeviceOfItsOwn() {
        TestDevice device = TestDevice.make();
        String first = Visit.whole(device, LIAR);
        String stranger = Visit.whole(device.withNewKey(), LIAR);

        JsonPath devices = devices();

        assertThat(devices.getList("items.findAll { it.ueid == '" + device.ueid() + "' }.resultId"))
                .containsExactlyInAnyOrder(first, stranger);
        assertThat(latest(first)).isEqualTo(1);
        assertThat(latest(stranger)).isEqualTo(1);
        assertThat(devices.getString("items.find { it.resultId == '" + first + "' }.keyChangedAt"))
                .isNull();
        String again = Visit.whole(device, LIAR);
        given().get("/api/v1/results/" + again).then().body("device.keyChanged", equalTo(true));
        assertThat(latest(first)).isZero();
        assertThat(latest(stranger)).isEqualTo(1);
    }

    @Test
    void twoUsersOfOneComputer_areOneComputer() {
        TestComputer computer = LIAR.on(machine(), morning());
        String ann = Visit.whole(TestDevice.make(), computer);
        String bob = Visit.whole(
                TestDevice.make(),
                computer.on(computer.machineId().orElseThrow(), morning().plusSeconds(40)));

        assertThat(latest(ann)).isZero();
        assertThat(latest(bob)).isEqualTo(1);
        assertThat(signs(ann)).isEmpty();
        assertThat(signs(bob)).isEmpty();
        JsonPath devices = devices();
        assertThat(devices.getInt("items.find { it.resultId == '" + ann + "' }.othersOnMachine"))
                .isEqualTo(1);
        assertThat(devices.getString("items.find { it.resultId == '" + ann + "' }.machine"))
                .isEqualTo(devices.getString("items.find { it.resultId == '" + bob + "' }.machine"))
                .matches("[0-9a-f]{8}-[0-9a-f]{64}")
                .doesNotContain(computer.machineId().orElseThrow());
    }

    @Test
    void oneComputerStartedTwiceOneAfterTheOther_isNoClone() {
        String machine = machine();
        Visit.whole(TestDevice.make(), LIAR.on(machine, Instant.now().minus(Duration.ofDays(2))));
        String after = Visit.whole(TestDevice.make(), LIAR.on(machine, Instant.now()));

        assertThat(signs(after)).isEmpty();
    }

    @Test
    void sameMachineUnderAnotherName_isAPossibleCloneAndKeptApart() {
        String machine = machine();
        String one = Visit.whole(TestDevice.make(), LIAR.on(machine, morning()));
        String other =
                Visit.whole(TestDevice.make(), LIAR.on(machine, morning()).named("desk-18"));

        assertThat(latest(one)).isEqualTo(1);
        assertThat(latest(other)).isEqualTo(1);
        assertThat(signs(one)).containsExactly("HOST_NAMES");
        assertThat(signs(other)).containsExactly("HOST_NAMES");
        assertThat(devices().getList("items.find { it.resultId == '" + one + "' }.possibleClone"))
                .isEqualTo(List.of("HOST_NAMES"));
        assertThat(compliance().get("/api/v1/devices?format=csv").asString()).contains(",1,HOST_NAMES");
        assertThat(given().get("/results/" + one).asString()).contains("Possibly two computers.");
    }

    @Test
    void sameMachineRunningTwiceAtOnce_isAPossibleCloneAndKeptApart() {
        String machine = machine();
        String one =
                Visit.whole(TestDevice.make(), LIAR.on(machine, Instant.now().minus(Duration.ofHours(5))));
        String other =
                Visit.whole(TestDevice.make(), LIAR.on(machine, Instant.now().minus(Duration.ofHours(3))));

        assertThat(latest(one)).isEqualTo(1);
        assertThat(signs(one)).containsExactly("BOOTS_OVERLAP");
        assertThat(signs(other)).containsExactly("BOOTS_OVERLAP");
    }

    @Test
    void wholeDiskCopiedWithItsKey_isAPossibleClone() {
        String machine = machine();
        TestDevice device = TestDevice.make();
        Visit.whole(device, LIAR.on(machine, Instant.now().minus(Duration.ofHours(5))));
        String copy = Visit.whole(device, LIAR.on(machine, Instant.now().minus(Duration.ofHours(3))));

        assertThat(signs(copy)).containsExactly("BOOTS_OVERLAP");
        assertThat(devices().getList("items.find { it.ueid == '" + device.ueid() + "' }.possibleClone"))
                .isEqualTo(List.of("BOOTS_OVERLAP"));
    }

    @Test
    void renamedComputer_isNoCloneUntilItsNameGoesBack() {
        TestComputer before = LIAR.on(machine(), morning());
        TestDevice device = TestDevice.make();
        Visit.whole(device, before);
        String renamed = Visit.whole(device, before.named("desk-18"));
        String back = Visit.whole(device, before);

        assertThat(signs(renamed)).isEmpty();
        assertThat(signs(back)).containsExactly("HOST_NAMES");
    }

    @Test
    void keyOnAnotherMachine_isShown() {
        TestDevice device = TestDevice.make();
        Visit.whole(device, LIAR.on(machine(), morning()));
        String moved = Visit.whole(device, LIAR.on(machine(), morning()));

        given().get("/api/v1/results/" + moved).then().body("device.machineChanged", equalTo(true));
        assertThat(devices().getString("items.find { it.ueid == '" + device.ueid() + "' }.machineChangedAt"))
                .endsWith("Z");
        assertThat(given().get("/results/" + moved).asString()).contains("Another computer than before.");
    }

    @Test
    void machineThatCouldNotBeRead_isNobodysClone() {
        String one = Visit.whole(TestDevice.make(), LIAR);
        String other = Visit.whole(TestDevice.make(), LIAR.named("desk-18"));

        assertThat(latest(one)).isEqualTo(1);
        assertThat(signs(other)).isEmpty();
        assertThat(devices().getString("items.find { it.resultId == '" + one + "' }.machine"))
                .isNull();
    }

    @Test
    void deletedResult_takesItsMachineAlong() {
        String machine = machine();
        TestComputer computer = LIAR.on(machine, morning());
        Visit visit = Visit.begin(computer);
        visit.uploaded(TestDevice.make(), computer, Instant.now());
        String id = jdbi.withHandle(handle -> handle.createQuery("SELECT result_id FROM checks WHERE id = :id")
                .bind("id", visit.checkId())
                .mapTo(String.class)
                .one());
        String other = Visit.whole(TestDevice.make(), computer.named("desk-18"));

        given().header("Authorization", "Bearer " + visit.ticket())
                .delete("/api/v1/results/" + id)
                .then()
                .statusCode(204);

        assertThat(signs(other)).isEmpty();
        assertThat(rowsWith("device_keys", "result_id", id)).isZero();
    }

    private static String machine() {
        return UUID.randomUUID().toString();
    }

    private static Instant morning() {
        return Instant.parse("2026-01-31T08:00:00Z");
    }

    private JsonPath devices() {
        return compliance().get("/api/v1/devices?limit=1000").jsonPath();
    }

    private static List<String> signs(String resultId) {
        return given().get("/api/v1/results/" + resultId).jsonPath().getList("device.possibleClone");
    }

    private int latest(String resultId) {
        return rowsWith("results WHERE latest = 1 AND id = :value", resultId);
    }

    private int rowsWith(String table, String column, String value) {
        return rowsWith(table + " WHERE " + column + " = :value", value);
    }

    private int rowsWith(String from, String value) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + from)
                .bind("value", value)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void folderLookedAtByADevice_isNotTakenForTheDevice() {
        TestDevice device = TestDevice.make();
        String live = Visit.whole(device, LIAR);

        Visit.whole(device, LIAR.offline());

        compliance()
                .get("/api/v1/devices?limit=1000")
                .then()
                .body("items.find { it.ueid == '" + device.ueid() + "' }.resultId", equalTo(live));
        compliance()
                .get("/api/v1/results?limit=1000")
                .then()
                .body("items.findAll { it.ueid == '" + device.ueid() + "' && it.latest }.id", equalTo(List.of(live)));
    }

    @Test
    void complianceWithoutToken_unauthorized() {
        for (String path : List.of("/api/v1/results", "/api/v1/devices", "/api/v1/reports/compliance")) {
            problem(given().get(path), 401, "api-token-required");
            problem(given().header("Authorization", "Bearer guess").get(path), 401, "api-token-required");
            problem(given().header("Authorization", "Basic Og==").get(path), 401, "api-token-required");
        }
    }

    @Test
    void revokedToken_unauthorized() {
        String secret = tokens.create("revoked-" + database(), Role.COMPLIANCE).orElseThrow();
        RequestSpecification holder = given().header("Authorization", "Bearer " + secret);
        holder.get("/api/v1/results").then().statusCode(200);

        assertThat(tokens.revoke("revoked-" + database())).isTrue();

        problem(given().header("Authorization", "Bearer " + secret).get("/api/v1/results"), 401, "api-token-required");
    }

    @Test
    void apiToken_isNotStored() {
        String secret = tokens.create("stored-" + database(), Role.COMPLIANCE).orElseThrow();

        String row = jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM api_tokens WHERE name LIKE 'stored-%'")
                .mapToMap()
                .one()
                .toString());

        assertThat(row).doesNotContain(secret).doesNotContain(secret.substring(secret.length() - 20));
    }

    @Test
    void resultsByPages_areAllThereOnce() {
        for (int i = 0; i < 7; i++) {
            Visit.whole(TestDevice.make(), LIAR);
        }
        List<String> whole =
                compliance().get("/api/v1/results?limit=1000").jsonPath().getList("items.id");
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = compliance()
                    .get("/api/v1/results?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .jsonPath();
            paged.addAll(page.getList("items.id"));
            cursor = Optional.ofNullable(page.getString("next")).orElse("");
        } while (!cursor.isEmpty());

        assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void wrongParameters_refused() {
        problem(compliance().get("/api/v1/results?limit=0"), 400, "parameter-wrong");
        problem(compliance().get("/api/v1/results?limit=1001"), 400, "parameter-wrong");
        problem(compliance().get("/api/v1/results?limit=ten"), 400, "parameter-wrong");
        problem(compliance().get("/api/v1/devices?limit=99999999999"), 400, "parameter-wrong");
        problem(compliance().get("/api/v1/results?cursor=%2A"), 400, "cursor-malformed");
        problem(compliance().get("/api/v1/results?format=xml"), 400, "parameter-wrong");
        problem(compliance().get("/api/v1/reports/compliance?by=moon"), 400, "parameter-wrong");
    }

    @Test
    void errorsOfAnyKind_areProblems() {
        problem(given().get("/api/v1/nothing-here"), 404, "not-found");
        problem(given().get("/api/v1/checks"), 405, "method-not-allowed");
        problem(compliance().accept("image/png").get("/api/v1/results"), 406, "not-acceptable");
        Visit visit = Visit.begin(LIAR);
        problem(
                given().header("Authorization", "Bearer " + visit.ticket())
                        .contentType("text/plain")
                        .body("{}")
                        .post("/api/v1/checks/" + visit.checkId() + "/plan"),
                415,
                "unsupported-media-type");
        Response failure = given().get("/api/v1/test-failure");
        problem(failure, 500, "internal-error");
        assertThat(failure.asString()).doesNotContain("secret-inside").doesNotContain("Exception");
    }

    @Test
    void everyAnswer_carriesSecurityHeaders() {
        for (String path : List.of("/api/v1/checks", "/.well-known/jwks.json", "/q/health", "/nothing")) {
            given().get(path)
                    .then()
                    .header("Content-Security-Policy", startsWith("default-src 'none'"))
                    .header("Referrer-Policy", "no-referrer")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Cache-Control", notNullValue());
        }
    }

    @Test
    void requestFromAnotherSite_refused() {
        problem(given().header("Sec-Fetch-Site", "cross-site").post("/api/v1/checks"), 403, "cross-site");
        problem(given().header("Sec-Fetch-Site", "same-site").post("/api/v1/checks"), 403, "cross-site");
        problem(given().header("Origin", "http://evil.test").post("/api/v1/checks"), 403, "cross-site");
        problem(given().header("Origin", "null").post("/api/v1/checks"), 403, "cross-site");
        given().header("Origin", "http://portal.test")
                .post("/api/v1/checks")
                .then()
                .statusCode(201);
        given().header("Sec-Fetch-Site", "same-origin")
                .post("/api/v1/checks")
                .then()
                .statusCode(201);
    }

    @Test
    void publicKeys_arePublicOnly() {
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys.kid", everyItem(notNullValue()))
                .body("keys", everyItem(not(hasKey("d"))));
    }

    @Test
    void openApi_namesEveryCall() {
        String document = given().get("/q/openapi").asString();

        assertThat(document)
                .contains(
                        "/api/v1/checks:",
                        "/api/v1/checks/{checkId}/plan:",
                        "/api/v1/checks/{checkId}/progress:",
                        "/api/v1/checks/{checkId}/evidence:",
                        "/api/v1/results/{resultId}:",
                        "/api/v1/results:",
                        "/api/v1/devices:",
                        "/api/v1/reports/compliance:");
    }

    @Test
    void metrics_holdNoIds() {
        String id = Visit.whole(TestDevice.make(), LIAR);
        given().get("/api/v1/results/" + id);
        given().get("/api/v1/results/" + id + "/nothing");
        given().accept("image/png").get("/api/v1/results/" + id);
        given().options("/results/" + id);
        given().put("/results/" + id);
        given().header("Origin", "http://evil.example").post("/results/" + id + "/delete");

        assertThat(given().get("/q/metrics").asString()).contains("http_server").doesNotContain(id);
    }

    @Test
    void hostNameLikeAFormula_isHarmlessInCsvAndReadsBack() throws Exception {
        String nasty = "=HYPERLINK(\"http://evil\",\"a,b\")\nsecond line";
        String id = Visit.whole(TestDevice.make(), TestComputer.liar(nasty));

        Response answer = compliance().accept("text/csv").get("/api/v1/results?limit=1000");

        assertThat(answer.contentType()).startsWith("text/csv");
        assertThat(CsvReading.rows(answer.asString()))
                .filteredOn(row -> row.get("id").equals(id))
                .extracting(row -> row.get("host_name"))
                .containsExactly("'" + nasty);
    }

    @Test
    void complianceOverAHundredResults_countsWhatTheResultsSay() throws Exception {
        ComplianceCount before = ComplianceCount.reported(compliance().get("/api/v1/reports/compliance"));
        ComplianceCount counted = new ComplianceCount();
        Set<Object> verdicts = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            TestDevice device = TestDevice.make();
            if (i % 10 == 0) {
                // An earlier result of the same device must not count.
                Visit.whole(device, LIAR);
            }
            String id = Visit.whole(device, computer(i));
            JsonPath result = given().get("/api/v1/results/" + id).jsonPath();
            counted.count(result);
            verdicts.addAll(result.getList("updates.verdict"));
        }

        Response report = compliance().get("/api/v1/reports/compliance");

        assertThat(verdicts)
                .contains("IN_FORCE", "FOUND_NOT_CLAIMED", "CLAIMED_NOT_FOUND", "MISSING", "COULD_NOT_CHECK");
        assertThat(ComplianceCount.reported(report).minus(before)).isEqualTo(counted.asMap());
        Response csv = compliance().accept("text/csv").get("/api/v1/reports/compliance");
        assertThat(ComplianceCount.fromCsv(csv.asString()).asMap())
                .isEqualTo(ComplianceCount.reported(report).asMap());
    }

    /** Keys and file versions vary independently of each other. */
    private static TestComputer computer(int number) {
        List<String> keys =
                switch (number % 4) {
                    case 0 -> List.of();
                    case 1 -> List.of("KB823980");
                    case 2 -> List.of("KB823980", "KB824146");
                    default -> List.of("KB823980", "KB824146", "KB828741", "KB958644");
                };
        Finding<String> version =
                switch (number / 4 % 5) {
                    case 0 -> Finding.exists("5.1.2600.1106");
                    case 1 -> Finding.exists("5.1.2600.1230");
                    case 2 -> Finding.exists("5.1.2600.1370");
                    case 3 -> Finding.doesNotExist();
                    default -> Finding.error("MALFORMED", "no version resource");
                };
        return new TestComputer("desk-" + number, keys, version);
    }

    private RequestSpecification compliance() {
        String name = "test-" + database();
        if (tokenOfThisRun == null) {
            tokenOfThisRun = tokens.create(name, Role.COMPLIANCE).orElseThrow();
        }
        return given().header("Authorization", "Bearer " + tokenOfThisRun);
    }

    private @org.jspecify.annotations.Nullable String tokenOfThisRun;

    private static void problem(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType(PROBLEM)
                .body("type", equalTo("https://patchproof.dev/problems/" + code))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue());
    }

    private Map<String, Long> rows() {
        return jdbi.withHandle(handle -> {
            Map<String, Long> counts = new java.util.HashMap<>();
            for (String table : List.of("checks", "results", "result_updates", "devices")) {
                counts.put(
                        table,
                        handle.createQuery("SELECT COUNT(*) FROM " + table)
                                .mapTo(Long.class)
                                .one());
            }
            return counts;
        });
    }

    private long results(String checkId) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM results WHERE check_id = :id")
                .bind("id", checkId)
                .mapTo(Long.class)
                .one());
    }

    private Map<String, Object> personalColumns(String resultId) {
        Map<String, Object> row = jdbi.withHandle(handle -> handle.createQuery("SELECT token, token_digest, document,"
                        + " ueid, key_thumbprint, key_changed, host_name, product_name FROM results WHERE id = :id")
                .bind("id", resultId)
                .mapToMap()
                .one());
        row.values().removeIf(java.util.Objects::isNull);
        return row;
    }

    private interface Call<T> {
        T run(int number);
    }

    private static <T> List<T> inParallel(int times, Call<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                calls.add(() -> call.run(number));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
