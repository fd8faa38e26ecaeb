package dev.patchproof.portal.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.SoftToken;
import dev.patchproof.portal.TestAuthority;
import dev.patchproof.portal.process.PortalProcess;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real jar signs with a certificate of a company, and the real portal believes it or not. */
class IdentityEndToEndIT {
    private static final String PASSWORD = "a password of a test";

    private static PortalProcess portal;
    private static TestAuthority devices;

    private Path folder;
    private Path passwordFile;

    @BeforeAll
    static void startPortal(@TempDir Path shared) throws Exception {
        TestAuthority root = TestAuthority.root("Example Root", Instant.now());
        devices = root.below("Example Devices", 0);
        portal = PortalProcess.start(
                shared,
                Map.of(
                        "PATCHPROOF_HOME",
                        shared.resolve("home").toString(),
                        "PATCHPROOF_CATALOG_DIR",
                        TestCatalog.of(shared, List.of("gzip")).toString(),
                        "PATCHPROOF_IDENTITY_CA",
                        root.write(shared.resolve("root.pem")).toString()));
    }

    @AfterAll
    static void stopPortal() {
        portal.close();
    }

    @BeforeEach
    void emptyFolder(@TempDir Path empty) throws Exception {
        folder = empty;
        passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    }

    @Test
    void certificateOfTheCompany_namesTheComputerOnPageAndInJson() throws Exception {
        String hostile = "O=Example,CN=<b>PC-17</b>\u202Egnp.exe";

        ProbeRun run = probe(devices, hostile, "--yes", "--output", "json");

        JsonPath result = Visit.result(portal, run);
        assertThat(result.getString("device.identity.subject")).startsWith("CN=\\<b\\>PC-17");
        assertThat(result.getString("device.identity.issuer")).isEqualTo("CN=Example Devices");
        assertThat(result.getBoolean("selfReported")).isTrue();
        assertThat(result.getString("device.ueid")).isNotBlank();
        String page =
                given().get(portal.url() + "/results/" + result.getString("id")).asString();
        assertThat(page)
                .contains("Identified as", "self-reported", "\\&lt;b\\&gt;PC-17\\&lt;/b\\&gt;", "CN=Example Devices")
                .doesNotContain("<b>PC-17", "\u202E");
        assertThat(run.errors())
                .contains("signed with a certificate that names this computer: CN=\\<b\\>PC-17\\</b\\>?gnp");
    }

    @Test
    void certificateOfAStranger_isRefusedAndNothingIsKept() throws Exception {
        TestAuthority stranger =
                TestAuthority.root("Example Root", Instant.now()).below("Example Devices", 0);

        ProbeRun run = probe(stranger, "CN=PC-17", "--yes", "--output", "json");

        assertThat(run.exitCode()).isEqualTo(76);
        assertThat(run.errors()).contains("a chain to a configured authority expected");
    }

    @Test
    void wrongPasswordOrPlace_isWrongUseAndNothingIsAsked() throws Exception {
        Path jar = Visit.begin(portal, folder).jar();
        Path store = devices.issue(TestAuthority.device("CN=PC-17")).write(folder.resolve("device.p12"), PASSWORD);

        ProbeRun withoutPassword = ProbeRun.of(jar, folder, "--yes", "--identity", store.toString());
        ProbeRun absent = ProbeRun.of(
                jar, folder, "--yes", "--identity", folder.resolve("none.p12").toString());
        ProbeRun windows = ProbeRun.of(jar, folder, "--yes", "--identity", "windows-my");
        ProbeRun unnamed = ProbeRun.of(
                jar,
                folder,
                "--yes",
                "--identity",
                store.toString(),
                "--identity-password-file",
                passwordFile.toString(),
                "--identity-name",
                "PC-18");

        assertThat(List.of(withoutPassword.exitCode(), absent.exitCode(), windows.exitCode(), unnamed.exitCode()))
                .containsOnly(64);
        assertThat(withoutPassword.errors())
                .contains("device.p12 cannot be used")
                .hasLineCount(1);
        assertThat(absent.errors()).contains("none.p12").hasLineCount(1);
        assertThat(windows.errors()).contains("is for Windows");
        assertThat(unnamed.errors()).contains("named PC-18", "[device]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "RSA-2048"})
    void keyInATokenThatGivesNoneAway_namesTheComputer(String keys) throws Exception {
        SoftToken token = tokenWith(keys);
        Files.writeString(passwordFile, SoftToken.PIN + "\n");

        ProbeRun run = probe(token, "--output", "json");

        JsonPath result = Visit.result(portal, run);
        assertThat(result.getString("device.identity.subject")).isEqualTo("CN=PC-17");
        assertThat(result.getString("device.identity.issuer")).isEqualTo("CN=Example Devices");
    }

    @Test
    void wrongPinOfAToken_isWrongUseInOneSentence() throws Exception {
        SoftToken token = tokenWith("P-256");
        Files.writeString(passwordFile, "0000\n");

        ProbeRun run = probe(token);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(64);
        assertThat(run.errors()).contains("pkcs11.cfg cannot be used", "PIN").hasLineCount(1);
    }

    private SoftToken tokenWith(String keys) throws Exception {
        SoftToken token = SoftToken.make(folder);
        TestAuthority.Wish wish = TestAuthority.device("CN=PC-17");
        wish.keys = TestAuthority.newKeys(keys);
        Path store = devices.issue(wish).write(folder.resolve("device.p12"), PASSWORD);
        token.take(store, PASSWORD);
        Files.delete(store);
        return token;
    }

    private ProbeRun probe(SoftToken token, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--yes",
                "--identity",
                "pkcs11:" + token.configuration(),
                "--identity-password-file",
                passwordFile.toString()));
        return ProbeRun.of(Visit.begin(portal, folder).jar(), folder, token.environment(), all.toArray(new String[0]));
    }

    private ProbeRun probe(TestAuthority authority, String subject, String... arguments) throws Exception {
        Path store = authority.issue(TestAuthority.device(subject)).write(folder.resolve("device.p12"), PASSWORD);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--identity",
                store.toString(),
                "--identity-password-file",
                passwordFile.toString(),
                "--identity-name",
                "device"));
        return ProbeRun.of(Visit.begin(portal, folder).jar(), folder, all.toArray(new String[0]));
    }
}
