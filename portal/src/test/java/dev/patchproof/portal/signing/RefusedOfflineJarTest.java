package dev.patchproof.portal.signing;

import static dev.patchproof.portal.signing.OfflineJars.NOW;
import static dev.patchproof.portal.signing.OfflineJars.OTHER_ROOT;
import static dev.patchproof.portal.signing.OfflineJars.ROOT;
import static dev.patchproof.portal.signing.OfflineJars.signer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.signing.ProbeRefusedException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jars that were signed elsewhere and are not handed out, and with which words. */
final class RefusedOfflineJarTest {
    private OfflineJars jars;

    @BeforeEach
    void jars(@TempDir Path folder) throws Exception {
        jars = new OfflineJars(folder);
    }

    /** One way to come to a jar that must not be handed out. */
    interface Defect {
        Path make(OfflineJars test) throws Exception;
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
        Path jar = refused.defect().make(jars);

        assertThatThrownBy(() -> OfflineJar.take(jar, jars.probe, ROOT, jars.folder, NOW))
                .isInstanceOfSatisfying(ProbeRefusedException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(refused.reason()))
                .hasMessageContaining(refused.words())
                .hasMessageContaining("expected");
        assertThat(jars.folder.resolve("patchproof-probe-offline.jar")).doesNotExist();
        assertThat(jars.folder).isDirectoryNotContaining("glob:**.unchecked");
    }
}
