package dev.patchproof.portal.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.signing.ProbeRefusedException.Reason;
import dev.patchproof.portal.signing.ProbeRelease.Origin;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jars that were signed elsewhere: which are handed out, and with which words the others are refused. */
final class OfflineJarTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ROOT =
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";
    private static final String OTHER_ROOT = ROOT.replace(
            "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
            "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\",\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM");

    private Path folder;
    private UnsignedProbe probe;
    private SigningIdentity signer;

    @BeforeEach
    void prepare(@TempDir Path temporary) throws Exception {
        folder = temporary;
        probe = TestJars.probe("1");
        signer = signer(NOW.minus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(300)), KeyPurposeId.id_kp_codeSigning);
    }

    private static SigningIdentity signer(Instant from, Instant until, KeyPurposeId use) throws Exception {
        return TestCertificates.of("Off line", from, until, use);
    }

    @Test
    void exportIsSignedElsewhere_handedOutUnderThatCertificate() throws Exception {
        Path jar = file(ProbeSigner.sign(exported(), signer, folder));

        OfflineJar taken = OfflineJar.take(jar, probe, ROOT, folder, NOW);

        assertThat(taken.signer().origin()).isEqualTo(Origin.OFF_LINE);
        assertThat(taken.signer().fingerprint()).isEqualTo(signer.signer().fingerprint());
        assertThat(Files.readAllBytes(taken.jar().file())).isEqualTo(Files.readAllBytes(jar));
    }

    @Test
    void fileReplacedAfterTheStart_whatWasCheckedIsHandedOut() throws Exception {
        Path jar = file(ProbeSigner.sign(exported(), signer, folder));
        OfflineJar taken = OfflineJar.take(jar, probe, ROOT, folder, NOW);
        Files.writeString(jar, "something else");
        ByteArrayOutputStream sent = new ByteArrayOutputStream();

        taken.jar().with("").writeTo(sent);

        assertThat(dev.patchproof.portal.access.Digests.sha256().digest(sent.toByteArray()))
                .asHexString()
                .isEqualToIgnoringCase(taken.jar().sha256());
    }

    @Test
    void sameInput_exportsTheSameBytes() throws Exception {
        assertThat(RootedProbe.of(TestJars.probe("1"), ROOT)).isEqualTo(exported());
    }

    @Test
    void certificateExpiredButTimestampedBefore_handedOut() throws Exception {
        Instant then = NOW.minus(Duration.ofDays(400));
        SigningIdentity expired =
                signer(then.minus(Duration.ofDays(1)), then.plus(Duration.ofDays(1)), KeyPurposeId.id_kp_codeSigning);

        assertThat(OfflineJar.check(timestamped(expired, then), probe, ROOT, NOW)
                        .subject())
                .isEqualTo("CN=Off line");
    }

    @Test
    void timestampAfterTheEndOfTheCertificate_refused() throws Exception {
        Instant then = NOW.minus(Duration.ofDays(400));
        SigningIdentity expired =
                signer(then.minus(Duration.ofDays(9)), then.minus(Duration.ofDays(1)), KeyPurposeId.id_kp_codeSigning);
        Path jar = timestamped(expired, then);

        assertThatThrownBy(() -> OfflineJar.check(jar, probe, ROOT, NOW))
                .isInstanceOfSatisfying(ProbeRefusedException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.CERTIFICATE))
                .hasMessageContaining("timestamp");
    }

    @Test
    void timestampOfADayToCome_refused() throws Exception {
        Instant then = NOW.plus(Duration.ofDays(9));
        SigningIdentity future =
                signer(then.minus(Duration.ofDays(1)), then.plus(Duration.ofDays(1)), KeyPurposeId.id_kp_codeSigning);
        Path jar = timestamped(future, then);

        assertThatThrownBy(() -> OfflineJar.check(jar, probe, ROOT, NOW))
                .isInstanceOfSatisfying(ProbeRefusedException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.CERTIFICATE))
                .hasMessageContaining("a timestamp of 2026-11-23T12:00:00Z or before expected");
    }

    private Path timestamped(SigningIdentity identity, Instant when) throws Exception {
        Path unsigned = file(exported());
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        try (TestTimestamps authority = new TestTimestamps(when);
                ZipFile jar = new ZipFile(unsigned.toFile())) {
            new JarSigner.Builder(identity.key(), identity.path())
                    .digestAlgorithm("SHA-256")
                    .signerName("OFFLINE")
                    .tsa(authority.address())
                    .build()
                    .sign(jar, signed);
        }
        return file(signed.toByteArray());
    }

    /** One way to come to a jar that must not be handed out. */
    interface Defect {
        Path make(OfflineJarTest test) throws Exception;
    }

    record Refused(String name, Reason reason, String words, Defect defect) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Refused> refused() {
        return Stream.of(
                refused("absent", Reason.UNREADABLE, "found none", test -> test.folder.resolve("absent.jar")),
                refused("no-archive", Reason.NOT_A_PLAIN_JAR, "first entry", test -> test.file(new byte[100])),
                refused("cut", Reason.NOT_A_PLAIN_JAR, "directory", test -> {
                    byte[] whole = test.good();
                    return test.file(java.util.Arrays.copyOf(whole, whole.length - 30));
                }),
                refused("download-with-its-comment", Reason.NOT_A_PLAIN_JAR, "a comment", test -> {
                    Path jar = test.file(test.good());
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    ProbeJar.of(jar).with("{\"patchproof\":1}").writeTo(out);
                    return test.file(out.toByteArray());
                }),
                refused("data-before-the-start", Reason.NOT_A_PLAIN_JAR, "something before it", test -> {
                    String good = new String(test.good(), StandardCharsets.ISO_8859_1);
                    return test.file(("MZ" + good).getBytes(StandardCharsets.ISO_8859_1));
                }),
                refused("entry-twice", Reason.NOT_A_PLAIN_JAR, "more than one content.txt", test -> {
                    Path jar = test.changed(zip -> Files.writeString(zip.getPath("content.TXT"), "second"));
                    String bytes = Files.readString(jar, StandardCharsets.ISO_8859_1);
                    return test.file(bytes.replace("content.TXT", "content.txt").getBytes(StandardCharsets.ISO_8859_1));
                }),
                refused(
                        "exported-and-not-signed",
                        Reason.NOT_SIGNED,
                        "run jarsigner",
                        test -> test.file(test.exported())),
                refused(
                        "entry-added",
                        Reason.NOT_SIGNED,
                        "over added.txt",
                        test -> test.changed(zip -> Files.writeString(zip.getPath("added.txt"), "added"))),
                refused(
                        "signature-block-removed",
                        Reason.NOT_SIGNED,
                        "found none",
                        test -> test.changed(zip -> Files.delete(zip.getPath("META-INF/PORTAL.EC")))),
                refused(
                        "entry-altered",
                        Reason.ALTERED,
                        "in content.txt",
                        test -> test.changed(zip -> Files.writeString(zip.getPath("content.txt"), "altered"))),
                refused(
                        "manifest-altered",
                        Reason.ALTERED,
                        "what was signed expected",
                        test -> test.changed(zip -> {
                            Path manifest = zip.getPath("META-INF/MANIFEST.MF");
                            Files.writeString(manifest, "Class-Path: evil.jar\r\n" + Files.readString(manifest));
                        })),
                refused(
                        "second-signature-block",
                        Reason.SEVERAL_SIGNERS,
                        "META-INF/OTHER.RSA",
                        test -> test.changed(zip -> Files.writeString(zip.getPath("META-INF/OTHER.RSA"), "anything"))),
                refused("two-signers", Reason.SEVERAL_SIGNERS, "one signature expected, found [", test -> {
                    Path once = test.file(test.good());
                    ByteArrayOutputStream twice = new ByteArrayOutputStream();
                    SigningIdentity other =
                            signer(NOW.minusSeconds(9), NOW.plusSeconds(9), KeyPurposeId.id_kp_codeSigning);
                    try (ZipFile jar = new ZipFile(once.toFile())) {
                        new JarSigner.Builder(other.key(), other.path())
                                .signerName("OTHER")
                                .build()
                                .sign(jar, twice);
                    }
                    return test.file(twice.toByteArray());
                }),
                refused(
                        "certificate-expired",
                        Reason.CERTIFICATE,
                        "there is no timestamp",
                        test -> test.signedBy(
                                signer(NOW.minusSeconds(99), NOW.minusSeconds(9), KeyPurposeId.id_kp_codeSigning))),
                refused(
                        "certificate-of-the-future",
                        Reason.CERTIFICATE,
                        "valid from 2026-11-23T12:00:09Z",
                        test -> test.signedBy(
                                signer(NOW.plusSeconds(9), NOW.plusSeconds(99), KeyPurposeId.id_kp_codeSigning))),
                refused(
                        "certificate-of-a-web-server",
                        Reason.CERTIFICATE,
                        "for code signing expected",
                        test -> test.signedBy(
                                signer(NOW.minusSeconds(9), NOW.plusSeconds(9), KeyPurposeId.id_kp_serverAuth))),
                refused(
                        "bare-build-signed",
                        Reason.OTHER_ROOT,
                        "found none: sign what 'probe export' writes",
                        test -> test.file(
                                ProbeSigner.sign(test.probe.open().readAllBytes(), test.signer, test.folder))),
                refused(
                        "exported-by-another-portal",
                        Reason.OTHER_ROOT,
                        "exported by another portal",
                        test -> test.file(
                                ProbeSigner.sign(RootedProbe.of(test.probe, OTHER_ROOT), test.signer, test.folder))),
                refused(
                        "exported-by-another-version",
                        Reason.OTHER_VERSION,
                        "version 1 expected, with which this portal was built, found 2",
                        test -> test.file(
                                ProbeSigner.sign(RootedProbe.of(TestJars.probe("2"), ROOT), test.signer, test.folder))),
                refused(
                        "changed-before-it-was-signed",
                        Reason.OTHER_CONTENTS,
                        "of content.txt",
                        test -> test.resigned(Map.of("content.txt", "changed"))),
                refused(
                        "more-before-it-was-signed",
                        Reason.OTHER_CONTENTS,
                        "without more.txt",
                        test -> test.resigned(Map.of("more.txt", "more"))),
                refused(
                        "class-path-before-it-was-signed",
                        Reason.OTHER_CONTENTS,
                        "Class-Path=evil.jar",
                        test -> test.resigned(
                                Map.of(
                                        "META-INF/MANIFEST.MF",
                                        "Manifest-Version: 1.0\r\nImplementation-Version: 1\r\nClass-Path: evil.jar\r\n\r\n"))));
    }

    private static Refused refused(String name, Reason reason, String words, Defect defect) {
        return new Refused(name, reason, words, defect);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(Refused refused) throws Exception {
        Path jar = refused.defect().make(this);

        assertThatThrownBy(() -> OfflineJar.take(jar, probe, ROOT, folder, NOW))
                .isInstanceOfSatisfying(ProbeRefusedException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(refused.reason()))
                .hasMessageContaining(refused.words())
                .hasMessageContaining("expected");
        assertThat(folder.resolve("patchproof-probe-offline.jar")).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**.unchecked");
    }

    private byte[] exported() throws Exception {
        return RootedProbe.of(probe, ROOT);
    }

    private byte[] good() throws Exception {
        return ProbeSigner.sign(exported(), signer, folder);
    }

    private Path signedBy(SigningIdentity identity) throws Exception {
        return file(ProbeSigner.sign(exported(), identity, folder));
    }

    private Path file(byte[] content) throws Exception {
        return Files.write(Files.createTempFile(folder, "given", ".jar"), content);
    }

    /** Something done to a zip file. */
    interface Change {
        void to(FileSystem zip) throws Exception;
    }

    private Path changed(Change change) throws Exception {
        Path jar = file(good());
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            change.to(zip);
        }
        return jar;
    }

    private Path resigned(Map<String, String> changes) throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file(exported()).toFile())) {
            for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        changes.forEach((name, content) -> entries.put(name, content.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file(ProbeSigner.sign(bytes.toByteArray(), signer, folder));
    }
}
