package dev.patchproof.portal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.access.Digests;
import io.restassured.path.json.JsonPath;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The signed probe as people download and check it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProbeDownloadIT {
    private static final Path BUILT =
            Path.of(System.getProperty("patchproof.test.probe", "../probe/target/patchproof-probe-unsigned.jar"));

    private Path folder;
    private PortalProcess portal;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        portal = PortalProcess.start(folder, Map.of());
    }

    @AfterAll
    void stop() throws Exception {
        portal.close();
    }

    @Test
    void embeddedProbe_isTheOneJustBuilt() throws Exception {
        Path application = Path.of(System.getProperty("patchproof.test.portal")).resolveSibling("app");
        Path jar;
        try (Stream<Path> files = Files.list(application)) {
            jar = files.filter(file -> file.getFileName().toString().startsWith("portal-"))
                    .findFirst()
                    .orElseThrow();
        }

        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream embedded = zip.getInputStream(zip.getEntry("patchproof/patchproof-probe-unsigned.jar"))) {
            assertThat(sha256(embedded.readAllBytes())).isEqualTo(sha256(Files.readAllBytes(BUILT)));
        }
    }

    @Test
    void download_isWhatWasBuiltWithTheRootKeyInItsSignedPart() throws Exception {
        Path signed = download("/probe.jar", "plain.jar");

        try (JarFile before = new JarFile(BUILT.toFile());
                JarFile after = new JarFile(signed.toFile(), true)) {
            for (ZipEntry entry :
                    before.stream().filter(each -> !each.isDirectory()).toList()) {
                if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    assertThat(content(after, entry.getName()))
                            .as(entry.getName())
                            .isEqualTo(content(before, entry.getName()));
                }
            }
            byte[] root = content(after, "patchproof/portal-root.jwk");
            assertThat(after.getJarEntry("patchproof/portal-root.jwk").getCodeSigners())
                    .hasSize(1);
            assertThat(new String(root, StandardCharsets.UTF_8))
                    .contains("\"x\"")
                    .doesNotContain("\"d\"");
            assertThat(after.getManifest().getMainAttributes().getValue("Class-Path"))
                    .isNull();
        }
    }

    @Test
    void startPage_hasBothDigestsAndTheListOfPartsIsThere() throws Exception {
        String page = new String(portal.get("/").body(), StandardCharsets.UTF_8);
        JsonPath parts = JsonPath.from(new String(portal.get("/probe-sbom.json").body(), StandardCharsets.UTF_8));

        assertThat(page)
                .contains(
                        sha256(Files.readAllBytes(BUILT)),
                        sha256(portal.get("/probe.jar").body()));
        assertThat(parts.getString("bomFormat")).isEqualTo("CycloneDX");
        assertThat(parts.getList("components.name")).contains("jose4j", "jna", "picocli");
    }

    @Test
    void jarsignerWithThePublishedCertificate_verifiesStrictly() throws Exception {
        Path keystore = publishedKeystore();

        assertThat(jarsigner(keystore, download("/probe.jar", "verify.jar"))).isZero();
    }

    @Test
    void personalisedDownload_verifiesAsStrictly() throws Exception {
        JsonPath check = newCheck();
        Path jar = download("/checks/" + check.getString("id") + "/probe.jar", "personal.jar");

        assertThat(jarsigner(publishedKeystore(), jar)).isZero();
    }

    @Test
    void alteredDownload_doesNotVerify() throws Exception {
        Path jar = download("/probe.jar", "altered.jar");
        Path altered = folder.resolve("altered-2.jar");
        Alteration.of(jar, altered, "dev/patchproof/probe/Launcher.class");

        assertThat(jarsigner(publishedKeystore(), altered)).isNotZero();
    }

    @Test
    void personalisedDownload_carriesItsTicketAndKeySetInTheComment() throws Exception {
        JsonPath check = newCheck();
        Path plain = download("/probe.jar", "plain-2.jar");
        Path personal = download("/checks/" + check.getString("id") + "/probe.jar", "personal-2.jar");
        Map<String, Object> comment;
        try (ZipFile zip = new ZipFile(personal.toFile())) {
            comment = JsonUtil.parseJson(zip.getComment());
        }

        assertThat(comment)
                .containsOnlyKeys("patchproof", "keySet", "ticket")
                .containsEntry("ticket", check.getString("ticket"));
        byte[] without = Files.readAllBytes(personal);
        int length = Byte.toUnsignedInt(Files.readAllBytes(personal)[(int) Files.size(plain) - 2])
                + 256 * Byte.toUnsignedInt(without[(int) Files.size(plain) - 1]);
        without = Arrays.copyOf(without, without.length - length);
        without[without.length - 1] = 0;
        without[without.length - 2] = 0;
        assertThat(sha256(without)).isEqualTo(sha256(Files.readAllBytes(plain)));
    }

    @Test
    void ticket_isSignedByAKeyOfTheSetThatTheRootInTheJarSigned() throws Exception {
        JsonPath check = newCheck();
        Path jar = download("/probe.jar", "plain-3.jar");
        JsonWebKey root;
        try (JarFile file = new JarFile(jar.toFile())) {
            root = JsonWebKey.Factory.newJwk(
                    new String(content(file, "patchproof/portal-root.jwk"), StandardCharsets.UTF_8));
        }

        Map<String, Object> keySet = verified(check.getString("keySet"), root, "patchproof-keyset+jwt");
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> keys = (List<Map<String, Object>>) keySet.get("keys");
        PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(keys.get(0));
        Map<String, Object> ticket = verified(check.getString("ticket"), key, "patchproof-ticket+jwt");

        assertThat(keySet).containsEntry("iss", portal.url()).containsKeys("iat", "exp", "seq");
        assertThat(ticket)
                .containsEntry("iss", portal.url())
                .containsEntry("sub", check.getString("id"))
                .containsKeys("jti", "iat", "exp");
    }

    private static Map<String, Object> verified(String token, JsonWebKey key, String type) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        signature.setKey(key.getKey());
        assertThat(signature.verifySignature()).isTrue();
        assertThat(signature.getHeader("typ")).isEqualTo(type);
        assertThat(signature.getKeyIdHeaderValue()).isEqualTo(key.calculateBase64urlEncodedThumbprint("SHA-256"));
        return JsonUtil.parseJson(signature.getPayload());
    }

    private JsonPath newCheck() throws Exception {
        return JsonPath.from(new String(portal.post("/api/v1/checks").body(), StandardCharsets.UTF_8));
    }

    private Path download(String path, String name) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, portal.get(path).body());
        return file;
    }

    private Path publishedKeystore() throws Exception {
        Path certificate = download("/probe-signer.pem", "signer.pem");
        Path keystore = folder.resolve("signer.p12");
        Files.deleteIfExists(keystore);
        tool(
                "keytool",
                "-importcert",
                "-noprompt",
                "-alias",
                "patchproof",
                "-file",
                certificate.toString(),
                "-keystore",
                keystore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit");
        return keystore;
    }

    private int jarsigner(Path keystore, Path jar) throws Exception {
        return tool(
                "jarsigner",
                "-verify",
                "-strict",
                "-keystore",
                keystore.toString(),
                "-storepass",
                "changeit",
                jar.toString(),
                "patchproof");
    }

    private int tool(String name, String... arguments) throws Exception {
        List<String> words = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", name)
                                .toString()),
                        Stream.of(arguments))
                .toList();
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .start()
                .waitFor();
    }

    private static byte[] content(JarFile jar, String name) throws Exception {
        try (InputStream stream = jar.getInputStream(jar.getJarEntry(name))) {
            return stream.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256().digest(bytes));
    }
}
