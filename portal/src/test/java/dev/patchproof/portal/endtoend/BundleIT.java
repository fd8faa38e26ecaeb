package dev.patchproof.portal.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.matchesPattern;

import dev.patchproof.portal.process.PortalProcess;
import dev.patchproof.wine.WinePrefix;
import dev.patchproof.wine.WineRun;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The download with Java included, made of real runtimes and run as people run it: on Linux a small runtime that jlink
 * makes of this Java, on Windows the Java of the Wine tests (Wine's cmd, not Windows').
 */
class BundleIT {
    private static Path shared;
    private static PortalProcess portal;

    private Path folder;

    @BeforeAll
    static void startPortal(@TempDir Path temporary) throws Exception {
        shared = temporary;
        Path runtimes = Files.createDirectories(shared.resolve("home/runtimes"));
        linkedRuntime(runtimes.resolve("linux.tar.gz"));
        Path windows = Path.of(System.getProperty("patchproof.windows-jre", "absent"));
        if (Files.isDirectory(windows)) {
            zip(windows, "jre", runtimes.resolve("windows.zip"));
        }
        Files.writeString(runtimes.resolve("notes.txt"), "not a runtime");
        portal = PortalProcess.start(
                shared,
                Map.of(
                        "PATCHPROOF_HOME",
                        shared.resolve("home").toString(),
                        "PATCHPROOF_LIMITS_DOWNLOADS_PER_ADDRESS",
                        "3",
                        "PATCHPROOF_CATALOG_DIR",
                        TestCatalog.of(shared, List.of("gzip", "grep")).toString()));
        for (int i = 0; i < 600 && !portal.log().contains("Runtime notes.txt: refused"); i++) {
            Thread.sleep(100);
        }
        while (portal.log().lines().filter(line -> line.contains("Runtime ")).count()
                < (Files.isDirectory(windows) ? 3 : 2)) {
            Thread.sleep(200);
        }
    }

    @AfterAll
    static void stopPortal() {
        portal.close();
    }

    @BeforeEach
    void emptyFolder(@TempDir Path empty) throws IOException {
        folder = Files.createDirectory(empty.resolve("my downloads & things"));
    }

    @Test
    void wrongFile_isRefusedInTheLogWithItsReason() throws Exception {
        assertThat(portal.log())
                .contains("Runtime notes.txt: refused: a ZIP or tar.gz file expected, found something else");
    }

