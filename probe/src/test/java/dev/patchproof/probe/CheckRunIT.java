package dev.patchproof.probe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.probe.collector.Collector;
import dev.patchproof.probe.collector.Progress;
import dev.patchproof.probe.network.HttpClient;
import dev.patchproof.probe.network.SystemRoots;
import dev.patchproof.probe.trust.DeviceKeyFile;
import dev.patchproof.probe.trust.Json;
import dev.patchproof.probe.trust.KeyProtection;
import dev.patchproof.probe.trust.ProbeJar;
import dev.patchproof.probe.trust.Signer;
import dev.patchproof.probe.trust.TestPortal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole run inside this JVM, against a portal on loopback. */
class CheckRunIT {
    private static final String MACHINE = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<Query<?>> read = new CopyOnWriteArrayList<>();
    private boolean someoneIsThere;
    private Runnable whileReading = () -> {};
    private JavaRuntime runtime = new JavaRuntime(25, "25.0.9", String.valueOf(LocalDate.now(ZoneOffset.UTC)));
    private FakePortal portal;
    private TestPortal signedFor;
    private Path folder;

    @BeforeEach
    void portal(@TempDir Path folder) throws IOException {
        this.folder = folder;
        portal = new FakePortal();
        signedFor = portal.tokens;
    }

