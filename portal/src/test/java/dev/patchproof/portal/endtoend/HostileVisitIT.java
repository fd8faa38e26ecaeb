package dev.patchproof.portal.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.patchproof.evidence.SelectorClaims;
import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import dev.patchproof.portal.browser.Chromium;
import dev.patchproof.portal.process.PortalProcess;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged portal in a real browser: computers with hostile names, and a portal at a name on plain HTTP. */
class HostileVisitIT {
    private static PortalProcess portal;
    private static Chromium chromium;

    @BeforeAll
    static void start(@TempDir Path shared) throws Exception {
        chromium = Chromium.start(List.of("--host-resolver-rules=MAP portal.intranet 127.0.0.1"));
        portal = PortalProcess.start(shared, Map.of());
    }

    @AfterAll
    static void stop() {
        portal.close();
        chromium.close();
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("<script>window.pwned=1</script>", "<script>window.pwned=1</script>"),
                Arguments.of("</title><img src=x onerror=pwned=1>", "</title><img src=x onerror=pwned=1>"),
                Arguments.of("\"><svg onload=pwned=1>'", "\"><svg onload=pwned=1>'"),
                Arguments.of("{frame.version}{{7*7}}", "{frame.version}{{7*7}}"),
                Arguments.of("&lt;b&gt;", "&lt;b&gt;"),
                Arguments.of("desk\u202Egpj.exe\u2066", "desk‹U+202E›gpj.exe‹U+2066›"),
                // a name with NUL is refused with its token (EvidenceVerifier)
                Arguments.of("one\r\ntwo\u200B", "one‹U+000D›‹U+000A›two‹U+200B›"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void hostileName_isTextAndNothingRuns(String name, String shown) {
        String result = result(name);
        List<String> said = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        try (BrowserContext visitor = chromium.visitor(new Browser.NewContextOptions())) {
            Page page = visitor.newPage();
            page.onConsoleMessage(message -> said.add(message.type() + ": " + message.text()));
            page.onPageError(said::add);
            page.onDialog(dialog -> {
                said.add("dialog: " + dialog.message());
                dialog.dismiss();
            });
            page.onRequest(request -> asked.add(request.url()));

            page.navigate(portal.url() + result);
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");

            assertThat(page.locator("body").innerText()).contains(shown);
            assertThat(page.evaluate("typeof window.pwned")).isEqualTo("undefined");
            assertThat(page.locator("h1").count()).isEqualTo(1);
        }
        assertThat(said).isEmpty();
        assertThat(asked).allMatch(url -> url.startsWith(portal.url() + "/"));
    }

    /** Its two scripts stand in the page of Quarkus; the policy names their digests, and the console would tell new ones. */
    @Test
    void swaggerUi_runsItsOwnScriptsAlone() {
        List<String> said = new ArrayList<>();
        try (BrowserContext visitor = chromium.visitor(new Browser.NewContextOptions())) {
            Page page = visitor.newPage();
            page.onConsoleMessage(message -> said.add(message.type() + ": " + message.text()));

            String policy = page.navigate(portal.url() + "/q/swagger-ui/").headerValue("content-security-policy");
            page.waitForSelector("text=Takes evidence, once per check");

            assertThat(policy.substring(policy.indexOf("script-src"), policy.indexOf("style-src")))
                    .doesNotContain("unsafe");
        }
        assertThat(said).noneMatch(line -> line.contains("Content Security Policy"));
    }

    /** Browsers send no Fetch Metadata there, so the form's Origin alone tells that it is ours. */
    @Test
    void formOnPlainHttp_isOurOwnAndALinkTellsNobodyWhereItWas() {
        int port = URI.create(portal.url()).getPort();
        List<String> metadata = new ArrayList<>();
        try (BrowserContext visitor = chromium.visitor(new Browser.NewContextOptions())) {
            Page page = visitor.newPage();
            page.onRequest(request -> {
                if (request.method().equals("POST")) {
                    metadata.add(request.allHeaders().getOrDefault("sec-fetch-site", "absent")
                            + " "
                            + request.allHeaders().get("origin"));
                }
            });
            page.navigate("http://portal.intranet:" + port + "/");
            page.locator("form[action='/checks'] button").first().click();
            page.waitForURL("**/checks/*");
            assertThat(page.locator("h1").count()).isEqualTo(1);
            assertThat(metadata).containsExactly("absent http://portal.intranet:" + port);

            // another site, as the browser sees it
            page.navigate("http://portal.intranet:" + port + result("desk"));
            Page other = visitor.waitForPage(() -> page.evaluate(
                    "url => { const a = document.createElement('a'); a.href = url;"
                            + " a.target = '_blank'; document.body.append(a); a.click(); }",
                    portal.url() + "/"));
            other.waitForLoadState();
            assertThat(other.evaluate("document.referrer")).isEqualTo("");
            assertThat(other.evaluate("window.opener === null")).isEqualTo(true);
        }
    }

    /** The path of the result of a computer with this name. */
    private static String result(String name) {
        JsonPath check = given().post(portal.url() + "/api/v1/checks").jsonPath();
        TestComputer computer = TestComputer.liar(name);
        String bearer = "Bearer " + check.getString("ticket");
        String api = portal.url() + "/api/v1/checks/" + check.getString("id");
        String plan = given().header("Authorization", bearer)
                .contentType("application/json")
                .body(JsonUtil.toJson(SelectorClaims.toClaims(computer.product())))
                .post(api + "/plan")
                .asString();
        return "/results/"
                + given().header("Authorization", bearer)
                        .contentType("application/eat+jwt")
                        .body(TestDevice.make()
                                .evidence(plan, computer, Instant.now())
                                .getBytes(StandardCharsets.US_ASCII))
                        .post(api + "/evidence")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("resultId");
    }
}
