package dev.patchproof.portal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.SoftToken;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's way to a probe whose key the portal never holds, command by command, and what is said when it goes wrong. */
final class OfflineSigningIT {
    private Path folder = Path.of("");
    private Path jar = Path.of("");

    @BeforeEach
    void export(@TempDir Path temporary) throws Exception {
        folder = temporary;
        jar = folder.resolve("probe.jar");
        PortalProcess.Ended exported = portal("probe", "export", "--out", jar.toString());
        if (exported.exitCode() != 0) {
            throw new IllegalStateException(exported.toString());
        }
    }

    @Test
    void exportedSignedAndConfigured_isWhatPeopleDownload() throws Exception {
        signAs("signer");

        PortalProcess.Ended verified = portal("probe", "verify", jar.toString());
        try (PortalProcess portal = PortalProcess.start(folder, configured())) {
            assertThat(verified.out()).contains("Good. Signed by CN=signer");
            assertThat(portal.get("/probe.jar").body()).isEqualTo(Files.readAllBytes(jar));
            assertThat(text(portal, "/"))
                    .contains(
                            "CN=signer",
                            "signed elsewhere",
                            verified.out().strip().replaceAll("(?s).* ", ""));
            assertThat(text(portal, "/")).doesNotContain("made by this portal itself");
            String id =
                    JsonPath.from(text(portal.post("/api/v1/checks").body())).getString("id");
            assertThat(portal.get("/checks/" + id + "/probe.jar").statusCode()).isEqualTo(200);
            assertThat(folder.resolve("data/keys/code-signing.p12"))
                    .as("no key of its own beside it")
                    .doesNotExist();
        }
    }

    @Test
    void signedWithAKeyInAToken_isTakenUnderItsCertificate() throws Exception {
        SoftToken token = SoftToken.make(folder);
        token.makeKey("signer");

        tool(
                List.of(
                        "jarsigner",
                        "-keystore",
                        "NONE",
                        "-storetype",
                        "PKCS11",
                        "-storepass",
                        SoftToken.PIN,
                        "-addprovider",
                        "SunPKCS11",
                        "-providerArg",
                        token.configuration().toString(),
                        jar.toString(),
                        "signer"),
                token.environment());

        PortalProcess.Ended verified = portal("probe", "verify", jar.toString());
        assertThat(verified.out()).contains("Good. Signed by CN=signer");
    }

    @Test
    void portalThatSignsItself_saysWhoseKeyItIs() throws Exception {
        try (PortalProcess portal = PortalProcess.start(folder, Map.of())) {
            assertThat(text(portal, "/")).contains("made by this portal itself", "nobody else vouches for it");
        }
    }

    @Test
    void existingFile_isNotOverwritten() throws Exception {
        PortalProcess.Ended again = portal("probe", "export", "--out", jar.toString());

        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("already there");
    }

    @Test
    void notSigned_refusedAtStart() throws Exception {
        refuses("is not handed out: one signature expected, found none: run jarsigner on it");
    }

    @Test
    void alteredAfterSigning_refusedAtStart() throws Exception {
        signAs("signer");
        Path altered = folder.resolve("altered.jar");
        Alteration.of(jar, altered, "dev/patchproof/probe/Launcher.class");
        Files.move(altered, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        refuses("what was signed expected in dev/patchproof/probe/Launcher.class");
    }

    @Test
    void signedTwice_refusedAtStart() throws Exception {
        signAs("signer");
        signAs("other");

        refuses("one signature expected, found [META-INF/");
    }

    @Test
    void exportedByAnotherPortal_refusedAtStart() throws Exception {
        signAs("signer");
        Path others = folder.resolve("data/keys/root.jwk");
        Files.delete(others);

        refuses("exported by another portal, or with another data directory");
    }

    @Test
    void fileAbsent_refusedAtStart() throws Exception {
        Files.delete(jar);

        refuses("a file expected, found none");
    }

    @Test
    void certificateExpired_refusedAtStart() throws Exception {
        signAs("signer", "-startdate", "-2y", "-validity", "365");

        refuses("there is no timestamp");
    }

    @Test
    void keyStoreConfiguredToo_refusedAtStart() throws Exception {
        signAs("signer");
        Map<String, String> both =
                Map.of("PATCHPROOF_PROBE_JAR", jar.toString(), "PATCHPROOF_CODE_SIGNING_KEYSTORE", jar.toString());

        PortalProcess.Ended ended = PortalProcess.run(folder, both);

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("expected one of them").doesNotContain("\tat ");
    }

    private void refuses(String words) throws Exception {
        PortalProcess.Ended ended = PortalProcess.run(folder, configured());

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("patchproof.probe.jar: " + jar, words).doesNotContain("\tat ");
    }

    private Map<String, String> configured() {
        return Map.of("PATCHPROOF_PROBE_JAR", jar.toString());
    }

    private PortalProcess.Ended portal(String... arguments) throws Exception {
        return PortalProcess.run(folder, Map.of(), arguments);
    }

    /** As README has it. */
    private void signAs(String alias, String... options) throws Exception {
        String store = folder.resolve(alias + ".p12").toString();
        List<String> make = new ArrayList<>(List.of(
                "keytool",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-ext",
                "eku=codeSigning",
                "-keystore",
                store,
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit"));
        make.addAll(Arrays.asList(options));
        tool(make);
        tool(List.of("jarsigner", "-keystore", store, "-storepass", "changeit", jar.toString(), alias));
    }

    private void tool(List<String> words) throws Exception {
        tool(words, Map.of());
    }

    private void tool(List<String> words, Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>(words);
        command.set(
                0, Path.of(System.getProperty("java.home"), "bin", words.get(0)).toString());
        Path log = folder.resolve("tool.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
    }

    private static String text(PortalProcess portal, String path) throws Exception {
        return text(portal.get(path).body());
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