    @Test
    void linuxBundle_runsTheWholeCheckFromAReadOnlyFolderWithASpace() throws Exception {
        Visit visit = Visit.begin(portal, folder);
        unpack(download(visit, "linux-x64", "bundle.tar.gz"));
        Path bundle = folder.resolve("patchproof");
        run(List.of("chmod", "-R", "a-w", bundle.toString()), Map.of());

        Ended ended = run(
                List.of(bundle.resolve("patchproof.sh").toString(), "--yes", "--output", "json"),
                Map.of("JAVA_TOOL_OPTIONS", "-XX:NoSuchOption", "CLASSPATH", "/nowhere"));
        run(List.of("chmod", "-R", "u+w", bundle.toString()), Map.of());

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(JsonPath.from(ended.out()).getString("verdict")).isEqualTo("UP_TO_DATE");
        try (Stream<Path> files = Files.walk(bundle)) {
            assertThat(files.filter(Files::isSymbolicLink))
                    .as("links stay links")
                    .isNotEmpty();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle.resolve("runtime/bin/java"))))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void linuxScript_worksFromItsOwnFolderAndUsesNoOtherJava() throws Exception {
        Visit visit = Visit.begin(portal, folder);
        unpack(download(visit, "linux-x64", "bundle.tar.gz"));
        Path bundle = folder.resolve("patchproof");

        Ended inside = run(bundle, List.of("/bin/sh", "patchproof.sh", "--version"), Map.of("PATH", "/nowhere"));
        Ended withOptions =
                run(bundle, List.of("runtime/bin/java", "@java.options", "-XX:+PrintFlagsFinal", "-version"), Map.of());
        run(List.of("rm", bundle.resolve("java.options").toString()), Map.of());
        Ended without = run(bundle, List.of("/bin/sh", "./patchproof.sh", "--version"), Map.of());

        assertThat(inside.out()).startsWith("patchproof-probe ");
        assertThat(withOptions.out())
                .containsPattern("UseSerialGC += true")
                .containsPattern("MaxHeapSize += 134217728");
        assertThat(without.exitCode()).isEqualTo(70);
        assertThat(without.err()).contains("Unpack the whole archive");
    }

    @Test
    void jarInTheBundle_isTheOneOfTheCheck() throws Exception {
        Visit visit = Visit.begin(portal, folder);
        unpack(download(visit, "linux-x64", "bundle.tar.gz"));

        assertThat(folder.resolve("patchproof/patchproof-probe.jar")).hasSameBinaryContentAs(visit.jar());
    }

    @Test
    void page_offersWhatIsThereAlone() throws Exception {
        Visit visit = Visit.begin(portal, folder);
        String page = given().cookies(visit.cookies()).get(visit.checkPage()).asString();

        assertThat(page).contains("/bundles/linux-x64", "patchproof.sh").doesNotContain("/bundles/linux-aarch64");
        given().get(visit.checkPage() + "/bundles/linux-aarch64").then().statusCode(404);
        given().get(visit.checkPage() + "/bundles/..%2F..%2Fx").then().statusCode(404);
    }

    /** A bundle is larger than what a connection keeps on the way; the probe's jar alone is not. */
    @Test
    void readersWhoDoNotRead_areFewAndTheNextIsToldToWait() throws Exception {
        Visit visit = Visit.begin(portal, folder);
        List<Socket> readers = new ArrayList<>();
        try {
            for (int reader = 0; reader < 3; reader++) {
                readers.add(slowReader(visit.checkPage() + "/bundles/linux-x64"));
            }
            given().cookies(visit.cookies())
                    .get(visit.checkPage() + "/bundles/linux-x64")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", matchesPattern("[0-9]+"));
            given().get(portal.url() + "/").then().statusCode(200);
        } finally {
            for (Socket reader : readers) {
                reader.close();
            }
        }

        int status = 429;
        for (int time = 0; status == 429 && time < 100; time++) {
            Thread.sleep(100);
            status = given().cookies(visit.cookies())
                    .get(visit.checkPage() + "/bundles/linux-x64")
                    .statusCode();
        }
        assertThat(status).as("once they hung up").isEqualTo(200);
    }

    /** Asks, reads one byte, and no more. */
    private static Socket slowReader(String address) throws IOException {
        URI url = URI.create(address);
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        socket.getOutputStream()
                .write(("GET " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    @Test
    void usedTicket_isNotHandedOutAgain() throws Exception {
        Visit visit = Visit.begin(portal, folder);
        ProbeRun run = ProbeRun.of(visit.jar(), folder, "--yes", "--output", "json");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        given().get(visit.checkPage() + "/bundles/linux-x64").then().statusCode(409);
    }

    @Test
    void windowsBundle_runsTheWholeCheckByItsStartScript() throws Exception {
        try (WinePrefix windows = WinePrefix.create(Path.of("target/wine"))) {
            Visit visit = Visit.begin(portal, folder);
            Path target = Files.createDirectories(windows.folder().resolve("my downloads"));
            unzip(download(visit, "windows-x64", "bundle.zip"), target);
            Path script = target.resolve("patchproof/start.cmd");

            WineRun run = windows.script(script, List.of("--yes", "--output", "json"));

            assertThat(Files.readString(script)).as("as cmd wants it").contains("\r\n");
            String resultId = JsonPath.from(run.out()).getString("resultId");
            assertThat(resultId).as(run.toString()).isNotBlank();
            assertThat(run.exitCode())
                    .as("of the probe, through the script: %s", run)
                    .isEqualTo(2);
            given().get(portal.url() + "/api/v1/results/" + resultId).then().statusCode(200);
        }
    }

    private Path download(Visit visit, String platform, String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream bundle = given().get(visit.checkPage() + "/bundles/" + platform)
                .then()
                .statusCode(200)
                .extract()
                .asInputStream()) {
            Files.copy(bundle, file);
        }
        return file;
    }

    private void unpack(Path archive) throws Exception {
        Ended tar = run(List.of("tar", "-xzf", archive.toString(), "-C", folder.toString()), Map.of());
        assertThat(tar.exitCode()).as(tar.err()).isZero();
    }

    private static void unzip(Path archive, Path target) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = target.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    private static void linkedRuntime(Path archive) throws Exception {
        Path image = shared.resolve("image");
        Path java = Path.of(System.getProperty("java.home"), "bin", "jlink");
        Ended linked = run(
                List.of(
                        java.toString(),
                        "--add-modules",
                        "java.base,java.logging,jdk.crypto.ec",
                        "--strip-debug",
                        "--output",
                        image.toString()),
                Map.of());
        Ended packed = run(
                List.of(
                        "tar",
                        "-czf",
                        archive.toString(),
                        "-C",
                        shared.toString(),
                        image.getFileName().toString()),
                Map.of());
        if (linked.exitCode() + packed.exitCode() != 0) {
            throw new IllegalStateException(linked + " " + packed);
        }
    }

    private static void zip(Path folder, String name, Path archive) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(name + "/" + folder.relativize(file)));
                Files.copy(file, zip);
            }
        }
    }

    private record Ended(int exitCode, String out, String err) {}

    private static Ended run(List<String> command, Map<String, String> environment) throws Exception {
        return run(shared, command, environment);
    }

    private static Ended run(Path where, List<String> command, Map<String, String> environment) throws Exception {
        Path out = Files.createTempFile(shared, "run", ".out");
        Path err = Files.createTempFile(shared, "run", ".err");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(where.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("XDG_STATE_HOME", shared.resolve("state").toString());
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        return new Ended(exit, Files.readString(out), Files.readString(err));
    }
}
