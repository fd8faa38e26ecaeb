package dev.patchproof.probe.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes the downloads that {@link RefusedDownloadTest} reads: a good one, and one per defect. Not part of the build,
 * since signatures differ each time; run it when a format or the set of defects changes, and commit what it writes:
 *
 * <pre>./mvnw -pl probe -am test -Dtest=RefusedJarWriter -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class RefusedJarWriter {
    private static final Path FOLDER = Path.of("src/test/resources/dev/patchproof/probe/trust/downloads");
    private static final String CHECK = "check-1";
    private static final String URL = "https://portal.test";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TestPortal portal = TestPortal.of(URL);
    private Path folder;
    private TestSigner signer;

    @BeforeEach
    void signer(@TempDir Path temporary) throws Exception {
        folder = temporary;
        signer = TestSigner.make(folder);
        try (var old = Files.newDirectoryStream(Files.createDirectories(FOLDER), "*.jar")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    @Test
    void write() throws Exception {
        good().write(file("good"), comment());
        jars();
        comments();
        keySets();
        tickets();
    }

    private void jars() throws Exception {
        unsigned().write(file("never-signed"), comment());
        good().add("added.txt", "added").write(file("entry-added"), comment());
        good().change(JarBytes.CONTENT, text -> text + "!").write(file("entry-altered"), comment());
        good().remove(JarBytes.CONTENT).write(file("entry-removed"), comment());
        good().change(RootKey.ENTRY, root -> TestPortal.of(URL).rootJwk()).write(file("root-key-exchanged"), comment());
        good().change(MANIFEST, text -> text.replace("Class: ", "Class: other."))
                .write(file("manifest-altered"), comment());
        good().remove(MANIFEST).write(file("manifest-removed"), comment());
        good().remove("META-INF/PORTAL.EC").write(file("signature-block-removed"), comment());
        good().change("META-INF/PORTAL.EC", block -> "no signature").write(file("signature-block-damaged"), comment());
        good().change("META-INF/PORTAL.SF", text -> text.replaceFirst("Digest: ..", "Digest: AA"))
                .write(file("signature-file-altered"), comment());
        Path twice = signed(unsigned());
        TestSigner.make(folder).sign(twice, "OTHER");
        JarBytes.read(twice).write(file("two-signers"), comment());
        good().add(JarBytes.TWIN, "a second one").write(file("entry-twice"), comment());
        JarBytes.rename(file("entry-twice"), JarBytes.TWIN, JarBytes.CONTENT);
        good().write(file("data-before-the-start"), comment());
        prepend(file("data-before-the-start"), "MZ another program");
    }

    private void comments() throws Exception {
        good().write(file("comment-absent"), "");
        good().write(file("comment-cut"), comment());
        byte[] whole = Files.readAllBytes(file("comment-cut"));
        Files.write(file("comment-cut"), Arrays.copyOf(whole, whole.length - 100));
        good().write(file("comment-longer-than-said"), comment());
        Files.writeString(file("comment-longer-than-said"), "  ", java.nio.file.StandardOpenOption.APPEND);
        good().write(file("comment-of-another-program"), "made by a build tool");
        good().write(file("comment-with-a-field-more"), comment().replace("{", "{\"portal\":\"https://evil.test\","));
        good().write(file("comment-with-two-tickets"), comment().replace("{", "{\"ticket\":\"a.b.c\","));
    }

    private void keySets() throws Exception {
        keySet("key-set-of-another-portal", TestPortal.of(URL).keySet());
        keySet(
                "key-set-by-a-thief-in-the-root-s-name",
                sign("keyset", portal.keySetClaims(), portal.rootKey, TestPortal.newKey()));
        keySet("key-set-altered", altered(portal.keySet(), "portal.test", "portal.evil"));
        keySet("key-set-expired", keySet(claims -> dates(claims, -40, -10)));
        keySet("key-set-of-the-future", keySet(claims -> dates(claims, 10, 40)));
        keySet("key-set-without-end", keySet(claims -> claims.remove("exp")));
        keySet("key-set-without-sequence", keySet(claims -> claims.remove("seq")));
        keySet("key-set-empty", keySet(claims -> claims.put("keys", List.of())));
        keySet("key-set-that-is-a-ticket", sign("ticket", portal.keySetClaims(), portal.rootKey, portal.rootKey));
    }

    private void tickets() throws Exception {
        TestPortal other = TestPortal.of(URL);
        ticket("ticket-of-another-portal", other.ticket(CHECK));
        ticket("ticket-by-a-thief-in-the-key-s-name", sign("ticket", claims(), portal.tokenKey, TestPortal.newKey()));
        ticket("ticket-by-the-root", sign("ticket", claims(), portal.rootKey, portal.rootKey));
        ticket("ticket-altered", altered(portal.ticket(CHECK), CHECK, "check-2"));
        ticket("ticket-expired", ticket(claims -> dates(claims, -2, -1)));
        ticket("ticket-of-the-future", ticket(claims -> dates(claims, 1, 2)));
        ticket("ticket-without-dates", ticket(claims -> claims.remove("iat")));
        ticket("ticket-for-another-address", ticket(claims -> claims.put("iss", "https://elsewhere.test")));
        ticket("ticket-for-no-check", ticket(claims -> claims.put("sub", "../results")));
        ticket("ticket-that-is-a-plan", sign("plan", claims(), portal.tokenKey, portal.tokenKey));
        ticket("ticket-with-algorithm-none", algorithmNone());
        ticket("ticket-with-a-shared-secret", sharedSecret());
        ticket("ticket-empty", "");
    }

    private JarBytes unsigned() {
        return new JarBytes()
                .add(MANIFEST, "Manifest-Version: 1.0\r\nMain-Class: dev.patchproof.probe.Launcher\r\n\r\n")
                .add(JarBytes.CONTENT, "what the program is")
                .add(RootKey.ENTRY, portal.rootJwk());
    }

    private Path signed(JarBytes bytes) throws Exception {
        Path jar = Files.createTempFile(folder, "signed", ".jar");
        bytes.write(jar, "");
        signer.sign(jar);
        return jar;
    }

    private JarBytes good() throws Exception {
        return JarBytes.read(signed(unsigned()));
    }

    private static Path file(String name) {
        return FOLDER.resolve(name + ".jar");
    }

    private String comment() {
        return comment(portal.keySet(), portal.ticket(CHECK));
    }

    private static String comment(String keySet, String ticket) {
        return "{\"patchproof\":1,\"keySet\":\"" + keySet + "\",\"ticket\":\"" + ticket + "\"}";
    }

    private void keySet(String defect, String token) throws Exception {
        good().write(file(defect), comment(token, portal.ticket(CHECK)));
    }

    private void ticket(String defect, String token) throws Exception {
        good().write(file(defect), comment(portal.keySet(), token));
    }

    private Map<String, Object> claims() {
        return portal.ticketClaims(CHECK);
    }

    private String keySet(Consumer<Map<String, Object>> spoil) {
        Map<String, Object> claims = portal.keySetClaims();
        spoil.accept(claims);
        return sign("keyset", claims, portal.rootKey, portal.rootKey);
    }

    private String ticket(Consumer<Map<String, Object>> spoil) {
        Map<String, Object> claims = claims();
        spoil.accept(claims);
        return sign("ticket", claims, portal.tokenKey, portal.tokenKey);
    }

    private static String sign(
            String type, Map<String, Object> claims, EllipticCurveJsonWebKey named, EllipticCurveJsonWebKey key) {
        return TestPortal.sign(claims, TestPortal.header("patchproof-" + type + "+jwt", named), key);
    }

    private static void dates(Map<String, Object> claims, int fromDays, int toDays) {
        claims.put("iat", TestPortal.NOW.plus(Duration.ofDays(fromDays)).getEpochSecond());
        claims.put("exp", TestPortal.NOW.plus(Duration.ofDays(toDays)).getEpochSecond());
    }

    private static String altered(String token, String from, String to) {
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + BASE64.encodeToString(claims.replace(from, to).getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
    }

    private String algorithmNone() {
        String header = "{\"alg\":\"none\",\"typ\":\"patchproof-ticket+jwt\",\"kid\":\""
                + PublicKeys.thumbprint(portal.tokenKey) + "\"}";
        return BASE64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + BASE64.encodeToString(Json.write(claims()).getBytes(StandardCharsets.UTF_8)) + ".";
    }

    private String sharedSecret() throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("HS256");
        jws.setHeader("typ", "patchproof-ticket+jwt");
        jws.setKeyIdHeaderValue(PublicKeys.thumbprint(portal.tokenKey));
        jws.setPayload(Json.write(claims()));
        jws.setKey(new HmacKey(portal.tokenKey.getPublicKey().getEncoded()));
        return jws.getCompactSerialization();
    }

    private static void prepend(Path jar, String text) throws IOException {
        Files.writeString(jar, text + Files.readString(jar, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }
}