    @AfterEach
    void closePortal() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "UP_TO_DATE, 0",
        "NOT_UP_TO_DATE, 1",
        "RESTART_NEEDED, 1",
        "UNSUPPORTED, 1",
        "UNVERIFIED, 2",
        "CANNOT_TELL, 2"
    })
    void verdict_decidesTheExitCode(String verdict, int code) {
        portal.finds(verdict);

        assertThat(run("--yes")).isEqualTo(code);
        assertThat(out())
                .contains("What the system claims:    Up to date.")
                .contains("What Patchproof found:     "
                        + FoundVerdict.valueOf(verdict).words())
                .contains(portal.url() + "/results/r-1");
    }

    @Test
    void portalByName_isAskedForACheckFirst() {
        assertThat(run("--yes", "--portal", portal.url() + "/")).isZero();
        assertThat(portal.calls)
                .startsWith("POST /api/v1/checks", "POST /api/v1/checks/check-1/plan")
                .contains("POST /api/v1/checks/check-1/progress", "POST /api/v1/checks/check-1/evidence");
    }

    @Test
    void selector_isShownBeforeThePlanIsAskedFor() {
        portal.refusesPlansWith(410);

        assertThat(run("--yes")).isEqualTo(76);
        assertThat(out()).contains("system family  debian", "release        bookworm");
        assertThat(err()).isEqualTo("The portal answered 410: This check ?[31mexpired.\n");
    }

    @Test
    void usedDownload_leadsToItsResult() {
        portal.wasUsed();

        assertThat(run("--yes")).isEqualTo(76);
        assertThat(err())
                .isEqualTo("This download has been used: its result is " + portal.url()
                        + "/results/r-1 - a new check starts at " + portal.url() + "/\n");
        assertThat(portal.evidence).isEmpty();
    }

    @Test
    void usedDownloadAndAYes_makesANewCheck() {
        portal.wasUsed();
        answersAre("y", "y");

        assertThat(run()).isZero();
        assertThat(out()).contains("its result is " + portal.url() + "/results/r-1");
        assertThat(portal.calls).contains("POST /api/v1/checks");
        assertThat(portal.evidence).hasSize(1);
    }

    @Test
    void usedDownloadAndANo_sendsNothing() {
        portal.wasUsed();
        answersAre("n");

        assertThat(run()).isEqualTo(2);
        assertThat(portal.calls).doesNotContain("POST /api/v1/checks");
        assertThat(portal.evidence).isEmpty();
    }

    @Test
    void ticketUsedMeanwhile_leadsToTheResult() {
        portal.evidence.add("the token of another run");

        assertThat(run("--yes")).isEqualTo(76);
        assertThat(err()).contains("its result is " + portal.url() + "/results/r-1");
    }

    @Test
    void consentAtTheTerminal_sends() {
        answersAre("y");

        assertThat(run()).isZero();
        assertThat(portal.evidence).hasSize(1);
        assertThat(out()).contains("This is what " + portal.url() + " would get");
    }

    @Test
    void wholePayloadOnRequest_isWhatIsThenSent() throws Exception {
        answersAre("s", "yes");

        assertThat(run()).isZero();
        String claims = new String(
                Base64.getUrlDecoder().decode(portal.evidence.get(0).split("\\.", -1)[1]), StandardCharsets.UTF_8);
        assertThat(out()).contains(PrettyJson.of(Json.parse(claims)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "", "maybe", "yess"})
    void anythingButYes_sendsNothing(String answer) {
        answersAre(answer);

        assertThat(run()).isEqualTo(2);
        assertThat(portal.evidence).isEmpty();
        assertThat(out()).contains("Nothing was sent");
    }

    @Test
    void endOfInputAtTheQuestion_sendsNothing() {
        someoneIsThere = true;

        assertThat(run()).isEqualTo(2);
        assertThat(portal.evidence).isEmpty();
    }

    @Test
    void noTerminalAndNoYes_stopsBeforeAnythingIsSent() {
        assertThat(run()).isEqualTo(64);
        assertThat(portal.calls).isEmpty();
        assertThat(err()).contains("nothing was sent").contains("--yes");
    }

    @Test
    void dryRun_showsEverythingAndSendsNothing() {
        assertThat(run("--dry-run")).isEqualTo(2);
        assertThat(portal.calls).containsExactly("POST /api/v1/checks/check-1/plan");
        assertThat(out()).contains("\"eat_nonce\": \"bm9uY2U\"", "\"typ\": \"eat+jwt\"", "was not sent");
    }

    @Test
    void dryRunAsJson_isOneObjectOnTheOutput() throws Exception {
        assertThat(run("--dry-run", "--output", "json")).isEqualTo(2);
        assertThat(Json.parse(out())).containsEntry("sent", false).containsKeys("selector", "payload", "header");
    }

    @Test
    void evidenceOnly_printsThePayloadAlone() throws Exception {
        assertThat(run("--evidence-only")).isEqualTo(2);
        assertThat(Json.parse(out())).containsEntry("eat_nonce", "bm9uY2U").containsKey("patchproof");
        assertThat(portal.calls).containsExactly("POST /api/v1/checks/check-1/plan");
    }

    @Test
    void evidenceOnlyToAFile_savesTheTokenAndPrintsNothing() throws IOException {
        Path file = folder.resolve("evidence.jwt");

        assertThat(run("--evidence-only", "--save", file.toString())).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(Files.readString(file).split("\\.", -1)).hasSize(3);
    }

    @Test
    void savedToken_isTheOneThatWasSent() throws IOException {
        Path file = folder.resolve("evidence.jwt");

        assertThat(run("--yes", "--save", file.toString())).isZero();
        assertThat(portal.evidence).containsExactly(Files.readString(file));
    }

    @Test
    void fileThatCannotBeSaved_sendsNothing() {
        assertThat(run("--yes", "--save", folder.resolve("no/such/folder").toString()))
                .isEqualTo(64);
        assertThat(portal.evidence).isEmpty();
    }

    @Test
    void jsonResult_isOneObjectOnTheOutput() throws Exception {
        portal.finds("RESTART_NEEDED");

        assertThat(run("--yes", "--output", "json")).isEqualTo(1);
        assertThat(Json.parse(out()))
                .containsEntry("claimedVerdict", "UP_TO_DATE")
                .containsEntry("verdict", "RESTART_NEEDED")
                .containsEntry("result", portal.url() + "/results/r-1");
    }

    @Test
    void lostAnswer_sendsTheSameTokenAgain() {
        portal.loses(2);

        assertThat(run("--yes")).isZero();
        assertThat(portal.evidence).hasSize(3);
        assertThat(portal.evidence).containsOnly(portal.evidence.get(0));
    }

    @Test
    void busyPortal_isAskedAgainWhenItSays() {
        portal.isBusy(1, 4);
        long start = System.nanoTime();

        assertThat(run("--yes")).isZero();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(5));
        assertThat(portal.evidence).hasSize(1);
    }

    @Test
    void portalThatStaysBusy_isUnreachable() {
        portal.isBusy(0, 6);

        assertThat(run("--yes")).isEqualTo(69);
        assertThat(err()).contains("busy").hasLineCount(1);
    }

    @Test
    void answersLostForGood_isUnreachable() {
        portal.loses(9);

        assertThat(run("--yes")).isEqualTo(69);
        assertThat(err()).startsWith("The portal cannot be reached").hasLineCount(1);
    }

    @Test
    void portalThatIsGone_isUnreachable() {
        portal.close();

        assertThat(run("--yes")).isEqualTo(69);
        assertThat(err()).hasLineCount(1);
    }

    @Test
    void portalWithATroubleOfItsOwn_isUnreachable() {
        portal.refusesPlansWith(503);

        assertThat(run("--yes")).isEqualTo(69);
    }

    @Test
    void verdictThatTheProbeDoesNotKnow_isNeverAPass() {
        portal.finds("SPLENDID");

        assertThat(run("--yes")).isEqualTo(76);
    }

    @Test
    void planBeyondTheLimits_isRefusedAndNothingIsSent() {
        portal.asks(new Query.RebootRequired(), new Query.WindowsFile("C:\\Users\\ann\\secret.txt"));

        assertThat(run("--yes")).isEqualTo(76);
        assertThat(portal.evidence).isEmpty();
        assertThat(err()).contains("secret.txt");
    }

    @ParameterizedTest
    @MethodSource("dev.patchproof.probe.RefusedPlan#all")
    void hostilePlan_endsWith76AndNothingIsReadOrSent(RefusedPlan hostile) throws Exception {
        portal.answersPlansWith(hostile.token(portal.tokens, portal.url(), Instant.now()));

        assertThat(run("--yes")).isEqualTo(76);
        assertThat(read).isEmpty();
        assertThat(portal.calls).containsExactly("POST /api/v1/checks/check-1/plan");
        assertThat(err()).hasLineCount(1);
    }

    @Test
    void limits_arePrintedWithoutAPortalOrAComputer() {
        assertThat(Main.run(new Broken(), terminal(), "--limits")).isZero();
        assertThat(out())
                .contains("HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\n")
                .contains("    UBR: a number\n")
                .contains("At most 5000 queries")
                .doesNotContainIgnoringCase("winlogon");
        assertThat(portal.calls).isEmpty();
    }

    @Test
    void probeOfAnotherPortal_isRefused() {
        signedFor = TestPortal.of(portal.url());

        assertThat(run("--yes")).isEqualTo(76);
        assertThat(run("--yes", "--portal", portal.url())).isEqualTo(76);
        assertThat(portal.calls).containsExactly("POST /api/v1/checks");
        assertThat(err()).contains("another portal");
    }

    @Test
    void portalThatCallsItselfOtherwise_isRefused() {
        assertThat(run("--yes", "--portal", portal.url().replace("localhost", "127.0.0.1")))
                .isEqualTo(76);
        assertThat(err()).contains("calls itself " + portal.url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--portal=ftp://x", "--output=xml", "--nonsense", "stray"})
    void wrongUse_isOneLine(String argument) {
        assertThat(run("--yes", argument)).isEqualTo(64);
        assertThat(err()).hasLineCount(1);
        assertThat(portal.calls).isEmpty();
    }

    @Test
    void dryRunTogetherWithEvidenceOnly_isWrongUse() {
        assertThat(run("--dry-run", "--evidence-only")).isEqualTo(64);
    }

    @Test
    void forgetMe_removesKeyAndNameAndAsksNoPortal() throws Exception {
        run("--yes");
        Object before = ueid();
        portal.evidence.clear();

        assertThat(run("forget-me")).isZero();
        assertThat(out())
                .contains("Removed this computer's key and the random name of this installation")
                .contains("stay on their portal");
        assertThat(folder.resolve("state")).isEmptyDirectory();
        int calls = portal.calls.size();
        assertThat(run("forget-me")).isZero();
        assertThat(portal.calls).hasSize(calls);
        assertThat(out()).contains("nothing to remove");
        run("--yes");
        assertThat(ueid()).isNotEqualTo(before);
    }

    @Test
    void forgetMeWithAnOptionOfAnotherKind_isWrongUse() {
        assertThat(run("forget-me", "--portal", portal.url())).isEqualTo(64);
        assertThat(portal.calls).isEmpty();
    }

    @Test
    void runThatIsStoppedWhileItReads_sendsNothing() {
        Thread run = Thread.currentThread();
        whileReading = run::interrupt;

        assertThat(run("--yes")).isEqualTo(2);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(portal.evidence).isEmpty();
        assertThat(out()).endsWith("Stopped: no evidence was sent, and there is no verdict.\n");
    }

    @Test
    void machineId_isSentAsAHashUnderThePortalsKeyAndSaidSo() throws Exception {
        run("--yes");
        String here = machine();
        assertThat(claims().toString()).doesNotContain(MACHINE);
        portal.evidence.clear();
        portal.tokens.machineKey = "B".repeat(43);
        run("--yes");

        assertThat(here).matches("\\{exists=[0-9a-f]{64}}").isNotEqualTo(machine());
        assertThat(out()).contains("this machine  a hash of its own id").doesNotContain(MACHINE);
    }

    @Test
    void portalThatSendsNoKey_learnsNothingOfTheMachine() throws Exception {
        portal.tokens.machineKey = "";

        assertThat(run("--yes")).isZero();

        assertThat(claims().toString()).doesNotContain("machine=");
        assertThat(out()).contains("its own id is not read (the portal sent no key for it)");
    }

    @Test
    void keyForTheMachineThatIsTooShort_isRefused() {
        portal.tokens.machineKey = "QUFBQQ";

        assertThat(run("--yes")).isEqualTo(76);
        assertThat(portal.evidence).isEmpty();
        assertThat(err()).contains("not 32 bytes");
    }

    private String machine() throws Exception {
        return String.valueOf(((Map<?, ?>) requireNonNull(claims().get("patchproof"))).get("machine"));
    }

    private Object ueid() throws Exception {
        return requireNonNull(claims().get("ueid"));
    }

    private Map<String, Object> claims() throws Exception {
        String claims = portal.evidence.get(0).split("\\.", -1)[1];
        return Json.parse(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
    }

    @Test
    void defectOfOurs_isOneLineWithoutATrace() {
        assertThat(Main.run(new Broken(), terminal(), "--yes")).isEqualTo(70);
        assertThat(err())
                .startsWith("The probe failed: java.lang.IllegalStateException: broken")
                .hasLineCount(1);
    }

    @Test
    void javaWithoutSecurityUpdates_isToldAndRunsAllTheSame() {
        runtime = new JavaRuntime(18, "18.0.2", "2022-07-19");

        assertThat(run("--yes")).isZero();
        assertThat(out()).startsWith("The Java that runs this program (18.0.2) gets no more security updates");
    }

    @Test
    void javaWithoutSecurityUpdates_keepsTheJsonAlone() throws Exception {
        runtime = new JavaRuntime(18, "18.0.2", "2022-07-19");

        assertThat(run("--yes", "--output", "json")).isZero();
        assertThat(Json.parse(out())).containsKey("verdict");
        assertThat(err()).contains("18.0.2");
    }

    private void answersAre(String... given) {
        someoneIsThere = true;
        answers.addAll(List.of(given));
    }

    private int run(String... args) {
        return Main.run(new TestSetup(), terminal(), args);
    }

    private Terminal terminal() {
        UnaryOperator<@Nullable String> person = question -> answers.poll();
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                someoneIsThere ? person : null);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Without the lines of progress. */
    private String err() {
        return err.toString(StandardCharsets.UTF_8).replaceAll("Checked \\d+ %\n", "");
    }

    private class TestSetup implements Setup {
        @Override
        public SignedProgram program() {
            return new SignedProgram(signedFor.root(), new Signer("CN=Test", "AB:CD"));
        }

        @Override
        public JavaRuntime runtime() {
            return runtime;
        }

        @Override
        public ProbeJar.Download download() {
            return new ProbeJar.Download(portal.tokens.keySet(), portal.tokens.ticket(FakePortal.CHECK));
        }

        @Override
        public Finding<String> probeDigest() {
            return Finding.exists("ab".repeat(32));
        }

        @Override
        public Collector collector(Optional<Path> root) {
            return new QuietComputer();
        }

        @Override
        public DeviceKeyFile deviceKeyFile() {
            return new DeviceKeyFile(folder.resolve("state"), KeyProtection.byFilePermissions());
        }

        @Override
        public boolean onWindows() {
            return false;
        }

        @Override
        public PortalClient client() {
            return new PortalClient(
                    new HttpClient(Duration.ofSeconds(60), new SystemRoots(false)), "test", Duration.ofMillis(1));
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public String version() {
            return "test";
        }
    }

    private final class Broken extends TestSetup {
        @Override
        public Collector collector(Optional<Path> root) {
            throw new IllegalStateException("broken");
        }
    }

    /** A computer on which nothing is found. */
    private final class QuietComputer implements Collector {
        @Override
        public SystemFacts system() {
            return new SystemFacts(
                    TestPortal.bookworm(),
                    "Debian",
                    Finding.doesNotExist(),
                    Finding.doesNotExist(),
                    List.of(),
                    Finding.exists("desk-17"),
                    Finding.exists(TestPortal.NOW),
                    SystemFacts.Setting.LIVE,
                    Finding.exists(false),
                    Architecture.X64,
                    "17");
        }

        @Override
        public Finding<String> machineId() {
            return Finding.exists(MACHINE);
        }

        @Override
        public <T> Finding<T> collect(Query<T> query, Progress progress) {
            progress.advance(1, query.kind());
            read.add(query);
            whileReading.run();
            return Finding.doesNotExist();
        }

        @Override
        public long work(Query<?> query) {
            return 1;
        }
    }
}
