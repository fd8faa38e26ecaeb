package dev.patchproof.portal.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.patchproof.evidence.Finding;
import dev.patchproof.portal.TestClock;
import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import dev.patchproof.portal.access.AdminSession;
import dev.patchproof.portal.access.ApiTokens;
import dev.patchproof.portal.access.Role;
import dev.patchproof.portal.release.CatalogCommand;
import dev.patchproof.portal.release.CatalogInUse;
import dev.patchproof.portal.release.ImportOutcome;
import dev.patchproof.portal.release.Publisher;
import dev.patchproof.portal.release.Releases;
import dev.patchproof.portal.result.Reappraisal;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;

/**
 * New catalogs, what becomes of results, and who may do it; whatever the database. Every test goes on from the catalog
 * that the one before left, with a higher number, as a portal does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CatalogLifeContract {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String ONE = Publisher.update("KB100", "one.dll", "1.0.0.5");
    private static final String ONE_WITH_ANOTHER_FILE_VERSION = Publisher.update("KB100", "one.dll", "1.0.0.6");
    private static final String TWO = Publisher.update("KB200", "two.dll", "1.0.0.5");

    private int sequence;

    @Inject
    Releases releases;

    @Inject
    CatalogInUse catalog;

    @Inject
    Reappraisal reappraisal;

    @Inject
    CatalogCommand command;

    @Inject
    ApiTokens tokens;

    @Inject
    Jdbi jdbi;

    @Inject
    TestClock clock;

    @BeforeEach
    void beginWithOneUpdate() {
        publish(ONE);
        reappraisal.run();
    }

    @AfterEach
    void putClockRight() {
        clock.putAhead(Duration.ZERO);
    }

    @Test
    void newResult_recordsTheReleaseThatJudgedIt() {
        String id = Visit.whole(TestDevice.make(), patched());

        result(id)
                .body("verdict", equalTo("UP_TO_DATE"))
                .body("catalogRelease", equalTo(catalog.snapshot().release()))
                .body("history", hasSize(1))
                .body("history[0].cause", equalTo("NEW_EVIDENCE"))
                .body("history[0].before", nullValue())
                .body("history[0].after.found", equalTo("UP_TO_DATE"));
    }

    @Test
    void catalogThatKnowsBetter_changesTheVerdictOnTheSameEvidence() {
        String id = Visit.whole(TestDevice.make(), patched());

        publish(ONE_WITH_ANOTHER_FILE_VERSION);
        reappraisal.run();

        result(id)
                .body("verdict", equalTo("NOT_UP_TO_DATE"))
                .body("catalogRelease", equalTo(catalog.snapshot().release()))
                .body("updates[0].verdict", equalTo("CLAIMED_NOT_FOUND"))
                .body("history", hasSize(2))
                .body("history[0].cause", equalTo("NEW_CATALOG"))
                .body("history[0].before.found", equalTo("UP_TO_DATE"))
                .body("history[0].after.found", equalTo("NOT_UP_TO_DATE"))
                .body("history[0].updates[0].updateId", equalTo("KB100"));
        page(id).body(containsString("How this verdict came about"));
    }

    @Test
    void updateThatTheOldPlanDidNotAskFor_couldNotBeCheckedAndInvitesToCheckAgain() {
        String id = Visit.whole(TestDevice.make(), patched());
        page(id).body(not(containsString("There are new questions.")));

        publish(ONE, TWO);
        reappraisal.run();

        result(id)
                .body("verdict", equalTo("CANNOT_TELL"))
                .body("updates.find { it.updateId == 'KB200' }.verdict", equalTo("COULD_NOT_CHECK"))
                .body(
                        "updates.find { it.updateId == 'KB200' }.layers.CLAIMED.reasons[0].code",
                        equalTo("CLAIM_NOT_COLLECTED"))
                .body(
                        "updates.find { it.updateId == 'KB200' }.layers.ON_DISK.reasons[0].code",
                        equalTo("FILE_NOT_COLLECTED"));
        page(id).body(containsString("There are new questions."), containsString("Check again. The catalog has grown"));
    }

    @Test
    void judgingAgainTwice_isAsJudgingOnce() {
        String id = Visit.whole(TestDevice.make(), patched());
        publish(ONE, TWO);
        reappraisal.run();
        String once = given().get("/api/v1/results/" + id).asString();

        reappraisal.run();

        assertThat(given().get("/api/v1/results/" + id).asString()).isEqualTo(once);
    }

    @Test
    void catalogThatChangesNothingForAComputer_leavesNoHistory() {
        String id = Visit.whole(TestDevice.make(), patched());
        String before = catalog.snapshot().release();

        publish(ONE.replace("\"Test\"", "\"Better words\""));
        reappraisal.run();

        assertThat(catalog.snapshot().release()).isNotEqualTo(before);
        result(id)
                .body("catalogRelease", equalTo(catalog.snapshot().release()))
                .body("judgedAt", notNullValue())
                .body("history", hasSize(1));
    }

    @Test
    void newEvidence_saysWhatWasKnownBeforeAndEndsTheOldOnesLife() {
        TestDevice device = TestDevice.make();
        String first = Visit.whole(device, patched());
        String second = Visit.whole(device, unpatched());

        publish(ONE, TWO);
        reappraisal.run();

        result(second)
                .body("history[-1].cause", equalTo("NEW_EVIDENCE"))
                .body("history[-1].before.found", equalTo("UP_TO_DATE"))
                .body("history[-1].after.found", equalTo("NOT_UP_TO_DATE"))
                .body("catalogRelease", equalTo(catalog.snapshot().release()));
        result(first).body("verdict", equalTo("UP_TO_DATE")).body("history", hasSize(1));
    }

    @Test
    void oneStoredTokenThatDoesNotVerify_keepsNobodyElseFromBeingJudged() {
        TestDevice altered = TestDevice.make();
        String bad = Visit.whole(altered, patched());
        String other = Visit.whole(TestDevice.make(), patched());
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE results SET token = token || 'AA' WHERE id = :id")
                .bind("id", bad)
                .execute());
        String good = Visit.whole(TestDevice.make(), patched());

        publish(ONE_WITH_ANOTHER_FILE_VERSION);
        reappraisal.run();

        for (String id : List.of(other, good)) {
            result(id).body("verdict", equalTo("NOT_UP_TO_DATE")).body("notJudgedBy", nullValue());
        }
        result(bad)
                .body("verdict", equalTo("UP_TO_DATE"))
                .body("notJudgedBy", equalTo(catalog.snapshot().release()))
                .body("catalogRelease", not(equalTo(catalog.snapshot().release())));
        page(bad).body(containsString("Judged by an older catalog."));
    }

    @Test
    void tokenOfAnotherDeviceInItsPlace_isNotJudged() {
        String one = Visit.whole(TestDevice.make(), patched());
        String two = Visit.whole(TestDevice.make(), unpatched());
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE results SET token ="
                        + " (SELECT r.token FROM results r WHERE r.id = :one) WHERE id = :two")
                .bind("one", one)
                .bind("two", two)
                .execute());

        publish(ONE, TWO);
        reappraisal.run();

        result(two)
                .body("verdict", equalTo("NOT_UP_TO_DATE"))
                .body("notJudgedBy", equalTo(catalog.snapshot().release()));
    }

    @Test
    void timePassing_isNotedOnceAsExpired() {
        String id = Visit.whole(TestDevice.make(), patched());

        clock.putAhead(Duration.ofDays(8));
        reappraisal.run();
        reappraisal.run();

        result(id)
                .body("stale", equalTo(true))
                .body("history", hasSize(2))
                .body("history[0].cause", equalTo("EXPIRED"))
                .body("history[0].before.found", equalTo("UP_TO_DATE"))
                .body("history[0].after", nullValue());
    }

    @Test
    void deletion_takesTheHistoryAlong() {
        Visit visit = Visit.begin(patched());
        String id = visit.uploaded(TestDevice.make(), patched(), Instant.now());

        given().header("Authorization", "Bearer " + visit.ticket())
                .delete("/api/v1/results/" + id)
                .then()
                .statusCode(204);
        publish(ONE, TWO);
        reappraisal.run();

        int left = jdbi.withHandle(
                handle -> handle.createQuery("SELECT COUNT(*) FROM verdict_changes WHERE result_id = :id")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one());
        assertThat(left).isZero();
    }

    @Test
    void reportCounts_followTheNewJudgement() {
        Visit.whole(TestDevice.make(), patched());
        publish(ONE, TWO);
        reappraisal.run();

        JsonPath report = given().header("Authorization", "Bearer " + secret("report", Role.COMPLIANCE))
                .get("/api/v1/reports/compliance")
                .jsonPath();

        assertThat(report.getString("catalogRelease"))
                .isEqualTo(catalog.snapshot().release());
        assertThat(report.getLong("updates.find { it.updateId == 'KB200' }.couldNotCheck"))
                .isPositive();
        assertThat(report.getString("updates.find { it.updateId == 'KB200' }.description"))
                .isEqualTo("Test");
    }

    @Test
    void updatesThatAnAnswerFolds_areCountedInReportsEachOfThem() {
        publish(cumulative("KB901", 5), cumulative("KB902", 7), cumulative("KB903", 9));
        long before = devices("KB901");
        String id = Visit.whole(TestDevice.make(), unpatched().windows10(4));
        JsonPath result = given().get("/api/v1/results/" + id).jsonPath();

        assertThat(result.getList("updates.updateId")).containsExactly("KB903");
        assertThat(result.getList("folded[0].updateIds")).containsExactly("KB902", "KB901");
        String verdict = result.getString("updates[0].verdict");
        for (String update : List.of("KB901", "KB902", "KB903")) {
            assertThat(devices(update)).as(update).isEqualTo(before + 1);
            assertThat(report().getLong("updates.find { it.updateId == '" + update + "' }.verdicts." + verdict))
                    .as(update + " " + verdict)
                    .isEqualTo(before + 1);
        }
        assertThat(given().header("Authorization", "Bearer " + secret("folded-csv", Role.COMPLIANCE))
                        .get("/api/v1/reports/compliance?format=csv")
                        .asString())
                .contains("KB901", "KB902", "KB903");
    }

    private JsonPath report() {
        return given().header("Authorization", "Bearer " + secret("folded", Role.COMPLIANCE))
                .get("/api/v1/reports/compliance")
                .jsonPath();
    }

    private long devices(String update) {
        Object devices = report().get("updates.find { it.updateId == '" + update + "' }?.devices");
        return devices instanceof Number number ? number.longValue() : 0;
    }

    /** An update of a line of cumulative ones, told by revision and by one file. */
    private static String cumulative(String id, int revision) {
        return Publisher.update(id, "line.dll", "1.0.0." + revision)
                .replace(
                        "\"version\": \"5.1\", \"build\": 2600, \"servicePacks\": [1]}",
                        "\"version\": \"10.0\", \"build\": 19045}, \"line\": \"cumulative\"")
                .replaceFirst(
                        "\"registryKey\": \\{[^}]*\\}",
                        "\"windowsRevision\": {\"build\": 19045, \"revision\": " + revision + "}");
    }

    @Test
    void catalogsChangingUnderVisits_failNone() throws Exception {
        AtomicBoolean changing = new AtomicBoolean(true);
        ExecutorService visitors = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> visits = visitors.submit(() -> {
                int done = 0;
                while (changing.get() || done == 0) {
                    Visit.whole(TestDevice.make(), patched());
                    done++;
                }
                return done;
            });
            for (int change = 0; change < 6; change++) {
                publish(ONE, Publisher.update("KB" + (500 + change), "x.dll", "1.0.0.5"));
                reappraisal.run();
            }
            changing.set(false);

            assertThat(visits.get()).isPositive();
        } finally {
            visitors.shutdownNow();
        }
    }

    @Test
    void catalogThatChangesBetweenPlanAndUpload_dropsNothingAndTheNewOneJudges() {
        TestComputer computer = patched();
        Visit visit = Visit.begin(computer);

        publish(ONE, TWO);
        String id = visit.uploaded(TestDevice.make(), computer, Instant.now());

        result(id)
                .body("catalogRelease", equalTo(catalog.snapshot().release()))
                .body("verdict", equalTo("CANNOT_TELL"))
                .body("updates.find { it.updateId == 'KB100' }.verdict", equalTo("IN_FORCE"))
                .body("updates.find { it.updateId == 'KB200' }.verdict", equalTo("COULD_NOT_CHECK"));
    }

    @Test
    void administratorsPages_areClosedWithoutASession() {
        browser().get("/admin/catalog").then().statusCode(303).header("Location", "/admin/login");
        browser().get("/admin").then().statusCode(303).header("Location", "/admin/login");
        browser().get("/admin/catalog/diff").then().statusCode(303);
        given().get("/admin/catalog").then().statusCode(401).contentType("application/problem+json");
        browser().post("/admin/catalog/fetch").then().statusCode(401).body(containsString("Only administrators"));
        browser()
                .multiPart("release", "release.zip", signed(ONE, TWO), "application/zip")
                .post("/admin/catalog/import")
                .then()
                .statusCode(401);
        browser()
                .cookie(AdminSession.COOKIE, "A".repeat(43))
                .get("/admin/catalog")
                .then()
                .statusCode(303);
        assertThat(catalog.catalog().updates()).hasSize(1);
    }

    @Test
    void signIn_needsAnAdministratorsToken() {
        browser().get("/admin/login").then().statusCode(200).body(containsString("Sign in as administrator"));
        for (String wrong : List.of("", "guess", secret("reader", Role.COMPLIANCE))) {
            browser()
                    .formParam("token", wrong)
                    .post("/admin/login")
                    .then()
                    .statusCode(403)
                    .body(containsString("no token of an administrator"));
        }
        browser().post("/admin/login").then().statusCode(403);

        Response signedIn = browser()
                .formParam("token", secret("admin", Role.ADMINISTRATOR))
                .post("/admin/login");

        signedIn.then().statusCode(303).header("Location", "/admin/catalog");
        assertThat(signedIn.header("Set-Cookie"))
                .contains("patchproof-admin=", "HttpOnly", "SameSite=Strict", "Path=/admin");
    }

    @Test
    void administratorsToken_doesNotReadResults() {
        given().header("Authorization", "Bearer " + secret("narrow", Role.ADMINISTRATOR))
                .get("/api/v1/results")
                .then()
                .statusCode(401);
    }

    @Test
    void session_endsWithItsTimeItsTokenAndBySigningOut() {
        String name = name("ending");
        String secret = tokens.create(name, Role.ADMINISTRATOR).orElseThrow();
        String left = session(secret);
        String late = session(secret);
        String kept = session(secret);

        browser()
                .cookie(AdminSession.COOKIE, left)
                .post("/admin/logout")
                .then()
                .statusCode(303)
                .header("Set-Cookie", containsString("Max-Age=0"));
        signedIn(left).get("/admin/catalog").then().statusCode(303);
        clock.putAhead(Duration.ofHours(9));
        signedIn(late).get("/admin/catalog").then().statusCode(303);
        clock.putAhead(Duration.ZERO);
        signedIn(kept).get("/admin/catalog").then().statusCode(200);
        tokens.revoke(name);
        signedIn(kept).get("/admin/catalog").then().statusCode(303);
    }

    @Test
    void sessionCookie_isNotStored() {
        String session = session(secret("stored", Role.ADMINISTRATOR));

        String rows = jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM admin_sessions")
                .mapToMap()
                .list()
                .toString());

        assertThat(rows).doesNotContain(session);
    }

    @Test
    void importButton_takesAReleaseIntoUse() {
        String session = session(secret("importer", Role.ADMINISTRATOR));

        signedIn(session)
                .multiPart("release", "release.zip", signed(ONE, TWO), "application/zip")
                .post("/admin/catalog/import")
                .then()
                .statusCode(200)
                .body(containsString("In use now."), containsString("release " + sequence + " as of"))
                .body(containsString("Windows XP with Service Pack 1"), containsString("2026: 2"))
                .body(containsString("feed.xml"), containsString("range-empty"));
        assertThat(catalog.catalog().updates()).hasSize(2);
    }

    @Test
    void importButtonWithABadFile_saysWhyAndChangesNothing() {
        String session = session(secret("refused", Role.ADMINISTRATOR));
        String before = catalog.snapshot().release();

        signedIn(session)
                .multiPart("release", "release.zip", "<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/admin/catalog/import")
                .then()
                .statusCode(422)
                .body(containsString("Nothing was changed."), containsString("expected a release file"));
        signedIn(session)
                .multiPart(
                        "release",
                        "release.zip",
                        new Publisher(publisher())
                                .unsigned(Publisher.today(), sequence + 1, TWO)
                                .toBytes())
                .post("/admin/catalog/import")
                .then()
                .statusCode(422)
                .body(containsString("UNSIGNED"));
        assertThat(catalog.snapshot().release()).isEqualTo(before);
    }

    @Test
    void releaseLargerThanAnyOtherBody_isTakenInThatFormAlone() {
        String session = session(secret("large", Role.ADMINISTRATOR));
        byte[] large = new byte[9_000_000];

        signedIn(session)
                .multiPart("release", "release.zip", large)
                .post("/admin/catalog/import")
                .then()
                .statusCode(422)
                .body(containsString("expected a release file"));
        browser()
                .multiPart("token", "release.zip", new byte[100_000])
                .post("/admin/login")
                .then()
                .statusCode(411);
        browser()
                .contentType("application/x-www-form-urlencoded")
                .body("token=" + "a".repeat(70_000))
                .post("/admin/login")
                .then()
                .statusCode(413);
    }

    @Test
    void actionSentByAnotherSite_isRefused() {
        String session = session(secret("csrf", Role.ADMINISTRATOR));
        String before = catalog.snapshot().release();

        for (String path : List.of("/admin/catalog/import", "/admin/catalog/fetch", "/admin/logout")) {
            signedIn(session)
                    .header("Sec-Fetch-Site", "cross-site")
                    .multiPart("release", "release.zip", signed(ONE, TWO))
                    .post(path)
                    .then()
                    .statusCode(403);
        }
        assertThat(catalog.snapshot().release()).isEqualTo(before);
        signedIn(session).get("/admin/catalog").then().statusCode(200);
    }

    @Test
    void twoReleases_areComparedOnAPage() {
        String session = session(secret("diff", Role.ADMINISTRATOR));
        String older = catalog.snapshot().release();
        publish(ONE_WITH_ANOTHER_FILE_VERSION, TWO);

        signedIn(session)
                .get("/admin/catalog/diff?from=" + older + "&to="
                        + catalog.snapshot().release())
                .then()
                .statusCode(200)
                .body(containsString("1 update added"), containsString("1 changed"), containsString("KB200"))
                .body(containsString("1.0.0.6"));
        signedIn(session)
                .get("/admin/catalog/diff?from=" + older + "&to=nothing")
                .then()
                .statusCode(404)
                .body(containsString("There is no such release"));
    }

    @Test
    void command_importsAReleaseAndListsIt() throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                new CommandLine(command).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        Path file = Files.write(publisher().resolve("release.zip"), signed(ONE, TWO));

        assertThat(line.execute("import", file.toString())).isZero();
        assertThat(line.execute("list")).isZero();
        assertThat(line.execute("import", publisher().resolve("nowhere.zip").toString()))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("Release " + sequence + " as of")
                .contains(catalog.snapshot().release() + "  in use");
        assertThat(err.toString()).contains("NOT_READABLE");
        assertThat(catalog.catalog().updates()).hasSize(2);
    }

    @Test
    void health_namesTheRelease() {
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'catalog' }.data.sequence", equalTo(sequence))
                .body(
                        "checks.find { it.name == 'catalog' }.data.release",
                        startsWith(catalog.snapshot().release()));
    }

    private void publish(String... updates) {
        ImportOutcome outcome = releases.take(signed(updates));
        assertThat(outcome.kind()).as(outcome.message()).isEqualTo(ImportOutcome.Kind.TAKEN);
    }

    /** Not injected: every test that starts a portal would have to have it. */
    private static Path publisher() {
        return Path.of(ConfigProvider.getConfig().getValue(FreshCatalog.PUBLISHER, String.class));
    }

    private byte[] signed(String... updates) {
        return new Publisher(publisher()).signed(++sequence, updates);
    }

    private static TestComputer patched() {
        return new TestComputer("desk-17", List.of("KB100"), Finding.exists("1.0.0.5"));
    }

    private static TestComputer unpatched() {
        return new TestComputer("desk-17", List.of(), Finding.exists("1.0.0.4"));
    }

    private static io.restassured.response.ValidatableResponse result(String id) {
        return given().get("/api/v1/results/" + id).then().statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse page(String id) {
        return browser().get("/results/" + id).then().statusCode(200);
    }

    private String secret(String purpose, Role role) {
        return tokens.create(name(purpose), role).orElseThrow();
    }

    private static String name(String purpose) {
        return purpose + "-" + Long.toHexString(System.nanoTime());
    }

    private static String session(String secret) {
        return browser().formParam("token", secret).post("/admin/login").getCookie(AdminSession.COOKIE);
    }

    private static RequestSpecification browser() {
        return given().accept(BROWSER)
                .header("Origin", "http://portal.test")
                .redirects()
                .follow(false);
    }

    private static RequestSpecification signedIn(String session) {
        return browser().cookie(AdminSession.COOKIE, session);
    }
}
