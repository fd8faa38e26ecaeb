package dev.patchproof.catalog.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseTest {
    private static final Path CLEAN = Path.of("src", "test", "resources", "clean");
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");

    private final Path folder;
    private final CatalogSigner signer;
    private final CatalogSigner stranger;
    private final CatalogKeys trusted;

    ReleaseTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        signer = signer("publisher", KeyStores.make(folder, "publisher"));
        stranger = signer("stranger", KeyStores.make(folder, "stranger"));
        trusted = CatalogKeys.read(List.of(KeyStores.certificate(folder, "publisher")));
    }

    @Test
    void signedRelease_givesTheCatalogOfItsDirectory() throws Exception {
        byte[] file = signer.sign(release()).toBytes();

        TrustedRelease verified = trusted.verify(ReleaseReader.read(file));

        assertThat(verified.catalog()).isEqualTo(CatalogReader.read(CLEAN));
        assertThat(verified.manifest().digest())
                .isEqualTo(CatalogReader.read(CLEAN).release());
        assertThat(verified.manifest().asOf()).isEqualTo(DAY);
        assertThat(verified.manifest().sequence()).isEqualTo(7);
        assertThat(verified.signedBy()).contains(signer.id());
        assertThat(verified.quarantine()).contains("{\"entries\": []}");
        assertThat(verified.toBytes()).isEqualTo(file);
    }

    @Test
    void manifest_isReadFromTheHeadAlone() throws Exception {
        byte[] whole = signer.sign(release()).toBytes();
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length - 30));
        Path other = Files.write(folder.resolve("other.zip"), zip(Map.of("catalog/a.json", new byte[0])));

        assertThat(ReleaseReader.manifest(cut)).isEqualTo(release().manifest());
        malformed(() -> ReleaseReader.manifest(other), Reason.MALFORMED, "at its head");
    }

    @Test
    void sameDirectory_sameBytesInAnyTimeZone() throws Exception {
        TimeZone before = TimeZone.getDefault();
        byte[] one = release().toBytes();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

            assertThat(release().toBytes()).isEqualTo(one);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-keyalg EC -groupname secp384r1", "-keyalg RSA -keysize 2048"})
    void keysOfOtherKinds_signToo(String options) throws Exception {
        String name = "other-" + options.hashCode();
        CatalogSigner other = signer(name, KeyStores.make(folder, name, options.split(" ", -1)));
        CatalogKeys keys = CatalogKeys.read(List.of(KeyStores.certificate(folder, name)));

        assertThat(keys.verify(other.sign(release())).signedBy()).contains(other.id());
    }

    @Test
    void keySet_isTrustedAsWellAsACertificate() throws Exception {
        CatalogKeys keys = CatalogKeys.read(List.of(keySet("keys", OutputControlLevel.PUBLIC_ONLY)));

        assertThat(keys.verify(signer.sign(release())).signedBy()).contains(signer.id());
    }

    @Test
    void unsigned_refused() throws Exception {
        refused(trusted, release(), Reason.UNSIGNED, "nobody signed");
    }

    @Test
    void signedByAStranger_refusedWithBothNames() throws Exception {
        refused(trusted, stranger.sign(release()), Reason.KEY_UNKNOWN, stranger.id());
        refused(CatalogKeys.none(), signer.sign(release()), Reason.KEY_UNKNOWN, "[]");
    }

    @Test
    void signatureOfAnotherManifest_refused() throws Exception {
        String other = signer.sign(release(8)).signature().orElseThrow();

        refused(trusted, release(7).signed(other), Reason.SIGNATURE_WRONG, "does not hold");
    }

    @Test
    void nameOfATrustedKeyOverAStrangersSignature_refused() throws Exception {
        Path p12 = folder.resolve("stranger.p12");
        refused(trusted, release().signed(jws(p12, header -> {})), Reason.SIGNATURE_WRONG, "does not hold");
    }

    @Test
    void signatureOfAnotherTypeOrAlgorithm_refused() throws Exception {
        Path p12 = folder.resolve("publisher.p12");

        refused(
                trusted,
                release().signed(jws(p12, header -> header.setHeader("typ", "eat+jwt"))),
                Reason.SIGNATURE_WRONG,
                "typ");
        refused(
                trusted,
                release().signed(jws(p12, header -> {
                    header.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
                    header.setKey(new HmacKey(new byte[32]));
                })),
                Reason.SIGNATURE_WRONG,
                "can be checked");
        refused(trusted, release().signed("not a signature"), Reason.SIGNATURE_WRONG, "compact JWS");
    }

    @Test
    void contentOfAnotherRelease_damaged() throws Exception {
        ReleaseFile signed = signer.sign(release());
        Map<String, byte[]> entries = entries(signed);
        entries.put("catalog/a.json", "{}".getBytes(StandardCharsets.UTF_8));

        refused(trusted, ReleaseReader.read(zip(entries)), Reason.DAMAGED, "cut or altered");

        Map<String, byte[]> otherReport = entries(signed);
        otherReport.put("quarantine.json", "{}".getBytes(StandardCharsets.UTF_8));
        refused(trusted, ReleaseReader.read(zip(otherReport)), Reason.DAMAGED, "quarantine.json");

        Map<String, byte[]> fewer = entries(signed);
        fewer.remove("catalog/a.json");
        refused(trusted, ReleaseReader.read(zip(fewer)), Reason.DAMAGED, "cut or altered");
    }

    @Test
    void catalogThatTheReaderRefuses_isSignedByNobodysHand() {
        assertThatExceptionOfType(ReleaseException.class)
                .isThrownBy(() -> ReleaseMaker.make(
                        Path.of("src", "test", "resources", "refused", "unknown-field"), DAY, 1, Optional.empty()))
                .matches(refused -> refused.reason() == Reason.CATALOG_REFUSED)
                .withMessageContaining("titel");
    }

    @Test
    void dayBeforeTheNewestFact_refused() {
        assertThatExceptionOfType(ReleaseException.class)
                .isThrownBy(() -> ReleaseMaker.make(CLEAN, LocalDate.parse("2026-01-01"), 1, Optional.empty()))
                .withMessageContaining("2026-11-23");
    }

    @Test
    void truncatedAnywhere_neverARelease() throws Exception {
        byte[] whole = signer.sign(release()).toBytes();

        for (int length = 0; length < whole.length; length += 37) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(ReleaseException.class)
                    .as("cut after %d bytes", length)
                    .isThrownBy(() -> ReleaseReader.read(cut));
        }
    }

    @Test
    void oneBitAlteredAnywhere_neverAnotherCatalog() throws Exception {
        byte[] whole = signer.sign(release()).toBytes();
        String digest = release().manifest().digest();
        int refused = 0;

        for (int at = 0; at < whole.length; at += 11) {
            byte[] altered = whole.clone();
            altered[at] ^= 0x10;
            try {
                assertThat(trusted.verify(ReleaseReader.read(altered)).catalog().release())
                        .isEqualTo(digest);
            } catch (ReleaseException expected) {
                refused++;
            }
        }

        assertThat(refused).isPositive();
    }

    @Test
    void zipBomb_stopsAtTheLimit() throws Exception {
        byte[] bomb = zip(Map.of("catalog/bomb.json", new byte[2_000_000]));
        assertThat(bomb).hasSizeLessThan(20_000);

        malformed(() -> ReleaseReader.read(bomb, 1_000_000, 10), Reason.TOO_LARGE, "1000000 bytes unpacked");
    }

    @Test
    void manyEntries_stopAtTheLimit() throws Exception {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 11; i++) {
            many.put("catalog/" + i + ".json", new byte[0]);
        }
        byte[] file = zip(many);

        malformed(() -> ReleaseReader.read(file, 1_000, 10), Reason.TOO_LARGE, "10 entries");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "catalog/../a.json",
                "catalog//a.json",
                "catalog/a.exe",
                "catalog/.hidden.json",
                "/catalog/a.json",
                "catalog\\a.json",
                "readme.txt",
                "catalog/a/b/c/d/e/f/g.json"
            })
    void entryThatDoesNotBelong_refused(String name) throws Exception {
        byte[] file = zip(Map.of(name, new byte[0]));

        malformed(() -> ReleaseReader.read(file), Reason.MALFORMED, "found an entry");
    }

    @Test
    void manifestInAnotherForm_refused() throws Exception {
        String good = new String(release().signedBytes(), StandardCharsets.UTF_8);
        for (String bad : List.of(
                "",
                "[]",
                good.replace("release-1", "release-2"),
                good.replace("\"sequence\":7", "\"sequence\":0"),
                good.replace("\"sequence\":7", "\"sequence\":\"7\""),
                good.replace("\"sequence\":7", "\"sequence\":7,\"sequence\":8"),
                good.replace("\"sequence\":7", "\"sequence\":7,\"extra\":8"),
                good.replace("2026-11-24", "2026-11-31"),
                good + good)) {
            byte[] file = zip(Map.of("release.json", bad.getBytes(StandardCharsets.UTF_8)));

            malformed(() -> ReleaseReader.read(file), Reason.MALFORMED, "release.json");
        }
    }

    @Test
    void webPageInThePlaceOfARelease_saysWhatItIs() {
        malformed(
                () -> ReleaseReader.read("<!doctype html><p>Sign in".getBytes(StandardCharsets.UTF_8)),
                Reason.MALFORMED,
                "<!doctype html>");
    }

    @Test
    void privateKeyAmongTrustedKeys_refused() throws Exception {
        Path file = keySet("private", OutputControlLevel.INCLUDE_PRIVATE);

        malformed(() -> CatalogKeys.read(List.of(file)), Reason.KEY_NOT_USABLE, "private key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"keys\":[]}", "{\"keys\":[{\"kty\":\"quantum\"}]}", "{}", "hello", "", "{\"keys\": 1}"})
    void fileWithoutKeys_refused(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("none.json"), content);

        malformed(() -> CatalogKeys.read(List.of(file)), Reason.KEY_NOT_USABLE, "none.json");
    }

    @Test
    void weakKey_neitherSignsNorIsTrusted() throws Exception {
        Path p12 = KeyStores.make(folder, "weak", "-keyalg", "RSA", "-keysize", "1024");
        Path certificate = KeyStores.certificate(folder, "weak");

        malformed(() -> signer("weak", p12), Reason.KEY_NOT_USABLE, "2048");
        malformed(() -> CatalogKeys.read(List.of(certificate)), Reason.KEY_NOT_USABLE, "2048");
    }

    @Test
    void wrongPasswordOrAlias_refused() {
        Path p12 = folder.resolve("publisher.p12");

        malformed(
                () -> CatalogSigner.read(p12, "wrong".toCharArray(), Optional.empty()),
                Reason.KEY_NOT_USABLE,
                "publisher.p12");
        malformed(
                () -> CatalogSigner.read(p12, KeyStores.PASSWORD.toCharArray(), Optional.of("nobody")),
                Reason.KEY_NOT_USABLE,
                "nobody");
    }

    private static ReleaseFile release() throws ReleaseException {
        return release(7);
    }

    private static ReleaseFile release(long sequence) throws ReleaseException {
        return ReleaseMaker.make(CLEAN, DAY, sequence, Optional.of("{\"entries\": []}"));
    }

    private static CatalogSigner signer(String alias, Path p12) throws ReleaseException {
        return CatalogSigner.read(p12, KeyStores.PASSWORD.toCharArray(), Optional.of(alias));
    }

    /** A signature under the publisher's name with a key out of a file, with its header changed. */
    private String jws(Path p12, Consumer<JsonWebSignature> change) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", CatalogKeys.TYPE);
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue(signer.id());
        jws.setKey(key(p12).getPrivateKey());
        jws.setPayloadBytes(release().signedBytes());
        change.accept(jws);
        return jws.getDetachedContentCompactSerialization();
    }

    private Path keySet(String name, OutputControlLevel level) throws Exception {
        return Files.writeString(
                folder.resolve(name + ".json"), new JsonWebKeySet(key(folder.resolve("publisher.p12"))).toJson(level));
    }

    private static PublicJsonWebKey key(Path p12) throws Exception {
        java.security.KeyStore store =
                java.security.KeyStore.getInstance(p12.toFile(), KeyStores.PASSWORD.toCharArray());
        String alias = store.aliases().nextElement();
        PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(
                store.getCertificate(alias).getPublicKey());
        key.setPrivateKey((java.security.PrivateKey) store.getKey(alias, KeyStores.PASSWORD.toCharArray()));
        return key;
    }

    private static Map<String, byte[]> entries(ReleaseFile file) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("release.json", file.signedBytes());
        file.signature().ifPresent(jws -> entries.put("release.jws", jws.getBytes(StandardCharsets.US_ASCII)));
        file.catalog().forEach((name, content) -> entries.put("catalog/" + name, content));
        file.quarantine().ifPresent(report -> entries.put("quarantine.json", report.getBytes(StandardCharsets.UTF_8)));
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void refused(CatalogKeys keys, ReleaseFile file, Reason reason, String words) {
        malformed(() -> keys.verify(file), reason, words);
    }

    private static void malformed(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason, String words) {
        assertThatExceptionOfType(ReleaseException.class)
                .isThrownBy(call)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason))
                .withMessageContaining(words);
    }
}
