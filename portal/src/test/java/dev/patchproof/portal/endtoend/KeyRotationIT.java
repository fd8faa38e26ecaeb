package dev.patchproof.portal.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.process.PortalProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are replaced by a command beside the running portal; what people downloaded before goes on. */
class KeyRotationIT {
    private Path folder;
    private Map<String, String> environment;

    @BeforeEach
    void portalWithACatalogOfFourPackages(@TempDir Path temporary) throws Exception {
        folder = temporary;
        environment = Map.of(
                "PATCHPROOF_HOME",
                folder.resolve("home").toString(),
                "PATCHPROOF_CATALOG_DIR",
                TestCatalog.of(folder, List.of("gzip", "grep")).toString());
    }

    @Test
    void probeDownloadedBefore_stillWorksAndBothKeysArePublished() throws Exception {
        try (PortalProcess portal = PortalProcess.start(folder, environment)) {
            Visit before = Visit.begin(portal, folder);
            byte[] jar = portal.get("/probe.jar").body();

            PortalProcess.Ended rotated = PortalProcess.run(folder, environment, "keys", "rotate");
            PortalProcess.Ended listed = PortalProcess.run(folder, environment, "keys", "list");
            ProbeRun old = ProbeRun.of(before.jar(), folder, "--yes", "--output", "json");
            ProbeRun fresh = ProbeRun.of(Visit.begin(portal, folder).jar(), folder, "--yes", "--output", "json");

            assertThat(rotated.exitCode()).as(rotated.err()).isZero();
            assertThat(listed.out()).containsPattern("(?s)root.*in use since.*replaced");
            assertThat(old.exitCode()).as(old.errors()).isZero();
            assertThat(fresh.exitCode()).as(fresh.errors()).isZero();
            assertThat(portal.get("/probe.jar").body()).as("no new jar").isEqualTo(jar);
            assertThat(given().get(portal.url() + "/.well-known/jwks.json")
                            .jsonPath()
                            .getList("keys"))
                    .as("root, key in use, key before it")
                    .hasSize(3);
        }
    }

    @Test
    void keyDiscarded_openChecksEndAndNewOnesWork() throws Exception {
        try (PortalProcess portal = PortalProcess.start(folder, environment)) {
            Visit before = Visit.begin(portal, folder);

            PortalProcess.Ended rotated = PortalProcess.run(folder, environment, "keys", "rotate", "--discard");
            ProbeRun old = ProbeRun.of(before.jar(), folder, "--yes");
            ProbeRun fresh = ProbeRun.of(Visit.begin(portal, folder).jar(), folder, "--yes", "--output", "json");

            assertThat(rotated.exitCode()).as(rotated.err()).isZero();
            assertThat(old.exitCode()).isEqualTo(76);
            assertThat(old.errors()).contains("Start a new check");
            assertThat(fresh.exitCode()).as(fresh.errors()).isZero();
        }
    }
}
