package dev.patchproof.portal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.patchproof.portal.release.Publisher;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator sees when starting the packaged portal. */
final class PortalStartIT {

    private static final String ONE = Publisher.update("KB100", "one.dll", "1.0.0.5");
    private static final String TWO = Publisher.update("KB200", "two.dll", "1.0.0.5");

    @TempDir
    Path folder;

    @Test
    void firstStart_makesTheDataDirectoryAndTellsHowToCheckThisComputer() throws Exception {
        try (PortalProcess portal = PortalProcess.start(folder, Map.of())) {
            assertThat(portal.log())
                    .contains(portal.url() + "/\n")
                    .contains(portal.url() + "/probe.jar")
                    .contains("--portal " + portal.url());
            assertThat(JsonPath.from(new String(portal.get("/q/health/ready").body(), StandardCharsets.UTF_8))
                            .getList("checks.name"))
                    .contains("database", "catalog", "probe");
            assertThat(portal.get("/about/known-liars").statusCode())
                    .as("cases are read out of the packaged jar")
                    .isEqualTo(200);
        }

        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void secondStart_keepsKeysAndSignedProbe() throws Exception {
        byte[] keys;
        byte[] probe;
        try (PortalProcess portal = PortalProcess.start(folder, Map.of())) {
            keys = portal.get("/.well-known/jwks.json").body();
            probe = portal.get("/probe.jar").body();
        }

        try (PortalProcess portal = PortalProcess.start(folder, Map.of())) {
            assertThat(portal.get("/.well-known/jwks.json").body()).isEqualTo(keys);
            assertThat(portal.get("/probe.jar").body()).isEqualTo(probe);
        }
    }

    @Test
    void ids_doNotGetIntoTheLog() throws Exception {
        try (PortalProcess portal = PortalProcess.start(folder, Map.of())) {
            String id = JsonPath.from(new String(portal.post("/api/v1/checks").body(), StandardCharsets.UTF_8))
                    .getString("id");
            portal.get("/checks/" + id + "/probe.jar");
            portal.get("/checks/" + id + "/nothing");
            portal.get("/api/v1/results/" + id);
            portal.post("/api/v1/checks/" + id + "/evidence");

            assertThat(portal.log()).doesNotContain(id);
        }
    }

    @Test
    void emptyPostgresqlUrl_refused() throws Exception {
        PortalProcess.Ended ended = PortalProcess.run(folder, Map.of("PATCHPROOF_DATABASE_URL", ""));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("patchproof.database.url").contains("jdbc:postgresql://HOST/DATABASE");
    }

    @Test
    void urlOfAnotherDatabase_refused() throws Exception {
        PortalProcess.Ended ended =
                PortalProcess.run(folder, Map.of("PATCHPROOF_DATABASE_URL", "jdbc:mysql://localhost/x"));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("not a PostgreSQL URL");
    }

    @Test
    void postgresqlSwitchedOnWithoutUrl_refused() throws Exception {
        PortalProcess.Ended ended = PortalProcess.run(folder, Map.of("QUARKUS_DATASOURCE_POSTGRESQL_ACTIVE", "true"));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("patchproof.database.url").contains("empty");
    }

    @Test
    void dataDirectoryThatIsAFile_refused() throws Exception {
        Path file = Files.createFile(folder.resolve("occupied"));

        PortalProcess.Ended ended = PortalProcess.run(folder, Map.of("PATCHPROOF_HOME", file.toString()));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("data directory " + file).doesNotContain("\tat ");
    }

    @Test
    void invalidCatalog_refusedWithAllItsProblems() throws Exception {
        Path catalog = Files.createDirectory(folder.resolve("catalog"));
        Files.writeString(catalog.resolve("one.json"), "{}");
        Files.writeString(catalog.resolve("two.json"), "{");

        PortalProcess.Ended ended = PortalProcess.run(folder, Map.of("PATCHPROOF_CATALOG_DIR", catalog.toString()));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("one.json").contains("two.json").doesNotContain("\tat ");
    }

    @Test
    void unknownSetting_refused() throws Exception {
        PortalProcess.Ended ended =
                PortalProcess.run(folder, Map.of("JAVA_TOOL_OPTIONS", "-Dpatchproof.public-urll=http://typo.test"));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("public-urll");
    }

    @Test
    void apiTokens_areMadeListedAndRevokedByCommand() throws Exception {
        PortalProcess.Ended created = PortalProcess.run(folder, Map.of(), "token", "create", "--name", "audit");
        PortalProcess.Ended listed = PortalProcess.run(folder, Map.of(), "token", "list");
        PortalProcess.Ended again = PortalProcess.run(folder, Map.of(), "token", "create", "--name", "audit");
        PortalProcess.Ended revoked = PortalProcess.run(folder, Map.of(), "token", "revoke", "--name", "audit");
        PortalProcess.Ended listedLater = PortalProcess.run(folder, Map.of(), "token", "list");

        assertThat(created.exitCode()).isZero();
        assertThat(created.out().strip()).matches("patchproof_[A-Za-z0-9_-]{43}");
        assertThat(listed.out())
                .contains("audit")
                .doesNotContain("revoked")
                .doesNotContain(created.out().strip());
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(revoked.exitCode()).isZero();
        assertThat(listedLater.out()).contains("revoked");
        assertThat(List.of(PortalProcess.run(folder, Map.of(), "tokn").exitCode()))
                .containsExactly(64);
    }

    @Test
    void catalogReleases_areImportedAndListedByCommandBesideAPortalThatServes() throws Exception {
        Publisher publisher = Publisher.make(folder.resolve("keys"));
        Path base = publisher.directory(Publisher.today().minusDays(3), ONE);
        Map<String, String> settings = Map.of(
                "PATCHPROOF_CATALOG_DIR", base.toString(),
                "PATCHPROOF_CATALOG_KEYS", publisher.certificate().toString());
        Path second = Files.write(folder.resolve("r2.zip"), publisher.signed(2, ONE, TWO));
        Path first = Files.write(folder.resolve("r1.zip"), publisher.signed(1, ONE));
        Path unsigned = Files.write(
                folder.resolve("unsigned.zip"),
                publisher.unsigned(Publisher.today(), 3, TWO).toBytes());
        try (PortalProcess portal = PortalProcess.start(folder, settings)) {
            PortalProcess.Ended before = PortalProcess.run(folder, settings, "catalog", "list");
            PortalProcess.Ended taken = PortalProcess.run(folder, settings, "catalog", "import", second.toString());
            PortalProcess.Ended older = PortalProcess.run(folder, settings, "catalog", "import", first.toString());
            PortalProcess.Ended stranger =
                    PortalProcess.run(folder, settings, "catalog", "import", unsigned.toString());
            PortalProcess.Ended absent = PortalProcess.run(folder, settings, "catalog", "import", "no-such-file.zip");
            PortalProcess.Ended list = PortalProcess.run(folder, settings, "catalog", "list");

            assertThat(before.exitCode()).isZero();
            assertThat(before.out().strip()).isEmpty();
            assertThat(before.err()).contains("In use: the directory " + base);
            assertThat(taken.exitCode()).as(taken.err()).isZero();
            assertThat(taken.out()).contains("Release 2 as of " + Publisher.today() + " is in use now: 2 updates.");
            assertThat(older.exitCode()).isEqualTo(1);
            assertThat(older.err()).contains("OLDER: expected a sequence number above 2");
            assertThat(stranger.exitCode()).isEqualTo(1);
            assertThat(stranger.err()).contains("UNSIGNED");
            assertThat(absent.exitCode()).isEqualTo(1);
            assertThat(absent.err()).contains("no-such-file.zip").doesNotContain("\tat ");
            assertThat(list.out().lines()).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("2  as of " + Publisher.today())
                    .endsWith("  in use"));
            assertThat(followed(portal))
                    .as("the portal that serves has taken it up")
                    .isTrue();
        }
    }

