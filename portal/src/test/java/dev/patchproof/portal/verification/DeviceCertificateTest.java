package dev.patchproof.portal.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchproof.portal.TestAuthority;
import dev.patchproof.portal.TestAuthority.Issued;
import dev.patchproof.portal.TestAuthority.Wish;
import dev.patchproof.portal.identity.IdentityFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The golden claims, signed with certificates that are made here: keys and dates cannot be committed. */
class DeviceCertificateTest {
    private static final Instant NOW = TokenFiles.NOW;
    private static final TestAuthority ROOT = TestAuthority.root("Example Root", NOW);
    private static final TestAuthority DEVICES = ROOT.below("Example Devices", 0);
    private static final Issued REVOKED_DEVICE = good();

    /** What the defects here are refused for. */
    static final Set<Refusal> REFUSALS =
            Arrays.stream(Defect.values()).map(defect -> defect.refusal).collect(Collectors.toSet());

    private static Path folder;

    /** A defect, the refusal it must get, and the token that has it. */
    enum Defect {
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
                        TestAuthority.root("Elsewhere", NOW)
                                .below("Its Devices", 0)
                                .issue(device()),
                        "ES256");
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
                        DEVICES.issue(device("RSA-2048")),
                        "ES256",
                        good().keys().getPrivate());
            }
        },
        NO_AUTHORITY_CONFIGURED(Refusal.CERTIFICATE_NOT_TAKEN) {
            @Override
            String token() throws Exception {
                return signed(good(), "ES256");
            }

            @Override
            Identities identities() {
                return new IdentityFiles(List.of(), List.of());
            }
        },
        REVOKED(Refusal.CERTIFICATE_REVOKED) {
            @Override
            String token() throws Exception {
                return signed(REVOKED_DEVICE, "ES256");
            }

            @Override
            Identities identities() throws Exception {
                return revoking(list(ROOT), list(DEVICES, REVOKED_DEVICE.certificate()));
            }
        },
        REVOCATION_LIST_STALE(Refusal.REVOCATION_UNKNOWN) {
            @Override
            String token() throws Exception {
                return signed(good(), "ES256");
            }

            @Override
            Identities identities() throws Exception {
                return revoking(
                        list(ROOT), DEVICES.revoke(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1))));
            }
        },
        SIGNED_WITH_ANOTHER_KEY(Refusal.SIGNATURE_INVALID) {
            @Override
            String token() throws Exception {
                return signed(good(), "ES256", good().keys().getPrivate());
            }
        };

        private final Refusal refusal;

        Defect(Refusal refusal) {
            this.refusal = refusal;
        }

        abstract String token() throws Exception;

        /** What the portal believes. */
        Identities identities() throws Exception {
            return believing();
        }
    }

    @BeforeAll
    static void folder(@TempDir Path shared) {
        folder = shared;
    }

    @ParameterizedTest
    @EnumSource
    void defect_isRefusedForItsOwnReason(Defect defect) throws Exception {
        EvidenceRefusedException refused = refused(defect.identities(), defect.token());

        assertThat(refused).as(defect.name()).isNotNull();
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(defect.refusal);
        assertThat(refused.getMessage()).hasSizeLessThan(600).doesNotContain(folder.toString());
    }

    @ParameterizedTest
    @CsvSource({"P-256, ES256", "P-384, ES384", "RSA-2048, RS256", "RSA-2048, PS256"})
    void goodChain_namesTheDevice(String keys, String algorithm) throws Exception {
        Issued issued = DEVICES.issue(device(keys));

        VerifiedEvidence verified = verify(believing(), signed(issued, algorithm));

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
        assertThat(verify(believing(), signed(issuedByPss("SHA-256"), "ES256")).identity())
                .isPresent();
    }

    private static Issued issuedByPss(String digest) {
        Wish authority = TestAuthority.authority("Devices by PSS", 0);
        authority.keys = TestAuthority.newKeys("RSA-2048");
        Wish device = device();
        device.signature = TestAuthority.PSS + digest;
        return ROOT.below(authority).issue(device);
    }

    @Test
    void rootSentAlong_isNoHindrance() throws Exception {
        Issued good = good();
        List<Object> whole =
                good.chain().stream().<Object>map(TestAuthority::encoded).toList();

        assertThat(verify(believing(), sign(whole, "ES256", good.keys().getPrivate(), Map.of()))
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
                refused(believing(), signed(ROOT.below(wish).issue(device()), "ES256"));

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
        assertThat(verify(believing(), TokenFiles.golden()).identity()).isEmpty();
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

    // --- revocation

    @Test
    void validListsThatNameOthers_letThroughAndTheRevokedOneNot() throws Exception {
        Issued good = good();
        Issued bad = good();
        Identities identities = revoking(list(ROOT), list(DEVICES, bad.certificate()));

        assertThat(verify(identities, signed(good, "ES256")).identity()).isPresent();
        assertThat(refused(identities, signed(bad, "ES256")).reason()).isEqualTo(Refusal.CERTIFICATE_REVOKED);
    }

    @Test
    void revokedIssuer_takesItsDevicesAlong() throws Exception {
        Identities identities = revoking(list(ROOT, DEVICES.certificate()), list(DEVICES));

        assertThat(refused(identities, signed(good(), "ES256")).reason()).isEqualTo(Refusal.CERTIFICATE_REVOKED);
    }

    @Test
    void listOfTheFuture_isNoList() throws Exception {
        byte[] future = DEVICES.revoke(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)));

        assertUnknown(revoking(list(ROOT), future));
    }

    @Test
    void listOfOneAuthorityMissing_isRefused() throws Exception {
        assertUnknown(revoking(list(ROOT)));
        assertUnknown(revoking(list(DEVICES)));
    }

    @Test
    void listSignedByAStranger_isNoList() throws Exception {
        TestAuthority stranger = TestAuthority.root("Example Root", NOW).below("Example Devices", 0);

        assertUnknown(revoking(list(ROOT), list(stranger)));
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

    private static Identities revoking(byte[]... lists) throws Exception {
        List<Path> files = new ArrayList<>();
        for (byte[] list : lists) {
            files.add(Files.write(Files.createTempFile(folder, "list", ".crl"), list));
        }
        return new IdentityFiles(List.of(ROOT.write(folder.resolve("root.pem"))), files);
    }

    private static byte[] list(TestAuthority authority, X509Certificate... revoked) {
        return authority.revoke(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(6)), revoked);
    }

    private static Identities believing() throws Exception {
        return new IdentityFiles(List.of(ROOT.write(folder.resolve("root.pem"))), List.of());
    }

    private static VerifiedEvidence verify(Identities identities, String token) throws EvidenceRefusedException {
        return new EvidenceVerifier(identities).verify(token, TokenFiles.EXPECTED, NOW);
    }

    private static EvidenceRefusedException refused(Identities identities, String token) {
        return catchThrowableOfType(EvidenceRefusedException.class, () -> verify(identities, token));
    }

    private static Wish device() {
        return TestAuthority.device("O=Example,CN=PC-17");
    }

    private static Wish device(String keys) {
        Wish wish = device();
        wish.keys = TestAuthority.newKeys(keys);
        return wish;
    }

    private static Issued good() {
        return DEVICES.issue(device());
    }

    private static Map<String, Object> jwk(Issued issued) throws JoseException {
        return PublicJsonWebKey.Factory.newPublicJwk(issued.keys().getPublic())
                .toParams(OutputControlLevel.PUBLIC_ONLY);
    }

    private static String signed(Issued issued, String algorithm) throws JoseException {
        return signed(issued, algorithm, issued.keys().getPrivate());
    }

    private static String signed(Issued issued, String algorithm, Key key) throws JoseException {
        return sign(issued.x5c(), algorithm, key, Map.of());
    }

    private static String sign(Object x5c, String algorithm, Key key, Map<String, Object> more) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setDoKeyValidation(false);
        jws.setHeader("typ", "eat+jwt");
        jws.setAlgorithmHeaderValue(algorithm);
        jws.getHeaders().setObjectHeaderValue("x5c", x5c);
        more.forEach(jws.getHeaders()::setObjectHeaderValue);
        jws.setPayload(new String(
                Base64.getUrlDecoder().decode(TokenFiles.golden().split("\\.", -1)[1]), StandardCharsets.UTF_8));
        jws.setKey(key);
        return jws.getCompactSerialization();
    }
}
