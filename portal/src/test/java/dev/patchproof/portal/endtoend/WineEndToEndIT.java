package dev.patchproof.portal.endtoend;

import static dev.patchproof.portal.endtoend.Visit.layerOf;
import static dev.patchproof.portal.endtoend.Visit.verdictOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.process.PortalProcess;
import dev.patchproof.wine.MingwLibrary;
import dev.patchproof.wine.WindowsVersions;
import dev.patchproof.wine.WinePrefix;
import dev.patchproof.wine.WineRun;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real jar in a real Windows Java against the real portal with its shipped catalog: the case of 2003 and its twins.
 * It is Wine, not Windows: Windows XP SP1 is what the registry says, and Wine cannot deny root a file.
 */
class WineEndToEndIT {
    private static final String RPC = "windows/system32/rpcrt4.dll";
    private static final String OLD = "5.1.2600.1106";
    private static final String FIXED_BY_823980 = "5.1.2600.1230";
    private static final String FIXED_BY_824146 = "5.1.2600.1254";
    private static final int HEADERS = 0x400;
    private static final Instant LONG_BEFORE_BOOT = Instant.parse("2003-07-17T10:00:00Z");

    private static PortalProcess portal;

    private Path folder;

    @BeforeAll
    static void startPortal(@TempDir Path shared) throws Exception {
        portal = PortalProcess.start(
                shared, Map.of("PATCHPROOF_HOME", shared.resolve("home").toString()));
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
    void a_keysPresentAndFileOld_claimedNotFound() throws IOException, InterruptedException {
        JsonPath result =
                check(new Windows().keyOf("KB823980").keyOf("KB824146").rpc(OLD));

        assertThat(result.getString("claimedVerdict")).isEqualTo("UP_TO_DATE");
        assertThat(result.getString("verdict")).isEqualTo("NOT_UP_TO_DATE");
        assertThat(verdictOf(result, "KB823980")).isEqualTo("CLAIMED_NOT_FOUND");
        assertThat(result.getString(reasonOnDisk("KB823980", "found"))).contains(OLD);
        assertThat(result.getString(reasonOnDisk("KB823980", "expected"))).contains(FIXED_BY_823980);
    }

    @Test
    void b_keysPresentAndFileAbsent_claimedNotFound() throws IOException, InterruptedException {
        JsonPath result =
                check(new Windows().keyOf("KB823980").keyOf("KB824146").rpcAbsent());

        assertThat(result.getString("claimedVerdict")).isEqualTo("UP_TO_DATE");
        assertThat(result.getString("verdict")).isEqualTo("NOT_UP_TO_DATE");
        assertThat(verdictOf(result, "KB823980")).isEqualTo("CLAIMED_NOT_FOUND");
    }

    @Test
    void c_keyAndFixedFile_inForce() throws IOException, InterruptedException {
        JsonPath result = check(new Windows().keyOf("KB823980").rpc(FIXED_BY_823980));

        assertThat(verdictOf(result, "KB823980")).isEqualTo("IN_FORCE");
        assertThat(layerOf(result, "KB823980", "CLAIMED")).isEqualTo("TRUE");
        assertThat(layerOf(result, "KB823980", "ON_DISK")).isEqualTo("TRUE");
        assertThat(verdictOf(result, "KB824146"))
                .as("the update that replaced it is a line of its own")
                .isEqualTo("MISSING");
    }

    @Test
    void c_everyKeyAndTheNewestFile_onlyTheEndOfSupportIsLeft() throws IOException, InterruptedException {
        JsonPath result =
                check(new Windows().keyOf("KB823980").keyOf("KB824146").rpc(FIXED_BY_824146));

        assertThat(verdictOf(result, "KB823980")).isEqualTo("IN_FORCE");
        assertThat(verdictOf(result, "KB824146")).isEqualTo("IN_FORCE");
        assertThat(result.getString("claimedVerdict")).isEqualTo("UP_TO_DATE");
        assertThat(result.getString("verdict")).isEqualTo("UNSUPPORTED");
    }

    @Test
    void d_noKeyAndFixedFile_foundNotClaimed() throws IOException, InterruptedException {
        JsonPath result = check(new Windows().rpc(FIXED_BY_823980));

        assertThat(verdictOf(result, "KB823980")).isEqualTo("FOUND_NOT_CLAIMED");
        assertThat(result.getString("claimedVerdict")).isEqualTo("NOT_UP_TO_DATE");
    }

    @Test
    void e_neitherKeyNorFixedFile_missing() throws IOException, InterruptedException {
        JsonPath result = check(new Windows().rpc(OLD));

        assertThat(verdictOf(result, "KB823980")).isEqualTo("MISSING");
        assertThat(result.getString("claimedVerdict")).isEqualTo("NOT_UP_TO_DATE");
        assertThat(result.getString("verdict")).isEqualTo("NOT_UP_TO_DATE");
    }

    @Test
    void f_truncatedFile_couldNotCheck() throws IOException, InterruptedException {
        byte[] whole = library(FIXED_BY_823980);

        JsonPath result = check(new Windows().keyOf("KB823980").rpc(Arrays.copyOf(whole, whole.length / 2)));

        assertThat(verdictOf(result, "KB823980")).isEqualTo("COULD_NOT_CHECK");
        assertThat(result.getString("verdict")).isNotEqualTo("UP_TO_DATE");
    }

    @Test
    void f_garbledFile_couldNotCheck() throws IOException, InterruptedException {
        byte[] garbled = library(FIXED_BY_823980);
        Arrays.fill(
                garbled, HEADERS, garbled.length, (byte) 0x5a); // Wine must still find its own module by the headers

        JsonPath result =
                check(new Windows().keyOf("KB823980").keyOf("KB824146").rpc(garbled));

        assertThat(verdictOf(result, "KB823980")).isEqualTo("COULD_NOT_CHECK");
        assertThat(verdictOf(result, "KB824146")).isEqualTo("COULD_NOT_CHECK");
        assertThat(result.getString("verdict")).isNotEqualTo("UP_TO_DATE");
    }

    @Test
    void fixedFileNewerThanTheBoot_notYetInForce() throws IOException, InterruptedException {
        JsonPath result = check(new Windows().keyOf("KB823980").rpcWrittenNow(FIXED_BY_823980));

        assertThat(verdictOf(result, "KB823980")).isEqualTo("INSTALLED_NOT_IN_FORCE");
    }

    @Test
    void windows10AtTheNewestRevision_claimedUnverified() throws IOException, InterruptedException {
        JsonPath result = check(new Windows(WindowsVersions.WINDOWS_10_22H2));

        assertThat(verdictOf(result, "KB5075912")).isEqualTo("CLAIMED_UNVERIFIED");
        assertThat(result.getString("claimedVerdict")).isEqualTo("UP_TO_DATE");
        assertThat(result.getString("verdict")).isNotEqualTo("UP_TO_DATE");
        assertThat(result.getString("product.id")).isEqualTo("windows-10-22h2");
    }

    private JsonPath check(Windows windows) throws IOException, InterruptedException {
        Visit visit = Visit.begin(portal, folder);
        try (WinePrefix prefix = WinePrefix.create(Path.of("target", "wine"))) {
            windows.in(prefix);
            WineRun run = prefix.java(List.of(
                    "-Dfile.encoding=UTF-8",
                    "-jar",
                    WinePrefix.windowsName(visit.jar()),
                    "--yes",
                    "--no-gui",
                    "--output",
                    "json"));
            assertThat(run.exitCode()).as(run.toString()).isBetween(0, 2);
            return Visit.result(portal, new ProbeRun(run.exitCode(), run.out(), run.err()));
        }
    }

    private static String reasonOnDisk(String update, String part) {
        return "updates.find { it.updateId == '" + update + "' }.layers.ON_DISK.reasons[0]." + part;
    }

    private static byte[] library(String version) throws IOException, InterruptedException {
        Path build = Files.createTempDirectory("patchproof-library");
        return MingwLibrary.build(build, MingwLibrary.Bits.BITS_64, version, version);
    }

    /** What a test sets up in its prefix. */
    private static final class Windows {
        private final StringBuilder registry;
        private byte[] rpc = new byte[0];
        private boolean rpcAbsent;
        private Instant modified = LONG_BEFORE_BOOT;

        Windows() {
            this(WindowsVersions.XP_SP1);
        }

        Windows(String version) {
            this.registry = new StringBuilder(version);
        }

        Windows keyOf(String update) {
            registry.append("\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\")
                    .append(update)
                    .append("]\n\"Installed\"=dword:00000001\n");
            return this;
        }

        Windows rpc(String version) throws IOException, InterruptedException {
            return rpc(library(version));
        }

        Windows rpc(byte[] content) {
            rpc = content.clone();
            return this;
        }

        Windows rpcWrittenNow(String version) throws IOException, InterruptedException {
            modified = Instant.now();
            return rpc(version);
        }

        Windows rpcAbsent() {
            rpcAbsent = true;
            return this;
        }

        void in(WinePrefix prefix) throws IOException, InterruptedException {
            prefix.importRegistry(registry.toString());
            if (rpcAbsent) {
                // The JVM itself needs the module: Wine finds it in the working folder, which comes after system32.
                Files.copy(prefix.driveC().resolve(RPC), prefix.folder().resolve("rpcrt4.dll"));
                prefix.remove(RPC);
            } else if (rpc.length > 0) {
                prefix.put(RPC, rpc, modified);
            }
        }
    }
}