    @Test
    void administratorsToken_madeByCommandOpensTheCatalogsPageAlone() throws Exception {
        PortalProcess.Ended created =
                PortalProcess.run(folder, Map.of(), "token", "create", "--name", "anna", "--role", "administrator");
        PortalProcess.Ended wrong =
                PortalProcess.run(folder, Map.of(), "token", "create", "--name", "bob", "--role", "king");
        String secret = created.out().strip();

        assertThat(created.exitCode()).as(created.err()).isZero();
        assertThat(secret).matches("patchproof_[A-Za-z0-9_-]{43}");
        assertThat(wrong.exitCode()).isEqualTo(64);
        assertThat(wrong.out()).isEmpty();
        try (PortalProcess portal = PortalProcess.start(folder, Map.of())) {
            Response signedIn = RestAssured.given()
                    .redirects()
                    .follow(false)
                    .formParam("token", secret)
                    .post(portal.url() + "/admin/login");

            assertThat(signedIn.statusCode()).isEqualTo(303);
            RestAssured.given()
                    .cookies(signedIn.cookies())
                    .get(portal.url() + "/admin/catalog")
                    .then()
                    .statusCode(200)
                    .body(containsString("The catalog in use"));
            RestAssured.given()
                    .header("Authorization", "Bearer " + secret)
                    .get(portal.url() + "/api/v1/results")
                    .then()
                    .statusCode(401);
        }
    }

    /** It looks every few seconds. */
    private static boolean followed(PortalProcess portal) throws Exception {
        for (int i = 0; i < 300; i++) {
            String health = new String(portal.get("/q/health/ready").body(), StandardCharsets.UTF_8);
            if (Integer.valueOf(2)
                    .equals(JsonPath.from(health).get("checks.find { it.name == 'catalog' }.data.sequence"))) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }
}
