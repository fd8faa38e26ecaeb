package dev.patchproof.portal.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.patchproof.portal.browser.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows every page in a real browser, wide and narrow, light and dark, looks for faults that a browser can find
 * ({@code page-audit.js}), and leaves pictures for people in {@code portal/target/screenshots}:
 *
 * <pre>./mvnw -pl portal -am verify -Dit.test=ScreenshotIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScreenshotIT {
    private static final String PORTAL = "http://portal.test/";
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Map<String, String> pages = PageFixtures.all();
    private final Path pictures = Path.of("target", "screenshots");
    private Chromium browser;

    /** All pages; of the problems, which share one template, a long and a short one. */
    static Stream<String> names() {
        return PageFixtures.all().keySet().stream()
                .filter(name -> !name.startsWith("problem-")
                        || Set.of("problem-ticket-used", "problem-not-found").contains(name));
    }

    @BeforeAll
    void startBrowser() throws IOException {
        browser = Chromium.start();
        Files.createDirectories(pictures);
    }

    @AfterAll
    void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPage_isFreeOfFaultsAtEveryWidthAndColour(String name) throws IOException {
        String audit = text("/page-audit.js");
        List<String> faults = new ArrayList<>();

        for (int width : new int[] {1280, 390}) {
            for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                String shown = name + "-" + width + "-" + colours.name().toLowerCase(java.util.Locale.ROOT);
                try (BrowserContext context = browser.visitor(new Browser.NewContextOptions()
                        .setViewportSize(width, 800)
                        .setColorScheme(colours)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setTimezoneId("Europe/Berlin"))) {
                    Page page = context.newPage();
                    page.onConsoleMessage(message -> {
                        if (message.type().equals("error") && !message.text().contains("net::ERR_ABORTED")) {
                            faults.add(shown + ": console: " + message.text());
                        }
                    });
                    page.onPageError(error -> faults.add(shown + ": script: " + error));
                    page.route("**/*", this::answer);
                    page.navigate(PORTAL + name);
                    audit(page, audit).forEach(fault -> faults.add(shown + ": " + fault));
                    picture(page, shown);
                    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
                    audit(page, audit).forEach(fault -> faults.add(shown + ", all open: " + fault));
                    if (colours == ColorScheme.LIGHT && width == 1280) {
                        picture(page, shown + "-open");
                    }
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void checkPage_followsItsEventsAndTurnsIntoTheResult() {
        String result = requireNonNull(pages.get("result-windows-xp-claimed-not-found"));
        try (BrowserContext context = browser.visitor(new Browser.NewContextOptions())) {
            Page page = context.newPage();
            page.route("**/*", this::answer);
            page.route(
                    "**/checks/*/events",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/event-stream")
                            .setBody("""
                            event: state
                            data: {"state":"collecting","done":5,"total":9}

                            event: state
                            data: {"state":"appraised","result":"x"}

                            """)));
            page.route(
                    "**/checks/7Qm2xVb9TfKc",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html; charset=UTF-8")
                            .setBody(result)));

            page.navigate(PORTAL + "check-created");

            page.waitForURL("**/checks/7Qm2xVb9TfKc");
            assertThat(page.locator("h1").textContent()).isEqualTo("This computer says it is up to date. It is not.");
        }
    }

    @SuppressWarnings("unchecked") // the script returns an array of strings
    private static List<String> audit(Page page, String script) {
        return (List<String>) page.evaluate(script);
    }

    private void picture(Page page, String name) {
        double height = ((Number) page.evaluate("document.documentElement.scrollHeight")).doubleValue();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(pictures.resolve(name + ".png"))
                .setFullPage(true)
                .setClip(0, 0, page.viewportSize().width, Math.min(height, 6000)));
    }

    private void answer(Route route) {
        String path = URI.create(route.request().url()).getPath().substring(1);
        String html = pages.get(path);
        try (InputStream file = ScreenshotIT.class.getResourceAsStream("/META-INF/resources/" + path)) {
            if (html != null) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html; charset=UTF-8")
                        .setHeaders(
                                Map.of("content-security-policy", POLICY, "content-type", "text/html; charset=UTF-8"))
                        .setBody(html));
            } else if (file != null) {
                route.fulfill(
                        new Route.FulfillOptions().setContentType(type(path)).setBodyBytes(file.readAllBytes()));
            } else if (path.endsWith("/events")) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/event-stream")
                        .setBody("retry: 600000\n\n"));
            } else {
                route.fulfill(new Route.FulfillOptions().setStatus(404));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String type(String path) {
        if (path.endsWith(".css")) {
            return "text/css";
        }
        return path.endsWith(".js") ? "text/javascript" : "image/svg+xml";
    }

    private static String text(String resource) throws IOException {
        try (InputStream file = ScreenshotIT.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
