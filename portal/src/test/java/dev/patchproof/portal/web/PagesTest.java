package dev.patchproof.portal.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.patchproof.portal.TestClock;
import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.access.OwnerSecret;
import dev.patchproof.portal.api.FreshSqlite;
import dev.patchproof.portal.check.Checks;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pages as a browser gets them from the running portal. */
@QuarkusTest
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
final class PagesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @Inject
    Checks checks;

    @Inject
    TestClock clock;

    @AfterEach
    void putClockRight() {
        clock.putAhead(Duration.ZERO);
    }

    @Test
    void startPage_isHtmlUnderAStrictPolicy() {
        browser()
                .get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .body(containsString("Is this computer really up to date?"));
    }

    @Test
    void knownLiars_areOnePageLinkedFromEverywhere() {
        browser()
                .get("/about/known-liars")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .body(containsString("The key without the file"), containsString("id=\"2003-ms03-026\""));
        browser().get("/").then().body(containsString("href=\"/about/known-liars\""));
        browser().get("/results/nothing").then().body(containsString("href=\"/about/known-liars\""));
    }

    @Test
    void whoIsTrusted_isAPageLinkedFromEverywhere() {
        browser()
                .get("/about/trust")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("What the signature on a report proves"), containsString("For administrators"));
        browser().get("/").then().body(containsString("href=\"/about/trust\""));
        browser().get("/results/nothing").then().body(containsString("href=\"/about/trust\""));
    }

    @Test
    void staticFile_isKeptUnderAnAddressWithItsDigest() {
        String html = browser().get("/").asString();
        Matcher address =
                Pattern.compile("href=\"(/patchproof\\.css\\?v=[0-9a-f]{16})\"").matcher(html);
        assertThat(address.find()).isTrue();

        given().urlEncodingEnabled(false)
                .get(address.group(1))
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("immutable"))
                .header("Cache-Control", containsString("max-age=31536000"));
    }

    @Test
    void button_makesACheckThatThisBrowserOwns() {
        Response made = browser().redirects().follow(false).post("/checks");

        made.then().statusCode(303).header("Location", matchesPattern("/checks/[A-Za-z0-9_-]+"));
        assertThat(made.header("Set-Cookie"))
                .contains("patchproof-owner=", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
        browser()
                .get(made.header("Location"))
                .then()
                .statusCode(200)
                .body(containsString("data-state=\"created\""))
                .body(containsString("<noscript><meta http-equiv=\"refresh\""));
    }

    @Test
    void secondCheck_keepsTheOwnerOfTheFirst() {
        String owner = OwnerSecret.generate().value();

        Response made = browser()
                .cookie(OwnerSecret.COOKIE, owner)
                .redirects()
                .follow(false)
                .post("/checks");

        assertThat(made.getCookie(OwnerSecret.COOKIE)).isEqualTo(owner);
    }

    @Test
    void garbledOwnerCookie_isReplaced() {
        Response made = browser()
                .cookie(OwnerSecret.COOKIE, "x")
                .redirects()
                .follow(false)
                .post("/checks");

        assertThat(made.getCookie(OwnerSecret.COOKIE)).hasSize(43);
    }

    @Test
    void checkPage_followsTheProbeAndLeadsToTheResult() {
        StandInProbe probe = probe(OwnerSecret.generate(), "RECEPTION-07");

        String plan = probe.plan();
        page(probe).then().statusCode(200).body(containsString("data-state=\"probe-started\""));

        probe.progress(3, 7);
        page(probe)
                .then()
                .statusCode(200)
                .body(containsString("data-state=\"collecting\""), containsString("max=\"7\" value=\"3\""));

        String result = probe.upload(plan);
        page(probe).then().statusCode(303).header("Location", result);
    }

    @Test
    void liar_readsSoOnItsPage() {
        StandInProbe probe = probe(OwnerSecret.generate(), "RECEPTION-07");

        browser()
                .get(probe.upload(probe.plan()))
                .then()
                .statusCode(200)
                .body(containsString("This computer says it is up to date. It is not."))
                .body(containsString("The system says installed; the files say no"))
                .body(containsString("KB828741"), containsString("version 5.1.2600.1106"))
                .body(containsString("Registry keys, one by one"));
    }

    @Test
    void resultPage_isReadByAllAndDeletedByItsOwnerAlone() {
        OwnerSecret owner = OwnerSecret.generate();
        StandInProbe probe = probe(owner, "dev-<b>31\u202E");
        String result = probe.upload(probe.plan());

        browser()
                .get(result)
                .then()
                .statusCode(200)
                .body(containsString("dev-&lt;b&gt;31‹U+202E›"), containsString("Self-reported"))
                .body(not(containsString("/delete")));
        owner(owner).get(result).then().statusCode(200).body(containsString(result + "/delete"));

        browser().formParam("confirm", "yes").post(result + "/delete").then().statusCode(403);
        owner(OwnerSecret.generate())
                .formParam("confirm", "yes")
                .post(result + "/delete")
                .then()
                .statusCode(403);
        owner(owner).post(result + "/delete").then().statusCode(400);
        browser().get(result).then().statusCode(200);

        owner(owner)
                .formParam("confirm", "yes")
                .post(result + "/delete")
                .then()
                .statusCode(200)
                .body(containsString("The result is deleted"));
        browser()
                .get(result)
                .then()
                .statusCode(410)
                .body(containsString("This result was deleted"), not(containsString("dev-")));
    }

    @Test
    void deletionSentByAnotherSite_isRefused() {
        OwnerSecret owner = OwnerSecret.generate();
        StandInProbe probe = probe(owner, "RECEPTION-07");
        String result = probe.upload(probe.plan());

        owner(owner)
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("confirm", "yes")
                .post(result + "/delete")
                .then()
                .statusCode(403);

        browser().get(result).then().statusCode(200);
    }

    @Test
    void timePassing_expiresTheCheckAndMakesTheResultStale() {
        StandInProbe unused = probe(OwnerSecret.generate(), "RECEPTION-07");
        StandInProbe used = probe(OwnerSecret.generate(), "RECEPTION-07");
        String result = used.upload(used.plan());

        clock.putAhead(Duration.ofHours(3));
        page(unused).then().statusCode(410).body(containsString("This check has expired"));
        clock.putAhead(Duration.ofDays(60));
        browser().get(result).then().statusCode(200).body(containsString("This result is too old to rely on."));
    }

    @Test
    void unknownLinks_arePagesForBrowsersAndProblemsForPrograms() {
        browser().get("/checks/nothing").then().statusCode(404).body(containsString("There is no such check"));
        browser().get("/results/nothing").then().statusCode(404).body(containsString("There is no such result"));
        browser()
                .get("/checks/nothing/probe.jar")
                .then()
                .statusCode(404)
                .body(containsString("There is no such check"));
        browser().get("/nothing").then().statusCode(404).body(containsString("There is nothing here"));
        given().get("/api/v1/results/nothing").then().statusCode(404).contentType("application/problem+json");
    }

    private static RequestSpecification browser() {
        return given().accept(BROWSER).header("Origin", "http://portal.test");
    }

    private static RequestSpecification owner(OwnerSecret owner) {
        return browser().cookie(OwnerSecret.COOKIE, owner.value());
    }

    private StandInProbe probe(OwnerSecret owner, String hostName) {
        return new StandInProbe(checks.create(Optional.of(owner)), TestComputer.liar(hostName));
    }

    private static Response page(StandInProbe probe) {
        return browser()
                .redirects()
                .follow(false)
                .get("/checks/" + probe.check().id());
    }
}
