package dev.patchproof.portal.endtoend;

import static dev.patchproof.portal.endtoend.Visit.layerOf;
import static dev.patchproof.portal.endtoend.Visit.subjectsOf;
import static dev.patchproof.portal.endtoend.Visit.verdictOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.process.Alteration;
import dev.patchproof.portal.process.PortalProcess;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real jar against the real portal, over HTTP, on the dpkg database of the machine that runs the tests. */
class LinuxEndToEndIT {
    /** On every Debian system, each from a source package of its own. */
    private static final List<String> PACKAGES = List.of("gzip", "grep", "tar", "sed");

    /** dpkg itself says of which architecture a system is. */
    private static final List<String> COPIED = List.of("dpkg", "gzip", "grep", "tar", "sed");

    private static PortalProcess portal;
    private static String suite;

    private Path folder;

    @BeforeAll
    static void startPortal(@TempDir Path shared) throws Exception {
        Path catalog = TestCatalog.of(shared, PACKAGES);
        suite = TestCatalog.codename();
        portal = PortalProcess.start(
                shared,
                Map.of(
                        "PATCHPROOF_HOME",
                        shared.resolve("home").toString(),
                        "PATCHPROOF_CATALOG_DIR",
                        catalog.toString()));
    }

    @BeforeEach
    void emptyFolder(@TempDir Path empty) {
        folder = empty;
    }

    @AfterAll
    static void stopPortal() {
        portal.close();
    }

    @Test
    void oneFileAlteredOneMissing_claimedNotFoundAndTheFileIsNamed() throws IOException, InterruptedException {
        // Given
        DpkgRootCopy root = DpkgRootCopy.of(folder.resolve("root"), COPIED);
        Path altered = root.programFiles("gzip").get(0);
        Files.writeString(altered, "something else", StandardOpenOption.APPEND);
        Path missing = root.programFiles("tar").get(0);
        Files.delete(missing);

        // When
        ProbeRun run = probe("--yes", "--output", "json", "--root", root.path().toString());

        // Then
        assertThat(run.exitCode()).as(run.errors()).isEqualTo(1);
        JsonPath result = Visit.result(portal, run);
        assertThat(result.getString("claimedVerdict")).isEqualTo("UP_TO_DATE");
        assertThat(result.getString("verdict")).isEqualTo("NOT_UP_TO_DATE");
        assertThat(verdictOf(result, id("gzip"))).isEqualTo("CLAIMED_NOT_FOUND");
        assertThat(subjectsOf(result, id("gzip"), "ON_DISK")).anyMatch(path -> path.endsWith(name(altered)));
        assertThat(verdictOf(result, id("tar"))).isEqualTo("CLAIMED_NOT_FOUND");
        assertThat(subjectsOf(result, id("tar"), "ON_DISK")).anyMatch(path -> path.endsWith(name(missing)));
        assertThat(layerOf(result, id("grep"), "ON_DISK")).isEqualTo("TRUE");
        assertThat(layerOf(result, id("grep"), "IN_FORCE")).isEqualTo("NOT_EVALUATED");
    }

    @Test
    void cleanTwin_provenOnDiskAndInForceNotEvaluated() throws IOException, InterruptedException {
        // Given
        DpkgRootCopy root = DpkgRootCopy.of(folder.resolve("root"), COPIED);

        // When
        ProbeRun run = probe("--yes", "--output", "json", "--root", root.path().toString());

        // Then
        JsonPath result = Visit.result(portal, run);
        assertThat(result.getString("claimedVerdict")).isEqualTo("UP_TO_DATE");
        for (String name : PACKAGES) {
            assertThat(layerOf(result, id(name), "CLAIMED")).as(name).isEqualTo("TRUE");
            assertThat(layerOf(result, id(name), "ON_DISK")).as(name).isEqualTo("TRUE");
            assertThat(layerOf(result, id(name), "IN_FORCE")).as(name).isEqualTo("NOT_EVALUATED");
        }
        assertThat(result.getString("verdict")).isEqualTo("CANNOT_TELL");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void liveMachine_wholePackagesNotMappedInAnOldVersionAreInForce() throws IOException, InterruptedException {
        // When
        ProbeRun run = probe("--yes", "--output", "json");

        // Then
        assertThat(run.exitCode()).as(run.errors()).isZero();
        JsonPath result = Visit.result(portal, run);
        for (String name : PACKAGES) {
            assertThat(verdictOf(result, id(name))).as(name).isEqualTo("IN_FORCE");
        }
        assertThat(result.getString("verdict")).isEqualTo("UP_TO_DATE");
        assertThat(result.getBoolean("selfReported")).isTrue();
    }

    @Test
    void dryRun_showsThePayloadAndSendsNothing() throws IOException, InterruptedException {
        // Given
        Visit visit = Visit.begin(portal, folder);

        // When
        ProbeRun run = ProbeRun.of(visit.jar(), folder, "--dry-run");

        // Then
        assertThat(run.exitCode()).as("no verdict was reached").isEqualTo(2);
        assertThat(run.output()).contains("gzip").contains(hostName());
        given().cookies(visit.cookies()).get(visit.checkPage()).then().statusCode(200);
        assertThat(ProbeRun.of(visit.jar(), folder, "--yes", "--output", "json").exitCode())
                .as("the ticket is still unused")
                .isZero();
    }

    @Test
    void noTerminalAndNoConsent_nothingIsSent() throws IOException, InterruptedException {
        ProbeRun run = probe("--no-gui");

        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.errors()).contains("--yes");
    }

