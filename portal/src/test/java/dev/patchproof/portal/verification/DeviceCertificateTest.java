package dev.patchproof.portal.verification;

import static dev.patchproof.portal.verification.DeviceCertificates.DEVICES;
import static dev.patchproof.portal.verification.DeviceCertificates.NOW;
import static dev.patchproof.portal.verification.DeviceCertificates.ROOT;
import static dev.patchproof.portal.verification.DeviceCertificates.believing;
import static dev.patchproof.portal.verification.DeviceCertificates.device;
import static dev.patchproof.portal.verification.DeviceCertificates.good;
import static dev.patchproof.portal.verification.DeviceCertificates.issuedByPss;
import static dev.patchproof.portal.verification.DeviceCertificates.refused;
import static dev.patchproof.portal.verification.DeviceCertificates.sign;
import static dev.patchproof.portal.verification.DeviceCertificates.signed;
import static dev.patchproof.portal.verification.DeviceCertificates.verify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.TestAuthority;
import dev.patchproof.portal.TestAuthority.Issued;
import dev.patchproof.portal.TestAuthority.Wish;
import dev.patchproof.portal.identity.IdentityFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which certificates name a device, and which are refused. */
class DeviceCertificateTest {
    private static Path folder;

    @BeforeAll
    static void folder(@TempDir Path shared) {
        folder = shared;
    }

    @ParameterizedTest
    @EnumSource
    void defect_isRefusedForItsOwnReason(CertificateDefect defect) throws Exception {
        EvidenceRefusedException refused = refused(defect.identities(folder), defect.token());

        assertThat(refused).as(defect.name()).isNotNull();
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(defect.refusal);
        assertThat(refused.getMessage()).hasSizeLessThan(600).doesNotContain(folder.toString());
    }

    @ParameterizedTest
    @CsvSource({"P-256, ES256", "P-384, ES384", "RSA-2048, RS256", "RSA-2048, PS256"})
    void goodChain_namesTheDevice(String keys, String algorithm) throws Exception {
        Issued issued = DEVICES.issue(device(keys));

        VerifiedEvidence verified = verify(believing(folder), signed(issued, algorithm));

        assertThat(verified.identity())
                .contains(new DeviceIdentity(
                        "CN=PC-17,O=Example",
                        "CN=Example Devices",
                        issued.certificate().getSerialNumber().toString(16)));
        assertThat(verified.deviceKeyThumbprint())
                .isEqualTo(PublicJsonWebKey.Factory.newPublicJwk(issued.keys().getPublic())
                        .calculateBase64urlEncodedThumbprint("SHA-256"));
    }

    @Test
    void certificateSignedByPssWithAStrongDigest_isTaken() throws Exception {
        assertThat(verify(believing(folder), signed(issuedByPss("SHA-256"), "ES256"))
                        .identity())
                .isPresent();
    }

    @Test
    void rootSentAlong_isNoHindrance() throws Exception {
        Issued good = good();
        List<Object> whole =
                good.chain().stream().<Object>map(TestAuthority::encoded).toList();

        assertThat(verify(believing(folder), sign(whole, "ES256", good.keys().getPrivate(), Map.of()))
                        .identity())
                .isPresent();
    }

    @Test
    void issuingAuthorityConfiguredAlone_isEnough() throws Exception {
        Identities identities = new IdentityFiles(List.of(DEVICES.write(folder.resolve("devices.pem"))), List.of());

        assertThat(verify(identities, signed(good(), "ES256")).identity()).isPresent();
    }

    @Test
    void issuingAuthorityConfiguredAndTheWholeChainSent_isEnough() throws Exception {
        Identities identities = new IdentityFiles(List.of(DEVICES.write(folder.resolve("devices.pem"))), List.of());
        Issued good = good();
        List<Object> whole =
                good.chain().stream().<Object>map(TestAuthority::encoded).toList();

        assertThat(verify(identities, sign(whole, "ES256", good.keys().getPrivate(), Map.of()))
                        .identity())
                .isPresent();
    }

    /** As companies have them from before 2017. */
    @Test
    void configuredAuthorityWithAnOldSignatureOfItsOwn_vouchesAllTheSame() throws Exception {
        Wish wish = TestAuthority.authority("Old Devices", 0);
        wish.signature = "SHA1withECDSA";
        TestAuthority old = ROOT.below(wish);
        Identities identities = new IdentityFiles(List.of(old.write(folder.resolve("old-devices.pem"))), List.of());

        assertThat(verify(identities, signed(old.issue(device()), "ES256")).identity())
                .isPresent();
    }

    @Test
    void authorityBelowTheRootWithAnOldSignature_isRefused() throws Exception {
        Wish wish = TestAuthority.authority("Old Devices", 0);
        wish.signature = "SHA1withECDSA";

        EvidenceRefusedException refused =
                refused(believing(folder), signed(ROOT.below(wish).issue(device()), "ES256"));

        assertThat(refused.reason()).isEqualTo(Refusal.CERTIFICATE_KEY_NOT_ALLOWED);
    }

    @Test
    void noAuthorityConfigured_isRefusedAndSaysWhatIsTaken() throws Exception {
        Identities identities = new IdentityFiles(List.of(), List.of());

        EvidenceRefusedException refused = refused(identities, signed(good(), "ES256"));

        assertThat(refused.reason()).isEqualTo(Refusal.CERTIFICATE_NOT_TAKEN);
        assertThat(refused).hasMessageContaining("no certificate authority configured");
        assertThat(refused(Identities.none(), signed(good(), "ES256")).reason())
                .isEqualTo(Refusal.CERTIFICATE_NOT_TAKEN);
    }

    @Test
    void deviceKeysWhereAuthoritiesAreConfigured_areTakenAsBefore() throws Exception {
        assertThat(verify(believing(folder), TokenFiles.golden()).identity()).isEmpty();
    }

    @Test
    void rootThatExpired_vouchesForNobody() throws Exception {
        TestAuthority old = TestAuthority.root("Old Root", NOW.minus(Duration.ofDays(200)));
        Identities identities = new IdentityFiles(List.of(old.write(folder.resolve("old.pem"))), List.of());
        Wish wish = device();
        wish.until = Duration.ofDays(400);

        EvidenceRefusedException refused = refused(identities, signed(old.issue(wish), "ES256"));

        assertThat(refused.reason()).isEqualTo(Refusal.CERTIFICATE_EXPIRED);
    }
}
