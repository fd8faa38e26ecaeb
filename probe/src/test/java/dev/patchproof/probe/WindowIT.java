package dev.patchproof.probe;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static java.lang.ProcessBuilder.Redirect.PIPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.driver.DrivenWindow;
import dev.patchproof.driver.EndlessReading;
import dev.patchproof.driver.VirtualScreen;
import dev.patchproof.evidence.Query;
import dev.patchproof.probe.trust.Json;
import dev.patchproof.wine.RequiredTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real jar, started as by double click on a screen without a window manager, against a portal on loopback. Pictures of
 * its pages are left in {@code target/window}.
 */
class WindowIT {
    private static VirtualScreen screen;

    private FakePortal portal;
    private Path folder;

    @BeforeAll
    static void screen() throws IOException {
        screen = VirtualScreen.open();
    }

    @AfterAll
    static void closeScreen() {
        if (screen != null) {
            screen.close();
        }
    }

    @BeforeEach
    void portal(@TempDir Path folder) throws IOException {
        this.folder = folder;
        portal = new FakePortal();
        portal.asks(new Query.RebootRequired(), new Query.LinuxKernel());
    }

    @AfterEach
    void closePortal() {
        portal.close();
    }

    @Test
    void wholeCheck_sendsWhatWasShownAndNothingBeforeSend() throws Exception {
        portal.finds("NOT_UP_TO_DATE");
        try (DrivenWindow window = start()) {
            String start = window.await("[Start]");
            assertThat(start)
                    .contains("Portal  " + portal.url(), "Signed by  CN=Test signer", "system family  ")
                    .containsPattern("Fingerprint {2}([0-9A-F]{2}:){31}[0-9A-F]{2}")
                    .contains("The way to this portal is not encrypted.");
            assertThat(portal.calls).isEmpty();
            paint(window, "1-start");

            window.press("Start");
            String offer = window.await("[Send]");
            assertThat(portal.evidence).isEmpty();
            assertThat(offer).contains("This is what " + portal.url() + " would get", "\"typ\": \"eat+jwt\"");
            paint(window, "2-offer");

            window.press("Send");
            String verdict = window.await("What Patchproof found");
            paint(window, "3-verdict");
            assertThat(portal.evidence).hasSize(1);
            assertThat(offer.replaceAll("\\R", "\n"))
                    .contains(PrettyJson.of(sent()).replaceAll("\\R", "\n"));
            assertThat(verdict)
                    .containsSubsequence("What the system claims", "Up to date.", "What Patchproof found")
                    .contains(FoundVerdict.NOT_UP_TO_DATE.words(), portal.url() + "/results/r-1");

            window.pressLast("Close");
            assertThat(window.exitCode()).isEqualTo(1);
            assertThat(window.errors()).doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @CsvSource({"UP_TO_DATE, 0", "UNVERIFIED, 2", "CANNOT_TELL, 2"})
    void verdict_decidesTheExitCodeAsInTheTerminal(String verdict, int code) throws Exception {
        portal.finds(verdict);
        try (DrivenWindow window = offered()) {
            window.press("Send");
            assertThat(window.await("What Patchproof found"))
                    .contains(FoundVerdict.valueOf(verdict).words());
            window.closeWindow();

            assertThat(window.exitCode()).isEqualTo(code);
        }
    }

    @Test
    void secondClickOnStart_cannotSendWhatNobodyHasSeen() throws Exception {
        try (DrivenWindow window = start()) {
            window.await("[Start]");
            long notYetShown = System.nanoTime();
            window.press("Start");
            for (long asked = System.nanoTime();
                    !window.ask("text").contains("Send this?");
                    asked = System.nanoTime()) {
                notYetShown = asked;
                Thread.sleep(20);
            }
            window.await("[Send]");

            assertThat(Duration.ofNanos(System.nanoTime() - notYetShown)).isGreaterThan(Duration.ofMillis(990));
        }
    }

    @Test
    void doNotSend_sendsNothing() throws Exception {
        try (DrivenWindow window = offered()) {
            window.press("Do not send");
            window.await("Nothing was sent, and there is no verdict.");
            window.closeWindow();

            assertThat(window.exitCode()).isEqualTo(2);
            assertThat(portal.evidence).isEmpty();
        }
    }

    @Test
    void closingAtTheQuestion_isANo() throws Exception {
        try (DrivenWindow window = offered()) {
            window.closeWindow();

            assertThat(window.exitCode()).isEqualTo(2);
            assertThat(portal.evidence).isEmpty();
        }
    }

    @Test
    void closeOnTheFirstPage_asksThePortalNothing() throws Exception {
        try (DrivenWindow window = start()) {
            window.await("[Start]");
            window.press("Close");
            window.await("Nothing was sent");
            window.closeWindow();

            assertThat(window.exitCode()).isEqualTo(2);
            assertThat(portal.calls).isEmpty();
        }
    }

    @Test
    void cancelWhileThePortalIsWaitedFor_sendsNothing() throws Exception {
        portal.holdsPlans();
        try (DrivenWindow window = start()) {
            window.await("[Start]");
            window.press("Start");
            window.await("Asking the portal");
            paint(window, "4-waiting");
            window.press("Cancel");
            window.await("Stopped: no evidence was sent");
            window.closeWindow();

            assertThat(window.exitCode()).isEqualTo(2);
            assertThat(portal.evidence).isEmpty();
        }
    }

    @Test
    void closingWhileThePortalIsWaitedFor_endsTheProgram() throws Exception {
        portal.holdsPlans();
        try (DrivenWindow window = start()) {
            window.await("[Start]");
            window.press("Start");
            window.await("Asking the portal");
            window.closeWindow();

            assertThat(window.exitCode()).isEqualTo(2);
            assertThat(portal.evidence).isEmpty();
        }
    }

    @Test
    void cancelWhileReading_stopsTheCheck() throws Exception {
        try (DrivenWindow window = DrivenWindow.start(screen, EndlessReading.class, folder)) {
            window.await("[Start]");
            window.press("Start");
            assertThat(window.await("42 %"))
                    .as("as it is, and not as HTML")
                    .contains("Reading this computer", "<html><b>bold</b>");
            assertThat(window.ask("unnamed")).isEmpty();
            paint(window, "6-reading");
            window.press("Cancel");
            window.await("It was stopped.");
            window.closeWindow();

            assertThat(window.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void closingWhileReading_stopsTheCheck() throws Exception {
        try (DrivenWindow window = DrivenWindow.start(screen, EndlessReading.class, folder)) {
            window.await("[Start]");
            window.press("Start");
            window.await("42 %");
            window.closeWindow();

            assertThat(window.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void portalThatIsGone_saysSoAndWhatToDo() throws Exception {
        portal.close();
        try (DrivenWindow window = start()) {
            window.await("[Start]");
            window.press("Start");
            String shown = window.await("The portal cannot be reached");
            paint(window, "5-unreachable");
            assertThat(shown).contains(ExitCode.UNREACHABLE.advice());
            window.pressLast("Close");

            assertThat(window.exitCode()).isEqualTo(69);
        }
    }

    @Test
    void expiredCheck_isRefusedInTheWordsOfTheTerminal() throws Exception {
        portal.refusesPlansWith(410);
        try (DrivenWindow window = start()) {
            window.await("[Start]");
            window.press("Start");
            window.await("The portal answered 410: This check ?[31mexpired.");
            window.closeWindow();

            assertThat(window.exitCode()).isEqualTo(76);
        }
    }

    @Test
    void usedDownload_offersANewCheck() throws Exception {
        portal.wasUsed();
        try (DrivenWindow window = start()) {
            window.await("[Start]");
            window.press("Start");
            assertThat(window.await("[Start a new check]")).contains("its result is " + portal.url() + "/results/r-1");
            window.press("Start a new check");
            window.await("[Send]");
            window.press("Send");
            window.await("What Patchproof found");
            window.closeWindow();

            assertThat(window.exitCode()).isZero();
            assertThat(portal.evidence).hasSize(1);
        }
    }

    @Test
    void alteredJar_isRefusedBeforeAnythingIsAsked() throws Exception {
        Path jar = jar();
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.writeString(zip.getPath("com/sun/jna/win32-aarch64/jnidispatch.dll"), "other");
        }
        try (DrivenWindow window = DrivenWindow.start(screen, jar, folder)) {
            assertThat(window.await("not what was signed")).doesNotContain("[Start]", "[Send]");
            window.closeWindow();

            assertThat(window.exitCode()).isEqualTo(76);
            assertThat(portal.calls).isEmpty();
        }
    }

    @Test
    void damagedClass_isToldInABoxAndIsNoVerdict() throws Exception {
        Path jar = DownloadedJar.damaged(folder, "dev/patchproof/probe/CheckRun.class");
        try (DrivenWindow window = DrivenWindow.start(screen, jar, folder)) {
            window.await("If this file is damaged, download it again.");
            window.pressLast("OK");

            assertThat(window.exitCode()).isEqualTo(70);
        }
    }

    @ParameterizedTest
    @CsvSource({"--no-gui", "--limits"})
    void anyOption_staysInTheTerminalThoughThereIsAScreen(String option) throws Exception {
        Process run = byHand(jar(), option).redirectOutput(DISCARD).start();

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(option.equals("--limits") ? 0 : 64);
        assertThat(portal.calls).isEmpty();
    }

    @Test
    void outputThatAnotherProgramReads_staysInTheTerminalThoughThereIsAScreen() throws Exception {
        Process run = byHand(jar()).redirectOutput(PIPE).start();

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(64);
        assertThat(portal.calls).isEmpty();
    }

    @Test
    void somebodyAtATerminalWhoKeepsTheOutput_staysInTheTerminal() throws Exception {
        Path output = folder.resolve("output");
        String command = java() + " -jar " + jar() + " > " + output + " 2>&1";
        String terminal = RequiredTool.executable(Path.of("/usr/bin/script")).toString();
        Process run = onScreen(new ProcessBuilder(terminal, "-qec", command, "/dev/null"))
                .redirectOutput(DISCARD)
                .start();

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output)).contains("--yes");
        assertThat(portal.calls).isEmpty();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private ProcessBuilder byHand(Path jar, String... options) {
        ProcessBuilder builder = new ProcessBuilder(java(), "-jar", jar.toString());
        builder.command().addAll(List.of(options));
        return onScreen(builder);
    }

    private ProcessBuilder onScreen(ProcessBuilder builder) {
        builder.redirectInput(Path.of("/dev/null").toFile()).redirectError(DISCARD);
        builder.environment().put("DISPLAY", screen.display());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        return builder;
    }

    @Test
    void whatWasSent_isSavedByteForByteAndOverwritesNothing() throws Exception {
        Path file = folder.resolve("mine.jwt");
        try (DrivenWindow window = offered()) {
            window.press("Send");
            window.await("What Patchproof found");
            window.press("Save what was sent ...");
            choose(window, file);
            window.await("What was sent is in " + file);
            window.press("Save what was sent ...");
            choose(window, file);
            window.await("There is a file of that name already");
            window.closeWindow();

            assertThat(window.exitCode()).isZero();
            assertThat(portal.evidence).containsExactly(Files.readString(file));
        }
    }

    @Test
    void everyPage_isReachableByKeyboardAndNamedForScreenReaders() throws Exception {
        try (DrivenWindow window = start()) {
            window.await("[Start]");
            assertThat(window.ask("unnamed")).isEmpty();
            assertThat(window.ask("tabs")).isEqualTo("What this program does and for whom|Start|Close");
            assertThat(window.ask("mnemonic Start")).isEqualTo("S");
            window.press("Start");
            window.await("[Send]");
            assertThat(window.ask("unnamed")).isEmpty();
            assertThat(window.ask("tabs").split("\\|", -1))
                    .containsSubsequence("In short", "All that would be sent", "Send", "Do not send");
            assertThat(window.ask("mnemonic Send")).as("not that of Start").isEqualTo("E");
            assertThat(window.ask("mnemonic Do not send")).isEqualTo("D");
            window.press("Send");
            window.await("What Patchproof found");
            assertThat(window.ask("unnamed")).isEmpty();
            assertThat(window.ask("tabs").split("\\|", -1))
                    .containsSubsequence(
                            "What the system claims",
                            "What Patchproof found",
                            "The reasons, update by update:",
                            "Copy link",
                            "Save what was sent ...",
                            "Close");
            window.press("Copy link");
            window.await("The link was copied.");
            window.closeWindow();

            assertThat(window.exitCode()).isZero();
        }
    }

    private static void choose(DrivenWindow window, Path file) throws IOException, InterruptedException {
        for (int i = 0; i < 50; i++) {
            if (window.ask("choose " + file).equals("chosen")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IOException("no dialog to save with");
    }

    private static void paint(DrivenWindow window, String name) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target/window").toAbsolutePath());
        window.ask("paint " + pictures.resolve(name + ".png"));
    }

    private Map<String, Object> sent() throws Exception {
        String claims = portal.evidence.get(0).split("\\.", -1)[1];
        return Json.parse(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
    }

    private DrivenWindow offered() throws Exception {
        DrivenWindow window = start();
        window.await("[Start]");
        window.press("Start");
        window.await("[Send]");
        return window;
    }

    private DrivenWindow start() throws Exception {
        return DrivenWindow.start(screen, jar(), folder);
    }

    private Path jar() throws Exception {
        return DownloadedJar.make(folder, portal.tokens.rootJwk(), portal.comment());
    }
}
