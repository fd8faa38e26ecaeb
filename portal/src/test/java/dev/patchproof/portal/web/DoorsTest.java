package dev.patchproof.portal.web;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.access.AdminSession;
import dev.patchproof.portal.access.ApiTokens;
import dev.patchproof.portal.access.OwnerSecret;
import dev.patchproof.portal.access.Role;
import dev.patchproof.portal.api.FreshSqlite;
import dev.patchproof.portal.check.Checks;
import dev.patchproof.portal.check.NewCheck;
import dev.patchproof.portal.http.IdsOutOfTheLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps the pages from being used by somebody else than their reader. */
@QuarkusTest
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
final class DoorsTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final Pattern FORM = Pattern.compile("method=\"post\" action=\"([^\"]+)\"");
    /** Forms as templates name them, and where they lead. */
    private static final Map<String, String> FORMS = Map.of(
            "/checks", "/checks",
            "{view.deletePath}", "/results/AAAAAAAAAAAAAAAAAAAAAAAA/delete",
            "/admin/login", "/admin/login",
            "/admin/logout", "/admin/logout",
            "/admin/catalog/import", "/admin/catalog/import",
            "/admin/catalog/feed", "/admin/catalog/feed",
            "/admin/catalog/fetch", "/admin/catalog/fetch");

    private static @Nullable String session;

    @Inject
    Checks checks;

    @Inject
    ApiTokens tokens;

    static Stream<String> forms() {
        return FORMS.values().stream();
    }

    @Test
    void everyFormOfATemplate_isTestedHere() throws Exception {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> templates = Files.list(Path.of("src/main/resources/templates"))) {
            for (Path template : templates.toList()) {
                Matcher form = FORM.matcher(Files.readString(template));
                while (form.find()) {
                    found.add(form.group(1));
                }
            }
        }

        assertThat(found).isEqualTo(new TreeSet<>(FORMS.keySet()));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void formOfAnotherSite_refusedWhateverTheBrowserSaysOfIt(String form) {
        refused(visitor().header("Origin", "http://evil.test"), form);
        refused(visitor().header("Origin", "https://portal.test"), form);
        refused(visitor().header("Origin", "http://portal.test.evil.test"), form);
        refused(visitor().header("Origin", "null"), form);
        refused(visitor().header("Origin", ""), form);
        refused(visitor().header("Sec-Fetch-Site", "cross-site"), form);
        refused(visitor().header("Sec-Fetch-Site", "same-site"), form);
        refused(visitor().header("Sec-Fetch-Site", "cross-site").header("Origin", "http://portal.test"), form);
        refused(visitor().header("Referer", "http://evil.test/http://portal.test"), form);
        refused(visitor().header("Referer", "not an address"), form);
        refused(visitor(), form);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void formOfOurOwn_passesThatDoor(String form) {
        passes(visitor().header("Origin", "http://portal.test"), form);
        passes(visitor().header("Sec-Fetch-Site", "same-origin"), form);
        passes(visitor().header("Sec-Fetch-Site", "none"), form);
        passes(visitor().header("Referer", "http://portal.test/results/x"), form);
        passes(given().accept(BROWSER).redirects().follow(false), form);
    }

    @Test
    void everyAnswer_carriesTheHeadersThatBindABrowser() {
        for (String path : List.of("/", "/about/known-liars", "/admin/login", "/nothing", "/app.js", "/q/health")) {
            Response answer = given().accept(BROWSER).get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).as(path).isEqualTo("same-origin");
            assertThat(answer.header("Permissions-Policy")).as(path).contains("camera=()", "geolocation=()");
            assertThat(answer.header("Strict-Transport-Security")).as(path).isNull();
        }
    }

    @Test
    void ids_areOf144RandomBits() {
        Set<String> seen = new HashSet<>();
        IntStream.range(0, 50)
                .forEach(i -> seen.add(checks.create(Optional.empty()).id()));
        StandInProbe probe = new StandInProbe(checks.create(Optional.empty()), TestComputer.liar("desk"));
        seen.add(probe.upload(probe.plan()).substring("/results/".length()));

        assertThat(seen).hasSize(51).allMatch(id -> id.matches("[A-Za-z0-9_-]{24}"));
        for (int place = 0; place < 24; place++) {
            int at = place;
            assertThat(seen.stream().map(id -> id.charAt(at)).distinct().count())
                    .as("characters at place %d", place)
                    .isGreaterThan(10);
        }
    }

    @Test
    void failures_leaveNoIdInTheLog() {
        NewCheck check = checks.create(Optional.empty());
        StringWriter log = new StringWriter();
        Handler listener = listener(log);
        Logger.getLogger("").addHandler(listener);
        try {
            given().get("/api/v1/test-failure/statement/" + check.id()).then().statusCode(500);
            given().get("/results/" + check.id() + "/test-failure").then().statusCode(500);
            given().header("Authorization", "Bearer " + check.ticket())
                    .contentType("application/json")
                    .body("{")
                    .post("/api/v1/checks/" + check.id() + "/plan")
                    .then()
                    .statusCode(400);
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }

        assertThat(log.toString())
                .contains("Request failed, reference", "no such table", "on purpose")
                .doesNotContain(check.id(), check.ticket());
    }

    @Test
    void refusalBeforeAnyPage_isAPageForPeople() {
        visitor()
                .header("Origin", "http://evil.test")
                .post("/checks")
                .then()
                .statusCode(403)
                .contentType("text/html")
                .body(containsString("The request comes from another site"));
    }

    private static Handler listener(StringWriter log) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (isLoggable(record)) {
                    log.write(new SimpleFormatter().format(record));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        // As the console has it.
        handler.setFilter(new IdsOutOfTheLog());
        return handler;
    }

    /** Somebody who is signed in and owns results, and whose browser does not say where the request comes from. */
    private RequestSpecification visitor() {
        return given().accept(BROWSER)
                .redirects()
                .follow(false)
                .cookie(OwnerSecret.COOKIE, OwnerSecret.generate().value())
                .cookie(AdminSession.COOKIE, session());
    }

    private String session() {
        if (session == null) {
            String secret = tokens.create("doors", Role.ADMINISTRATOR).orElseThrow();
            session = given().redirects()
                    .follow(false)
                    .formParam("token", secret)
                    .post("/admin/login")
                    .getCookie(AdminSession.COOKIE);
        }
        return requireNonNull(session);
    }

    private static void refused(RequestSpecification request, String form) {
        request.post(form).then().statusCode(403).body(containsString("The request comes from another site"));
    }

    private static void passes(RequestSpecification request, String form) {
        assertThat(request.post(form).asString()).doesNotContain("comes from another site");
    }
}
