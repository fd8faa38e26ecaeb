package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.probe.trust.Json;
import dev.patchproof.wine.WinePrefix;
import dev.patchproof.wine.WineRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The packaged jar in a real Windows Java under Wine: what was left out of it to keep it small is not missed, and the
 * device key goes through DPAPI. Wine, not Windows: its DPAPI is weaker than the real one.
 */
class RunnableJarWineIT {

    @Test
    void downloadedJar_runsWholeChecksWithOneKey() throws Exception {
        try (WinePrefix windows = WinePrefix.create(Path.of("target/wine"))) {
            windows.importRegistry("""
                    [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB823980]
                    "Installed"=dword:00000001
                    [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography]
                    "MachineGuid"="1b671a64-40d5-491e-99b0-da01ff1f3341"
                    """);

            Map<String, Object> first = check(windows);
            Map<String, Object> second = check(windows);

            assertThat(Json.write(first))
                    .contains("\"family\":\"windows\"")
                    .contains("{\"type\":\"REG_DWORD\",\"data\":[\"1\"],\"keyChangedAt\":{\"exists\":")
                    .contains("fixedVersion")
                    .containsPattern("\"machine\":\\{\"exists\":\"[0-9a-f]{64}\"}")
                    .doesNotContain("1b671a64");
            assertThat(second.get("ueid")).isEqualTo(first.get("ueid"));
            assertThat(deviceKey(windows)).doesNotContain("ueid");

            WineRun forgetting =
                    windows.java(List.of("-jar", WinePrefix.windowsName(DownloadedJar.unsigned()), "forget-me"));

            assertThat(forgetting.exitCode()).as(forgetting.toString()).isZero();
            assertThat(forgetting.out()).contains("Removed this computer's key");
            assertThat(check(windows).get("ueid")).isNotEqualTo(first.get("ueid"));
        }
    }

    private static Map<String, Object> check(WinePrefix windows) throws Exception {
        try (FakePortal portal = new FakePortal()) {
            portal.asks(
                    new Query.RegistryValue(
                            "HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB823980",
                            "Installed",
                            RegistryView.NATIVE),
                    new Query.WindowsFile("%SystemRoot%\\System32\\rpcrt4.dll"),
                    new Query.WindowsRestart());
            Path jar = DownloadedJar.make(windows.folder(), portal.tokens.rootJwk(), portal.comment());

            WineRun run = windows.java(List.of("-jar", WinePrefix.windowsName(jar), "--yes", "--output", "json"));

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(Json.parse(run.out())).containsEntry("verdict", "UP_TO_DATE");
            String claims = portal.evidence.get(0).split("\\.", -1)[1];
            return Json.parse(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
        }
    }

    private static String deviceKey(WinePrefix windows) throws IOException {
        try (Stream<Path> files = Files.walk(windows.driveC().resolve("users"))) {
            Path file = files.filter(path -> path.endsWith("Patchproof/device-key"))
                    .findFirst()
                    .orElseThrow();
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        }
    }
}