    @Test
    void withoutTicket_portalOnTheCommandLineMakesTheCheckItself() throws IOException, InterruptedException {
        // Given
        Path jar = folder.resolve("probe.jar");
        Files.write(jar, given().get(portal.url() + "/probe.jar").asByteArray());

        // When
        ProbeRun run = ProbeRun.of(jar, folder, "--portal", portal.url(), "--yes", "--output", "json");

        // Then
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(Visit.result(portal, run).getString("verdict")).isEqualTo("UP_TO_DATE");
    }

    @Test
    void anotherPortal_isRefused() throws Exception {
        // Given
        Path jar = folder.resolve("probe.jar");
        Files.write(jar, given().get(portal.url() + "/probe.jar").asByteArray());
        Path home = Files.createDirectory(folder.resolve("other-home"));

        try (PortalProcess other = PortalProcess.start(home, Map.of("PATCHPROOF_HOME", home.toString()))) {
            // When
            ProbeRun run = ProbeRun.of(jar, folder, "--portal", other.url(), "--yes");

            // Then
            assertThat(run.exitCode()).isEqualTo(76);
        }
    }

    @Test
    void portalKeyInTheJarChanged_isRefused() throws IOException, InterruptedException {
        // Given
        Path jar = folder.resolve("probe.jar");
        Files.write(jar, given().get(portal.url() + "/probe.jar").asByteArray());
        Path altered = folder.resolve("altered.jar");
        Alteration.of(jar, altered, "patchproof/portal-root.jwk");

        // When
        ProbeRun run = ProbeRun.of(altered, folder, "--portal", portal.url(), "--yes");

        // Then
        assertThat(run.exitCode()).as(run.errors()).isEqualTo(76);
        assertThat(run.errors()).contains("Download the probe again");
    }

    @Test
    void usedDownload_secondRunIsRefusedAndTheResultStands() throws IOException, InterruptedException {
        // Given
        Visit visit = Visit.begin(portal, folder);
        ProbeRun first = ProbeRun.of(visit.jar(), folder, "--yes", "--output", "json");

        // When
        ProbeRun second = ProbeRun.of(visit.jar(), folder, "--yes", "--output", "json");

        // Then
        assertThat(second.exitCode()).isEqualTo(76);
        assertThat(Visit.result(portal, first).getString("verdict")).isEqualTo("UP_TO_DATE");
    }

    @Test
    void portalGone_exitCode69() throws Exception {
        // Given
        Path home = Files.createDirectory(folder.resolve("home"));
        Visit visit;
        try (PortalProcess shortLived = PortalProcess.start(home, Map.of("PATCHPROOF_HOME", home.toString()))) {
            visit = Visit.begin(shortLived, folder);
        }

        // When
        ProbeRun run = ProbeRun.of(visit.jar(), folder, "--yes");

        // Then
        assertThat(run.exitCode()).isEqualTo(69);
    }

    private ProbeRun probe(String... arguments) throws IOException, InterruptedException {
        return ProbeRun.of(Visit.begin(portal, folder).jar(), folder, arguments);
    }

    private static String id(String source) {
        return "debian:" + suite + ":" + source;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String hostName() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }
}
