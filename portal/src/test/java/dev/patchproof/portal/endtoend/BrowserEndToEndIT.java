package dev.patchproof.portal.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.patchproof.portal.browser.Chromium;
import dev.patchproof.portal.process.PortalProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An employee's visit in a real browser: the button, the download, the probe as a process, and the page that turns into
 * the result by itself. Pictures of each step stay in {@code portal/target/screenshots}.
 */
class BrowserEndToEndIT {
    private static final List<String> PACKAGES = List.of("gzip", "grep", "tar", "sed");
    private static final Path PICTURES = Path.of("target", "screenshots");

    private static PortalProcess portal;
    private static Chromium chromium;

    @BeforeAll
    static void start(@TempDir Path shared) throws Exception {
        chromium = Chromium.start();
        Path catalog = TestCatalog.of(shared, PACKAGES);
        portal = PortalProcess.start(
                shared,
                Map.of(
                        "PATCHPROOF_HOME",
                        shared.resolve("home").toString(),
                        "PATCHPROOF_CATALOG_DIR",
                        catalog.toString()));
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() {
        portal.close();
        chromium.close();
    }

    @Test
    void visitFromTheButtonToTheVerdict_pageTurnsIntoTheResultByItself(@TempDir Path folder) throws Exception {
        try (BrowserContext visitor = chromium.visitor(
                new Browser.NewContextOptions().setViewportSize(1280, 900).setColorScheme(ColorScheme.LIGHT))) {
            Page page = visitor.newPage();

            // the start page has one button
            page.navigate(portal.url() + "/");
            picture(page, "visit-1-start");
            page.locator("form[action='/checks'] button").first().click();
            assertThat(page.url()).contains("/checks/");

            // the check page hands out the probe, with the digest that it says
            picture(page, "visit-2-check");
            Download download = page.waitForDownload(
                    () -> page.locator("a[href$='/probe.jar']").first().click());
            Path jar = folder.resolve(download.suggestedFilename());
            download.saveAs(jar);
            assertThat(page.content()).contains(Digest.sha256(jar));

            // the probe runs once, and the page follows it without being touched
            CompletableFuture<ProbeRun> run = CompletableFuture.supplyAsync(() -> {
                try {
                    return ProbeRun.of(jar, folder, "--yes", "--no-gui");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            page.waitForURL(Pattern.compile(".*/results/.*"), new Page.WaitForURLOptions().setTimeout(120_000));
            picture(page, "visit-3-result");

            assertThat(run.get(1, TimeUnit.MINUTES).output()).contains(page.url());
            assertThat(page.locator("body").innerText()).contains("What the system claims", "What Patchproof found");
            assertThat(page.locator("body").innerText()).containsIgnoringCase("up to date");
        }
    }

    @Test
    void handedOnLink_showsTheResultButNoWayToDeleteIt(@TempDir Path folder) throws Exception {
        try (BrowserContext owner = chromium.visitor(new Browser.NewContextOptions());
                BrowserContext helpdesk = chromium.visitor(new Browser.NewContextOptions())) {
            // Given
            Page mine = owner.newPage();
            mine.navigate(portal.url() + "/");
            mine.locator("form[action='/checks'] button").first().click();
            Download download = mine.waitForDownload(
                    () -> mine.locator("a[href$='/probe.jar']").first().click());
            Path jar = folder.resolve("probe.jar");
            download.saveAs(jar);
            ProbeRun.of(jar, folder, "--yes", "--no-gui");
            mine.waitForURL(Pattern.compile(".*/results/.*"));

            // When
            Page theirs = helpdesk.newPage();
            theirs.navigate(mine.url());

            // Then
            assertThat(theirs.locator("form[action$='/delete']").count()).isZero();
            assertThat(theirs.locator("body").innerText()).contains("What Patchproof found");
            assertThat(mine.locator("form[action$='/delete']").count()).isPositive();
        }
    }

    @Test
    void withoutJavaScript_pageComesToTheResultByRefresh(@TempDir Path folder) throws Exception {
        try (BrowserContext visitor = chromium.visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            // Given
            Page page = visitor.newPage();
            page.navigate(portal.url() + "/");
            page.locator("form[action='/checks'] button").first().click();
            Download download = page.waitForDownload(
                    () -> page.locator("a[href$='/probe.jar']").first().click());
            Path jar = folder.resolve("probe.jar");
            download.saveAs(jar);

            // When
            ProbeRun.of(jar, folder, "--yes", "--no-gui");

            // Then
            page.waitForURL(Pattern.compile(".*/results/.*"), new Page.WaitForURLOptions().setTimeout(60_000));
        }
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
    }
}
