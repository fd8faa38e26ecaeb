package dev.patchproof.portal.signing;

import static dev.patchproof.portal.signing.OfflineJars.NOW;
import static dev.patchproof.portal.signing.OfflineJars.ROOT;
import static dev.patchproof.portal.signing.OfflineJars.signer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.signing.ProbeRefusedException.Reason;
import dev.patchproof.portal.signing.ProbeRelease.Origin;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that were signed elsewhere and are handed out, and what a timestamp is good for. */
final class OfflineJarTest {
    private OfflineJars jars;

    @BeforeEach
    void jars(@TempDir Path folder) throws Exception {
        jars = new OfflineJars(folder);
    }

    @Test
    void exportIsSignedElsewhere_handedOutUnderThatCertificate() throws Exception {
        Path jar = jars.file(ProbeSigner.sign(jars.exported(), jars.signer, jars.folder));

        OfflineJar taken = OfflineJar.take(jar, jars.probe, ROOT, jars.folder, NOW);

        assertThat(taken.signer().origin()).isEqualTo(Origin.OFF_LINE);
        assertThat(taken.signer().fingerprint()).isEqualTo(jars.signer.signer().fingerprint());
        assertThat(Files.readAllBytes(taken.jar().file())).isEqualTo(Files.readAllBytes(jar));
    }

    @Test
    void fileReplacedAfterTheStart_whatWasCheckedIsHandedOut() throws Exception {
        Path jar = jars.file(ProbeSigner.sign(jars.exported(), jars.signer, jars.folder));
        OfflineJar taken = OfflineJar.take(jar, jars.probe, ROOT, jars.folder, NOW);
        Files.writeString(jar, "something else");
        ByteArrayOutputStream sent = new ByteArrayOutputStream();

        taken.jar().with("").writeTo(sent);

        assertThat(dev.patchproof.portal.access.Digests.sha256().digest(sent.toByteArray()))
                .asHexString()
                .isEqualToIgnoringCase(taken.jar().sha256());
    }

    @Test
    void sameInput_exportsTheSameBytes() throws Exception {
        assertThat(RootedProbe.of(TestJars.probe("1"), ROOT)).isEqualTo(jars.exported());
    }

    @Test
    void certificateExpiredButTimestampedBefore_handedOut() throws Exception {
        Instant then = NOW.minus(Duration.ofDays(400));
        SigningIdentity expired =
                signer(then.minus(Duration.ofDays(1)), then.plus(Duration.ofDays(1)), KeyPurposeId.id_kp_codeSigning);

        assertThat(OfflineJar.check(jars.timestamped(expired, then), jars.probe, ROOT, NOW)
                        .subject())
                .isEqualTo("CN=Off line");
    }

    @Test
    void timestampAfterTheEndOfTheCertificate_refused() throws Exception {
        Instant then = NOW.minus(Duration.ofDays(400));
        SigningIdentity expired =
                signer(then.minus(Duration.ofDays(9)), then.minus(Duration.ofDays(1)), KeyPurposeId.id_kp_codeSigning);
        Path jar = jars.timestamped(expired, then);

        assertThatThrownBy(() -> OfflineJar.check(jar, jars.probe, ROOT, NOW))
                .isInstanceOfSatisfying(ProbeRefusedException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.CERTIFICATE))
                .hasMessageContaining("timestamp");
    }

    @Test
    void timestampOfADayToCome_refused() throws Exception {
        Instant then = NOW.plus(Duration.ofDays(9));
        SigningIdentity future =
                signer(then.minus(Duration.ofDays(1)), then.plus(Duration.ofDays(1)), KeyPurposeId.id_kp_codeSigning);
        Path jar = jars.timestamped(future, then);

        assertThatThrownBy(() -> OfflineJar.check(jar, jars.probe, ROOT, NOW))
                .isInstanceOfSatisfying(ProbeRefusedException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.CERTIFICATE))
                .hasMessageContaining("a timestamp of 2026-11-23T12:00:00Z or before expected");
    }
}
