package dev.patchproof.portal.verification;

import static dev.patchproof.portal.verification.DeviceCertificates.DEVICES;
import static dev.patchproof.portal.verification.DeviceCertificates.NOW;
import static dev.patchproof.portal.verification.DeviceCertificates.ROOT;
import static dev.patchproof.portal.verification.DeviceCertificates.device;
import static dev.patchproof.portal.verification.DeviceCertificates.good;
import static dev.patchproof.portal.verification.DeviceCertificates.list;
import static dev.patchproof.portal.verification.DeviceCertificates.refused;
import static dev.patchproof.portal.verification.DeviceCertificates.revoking;
import static dev.patchproof.portal.verification.DeviceCertificates.signed;
import static dev.patchproof.portal.verification.DeviceCertificates.verify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.TestAuthority;
import dev.patchproof.portal.TestAuthority.Issued;
import dev.patchproof.portal.identity.IdentityFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lists of revoked certificates take from a device, and what they must be. */
class DeviceRevocationTest {
    private static Path folder;

    @BeforeAll
    static void folder(@TempDir Path shared) {
        folder = shared;
    }

    @Test
    void validListsThatNameOthers_letThroughAndTheRevokedOneNot() throws Exception {
        Issued good = good();
        Issued bad = good();
        Identities identities = revoking(folder, list(ROOT), list(DEVICES, bad.certificate()));

        assertThat(verify(identities, signed(good, "ES256")).identity()).isPresent();
        assertThat(refused(identities, signed(bad, "ES256")).reason()).isEqualTo(Refusal.CERTIFICATE_REVOKED);
    }

    @Test
    void revokedIssuer_takesItsDevicesAlong() throws Exception {
        Identities identities = revoking(folder, list(ROOT, DEVICES.certificate()), list(DEVICES));

        assertThat(refused(identities, signed(good(), "ES256")).reason()).isEqualTo(Refusal.CERTIFICATE_REVOKED);
    }

    @Test
    void listOfTheFuture_isNoList() throws Exception {
        byte[] future = DEVICES.revoke(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)));

        assertUnknown(revoking(folder, list(ROOT), future));
    }

    @Test
    void listOfOneAuthorityMissing_isRefused() throws Exception {
        assertUnknown(revoking(folder, list(ROOT)));
        assertUnknown(revoking(folder, list(DEVICES)));
    }

    @Test
    void listSignedByAStranger_isNoList() throws Exception {
        TestAuthority stranger = TestAuthority.root("Example Root", NOW).below("Example Devices", 0);

        assertUnknown(revoking(folder, list(ROOT), list(stranger)));
    }

    @Test
    void listReplacedWhileThePortalRuns_counts() throws Exception {
        Issued device = good();
        Path file = Files.write(folder.resolve("devices.crl"), list(DEVICES));
        Identities identities = new IdentityFiles(
                List.of(ROOT.write(folder.resolve("root.pem"))),
                List.of(Files.write(folder.resolve("root.crl"), list(ROOT)), file));
        verify(identities, signed(device, "ES256"));

        Files.write(file, list(DEVICES, device.certificate()));
        assertThat(refused(identities, signed(device, "ES256")).reason()).isEqualTo(Refusal.CERTIFICATE_REVOKED);

        Files.writeString(file, "no list");
        assertUnknown(identities);
        Files.delete(file);
        assertUnknown(identities);
    }

    private static void assertUnknown(Identities identities) throws Exception {
        EvidenceRefusedException refused = refused(identities, signed(good(), "ES256"));

        assertThat(refused.reason()).isEqualTo(Refusal.REVOCATION_UNKNOWN);
        assertThat(refused.getMessage()).doesNotContain(folder.toString());
    }
}
