package dev.patchproof.portal.verification;

import static dev.patchproof.portal.verification.DeviceCertificates.DEVICES;
import static dev.patchproof.portal.verification.DeviceCertificates.NOW;
import static dev.patchproof.portal.verification.DeviceCertificates.REVOKED_DEVICE;
import static dev.patchproof.portal.verification.DeviceCertificates.ROOT;
import static dev.patchproof.portal.verification.DeviceCertificates.believing;
import static dev.patchproof.portal.verification.DeviceCertificates.device;
import static dev.patchproof.portal.verification.DeviceCertificates.good;
import static dev.patchproof.portal.verification.DeviceCertificates.issuedByPss;
import static dev.patchproof.portal.verification.DeviceCertificates.jwk;
import static dev.patchproof.portal.verification.DeviceCertificates.list;
import static dev.patchproof.portal.verification.DeviceCertificates.revoking;
import static dev.patchproof.portal.verification.DeviceCertificates.sign;
import static dev.patchproof.portal.verification.DeviceCertificates.signed;

import dev.patchproof.portal.TestAuthority;
import dev.patchproof.portal.TestAuthority.Issued;
import dev.patchproof.portal.TestAuthority.Wish;
import dev.patchproof.portal.identity.IdentityFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** A defect, the refusal it must get, and the token that has it. */
enum CertificateDefect {
    DEVICE_KEY_BESIDE_THE_CERTIFICATES(Refusal.KEY_AND_CERTIFICATE) {
        @Override
        String token() throws Exception {
            Issued good = good();
            return sign(good.x5c(), "ES256", good.keys().getPrivate(), Map.of("jwk", jwk(good)));
        }
    },
    CERTIFICATES_NOT_IN_A_LIST(Refusal.CERTIFICATE_MALFORMED) {
        @Override
        String token() throws Exception {
            return sign(good().x5c().get(0), "ES256", good().keys().getPrivate(), Map.of());
        }
    },
    NO_CERTIFICATE(Refusal.CERTIFICATE_MALFORMED) {
        @Override
        String token() throws Exception {
            return sign(List.of(), "ES256", good().keys().getPrivate(), Map.of());
        }
    },
    CERTIFICATE_GARBLED(Refusal.CERTIFICATE_MALFORMED) {
        @Override
        String token() throws Exception {
            return sign(List.of("AAAA"), "ES256", good().keys().getPrivate(), Map.of());
        }
    },
    CERTIFICATE_NOT_A_TEXT(Refusal.CERTIFICATE_MALFORMED) {
        @Override
        String token() throws Exception {
            return sign(List.of(7), "ES256", good().keys().getPrivate(), Map.of());
        }
    },
    CERTIFICATE_WITH_MORE_BEHIND_IT(Refusal.CERTIFICATE_MALFORMED) {
        @Override
        String token() throws Exception {
            Issued good = good();
            byte[] der = good.certificate().getEncoded();
            String longer = Base64.getEncoder().encodeToString(Arrays.copyOf(der, der.length + 3));
            return sign(List.of(longer), "ES256", good.keys().getPrivate(), Map.of());
        }
    },
    TOO_MANY_CERTIFICATES(Refusal.CERTIFICATE_MALFORMED) {
        @Override
        String token() throws Exception {
            Issued good = good();
            List<Object> many = new ArrayList<>(good.x5c());
            for (int i = 0; i < 6; i++) {
                many.add(TestAuthority.encoded(DEVICES.certificate()));
            }
            return sign(many, "ES256", good.keys().getPrivate(), Map.of());
        }
    },
    NAME_TOO_LONG(Refusal.CERTIFICATE_MALFORMED) {
        @Override
        String token() throws Exception {
            return signed(DEVICES.issue(TestAuthority.device("CN=" + "x".repeat(600))), "ES256");
        }
    },
    EXPIRED(Refusal.CERTIFICATE_EXPIRED) {
        @Override
        String token() throws Exception {
            Wish wish = device();
            wish.until = Duration.ofSeconds(-1);
            return signed(DEVICES.issue(wish), "ES256");
        }
    },
    ISSUER_EXPIRED(Refusal.CERTIFICATE_EXPIRED) {
        @Override
        String token() throws Exception {
            Wish wish = TestAuthority.authority("Old Devices", 0);
            wish.until = Duration.ofDays(-1);
            return signed(ROOT.below(wish).issue(device()), "ES256");
        }
    },
    NOT_YET_VALID(Refusal.CERTIFICATE_NOT_YET_VALID) {
        @Override
        String token() throws Exception {
            Wish wish = device();
            wish.from = Duration.ofHours(1);
            return signed(DEVICES.issue(wish), "ES256");
        }
    },
    FOREIGN_AUTHORITY(Refusal.CERTIFICATE_NOT_TRUSTED) {
        @Override
        String token() throws Exception {
            return signed(
                    TestAuthority.root("Elsewhere", NOW).below("Its Devices", 0).issue(device()), "ES256");
        }
    },
    FOREIGN_AUTHORITY_OF_THE_SAME_NAME(Refusal.CERTIFICATE_NOT_TRUSTED) {
        @Override
        String token() throws Exception {
            return signed(
                    TestAuthority.root("Example Root", NOW)
                            .below("Example Devices", 0)
                            .issue(device()),
                    "ES256");
        }
    },
    ISSUER_LEFT_OUT(Refusal.CERTIFICATE_NOT_TRUSTED) {
        @Override
        String token() throws Exception {
            Issued good = good();
            return sign(good.x5c().subList(0, 1), "ES256", good.keys().getPrivate(), Map.of());
        }
    },
    ISSUED_BY_A_DEVICE(Refusal.CERTIFICATE_NOT_TRUSTED) {
        @Override
        String token() throws Exception {
            return signed(DEVICES.below(device()).issue(TestAuthority.device("CN=PC-18")), "ES256");
        }
    },
    PATH_TOO_LONG(Refusal.CERTIFICATE_NOT_TRUSTED) {
        @Override
        String token() throws Exception {
            return signed(DEVICES.below("Devices of Devices", 0).issue(device()), "ES256");
        }
    },
    WRONG_ORDER(Refusal.CERTIFICATE_ORDER_WRONG) {
        @Override
        String token() throws Exception {
            TestAuthority upper = ROOT.below("Upper", 1);
            Issued deep = upper.below("Lower", 0).issue(device());
            List<Object> x5c = deep.x5c();
            return sign(
                    List.of(x5c.get(0), x5c.get(2), x5c.get(1)),
                    "ES256",
                    deep.keys().getPrivate(),
                    Map.of());
        }
    },
    WITHOUT_DIGITAL_SIGNATURE(Refusal.CERTIFICATE_USE_NOT_ALLOWED) {
        @Override
        String token() throws Exception {
            Wish wish = device();
            wish.usage = KeyUsage.keyEncipherment;
            return signed(DEVICES.issue(wish), "ES256");
        }
    },
    WITHOUT_KEY_USAGE(Refusal.CERTIFICATE_USE_NOT_ALLOWED) {
        @Override
        String token() throws Exception {
            Wish wish = device();
            wish.usage = 0;
            return signed(DEVICES.issue(wish), "ES256");
        }
    },
    FOR_SERVERS_ONLY(Refusal.CERTIFICATE_USE_NOT_ALLOWED) {
        @Override
        String token() throws Exception {
            Wish wish = device();
            wish.purposes = List.of(KeyPurposeId.id_kp_serverAuth);
            return signed(DEVICES.issue(wish), "ES256");
        }
    },
    AUTHORITY_AS_DEVICE(Refusal.CERTIFICATE_USE_NOT_ALLOWED) {
        @Override
        String token() throws Exception {
            Wish wish = TestAuthority.authority("Other Devices", 0);
            wish.usage = KeyUsage.keyCertSign | KeyUsage.digitalSignature;
            return signed(ROOT.issue(wish), "ES256");
        }
    },
    RSA_OF_1024_BITS(Refusal.CERTIFICATE_KEY_NOT_ALLOWED) {
        @Override
        String token() throws Exception {
            return signed(DEVICES.issue(device("RSA-1024")), "RS256");
        }
    },
    KEY_ON_P521(Refusal.CERTIFICATE_KEY_NOT_ALLOWED) {
        @Override
        String token() throws Exception {
            return signed(
                    DEVICES.issue(device("P-521")),
                    "ES256",
                    DEVICES.issue(device()).keys().getPrivate());
        }
    },
    SIGNED_BY_SHA1(Refusal.CERTIFICATE_KEY_NOT_ALLOWED) {
        @Override
        String token() throws Exception {
            Wish wish = device();
            wish.signature = "SHA1withECDSA";
            return signed(DEVICES.issue(wish), "ES256");
        }
    },
    SIGNED_BY_SHA1_IN_PSS(Refusal.CERTIFICATE_KEY_NOT_ALLOWED) {
        @Override
        String token() throws Exception {
            return signed(issuedByPss("SHA-1"), "ES256");
        }
    },
    ALGORITHM_OF_ANOTHER_KEY(Refusal.ALGORITHM_NOT_ALLOWED) {
        @Override
        String token() throws Exception {
            return signed(
                    DEVICES.issue(device("RSA-2048")), "ES256", good().keys().getPrivate());
        }
    },
    NO_AUTHORITY_CONFIGURED(Refusal.CERTIFICATE_NOT_TAKEN) {
        @Override
        String token() throws Exception {
            return signed(good(), "ES256");
        }

        @Override
        Identities identities(Path folder) {
            return new IdentityFiles(List.of(), List.of());
        }
    },
    REVOKED(Refusal.CERTIFICATE_REVOKED) {
        @Override
        String token() throws Exception {
            return signed(REVOKED_DEVICE, "ES256");
        }

        @Override
        Identities identities(Path folder) throws Exception {
            return revoking(folder, list(ROOT), list(DEVICES, REVOKED_DEVICE.certificate()));
        }
    },
    REVOCATION_LIST_STALE(Refusal.REVOCATION_UNKNOWN) {
        @Override
        String token() throws Exception {
            return signed(good(), "ES256");
        }

        @Override
        Identities identities(Path folder) throws Exception {
            return revoking(
                    folder, list(ROOT), DEVICES.revoke(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1))));
        }
    },
    SIGNED_WITH_ANOTHER_KEY(Refusal.SIGNATURE_INVALID) {
        @Override
        String token() throws Exception {
            return signed(good(), "ES256", good().keys().getPrivate());
        }
    };

    final Refusal refusal;

    CertificateDefect(Refusal refusal) {
        this.refusal = refusal;
    }

    abstract String token() throws Exception;

    /** What the portal believes. */
    Identities identities(Path folder) throws Exception {
        return believing(folder);
    }

    /** What these are refused for. */
    static Set<Refusal> refusals() {
        return Arrays.stream(values()).map(defect -> defect.refusal).collect(Collectors.toSet());
    }
}
