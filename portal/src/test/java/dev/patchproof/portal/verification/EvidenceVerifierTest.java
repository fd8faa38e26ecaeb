package dev.patchproof.portal.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchproof.evidence.OsFamily;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens are committed files, each named by its one defect; {@link TokenWriter} made them. */
class EvidenceVerifierTest {
    private final EvidenceVerifier verifier = new EvidenceVerifier(Identities.none());

    /** A defect and the refusal it must get. */
    enum Defect {
        OVERSIZED(Refusal.TOO_LARGE),
        NOT_A_JWT(Refusal.NOT_A_JWS),
        TWO_PARTS(Refusal.NOT_A_JWS),
        PADDED_BASE64(Refusal.NOT_A_JWS),
        HEADER_NOT_JSON(Refusal.NOT_A_JWS),
        TYPE_OF_ANOTHER_TOKEN(Refusal.TYPE_WRONG),
        TYPE_ABSENT(Refusal.TYPE_WRONG),
        ALGORITHM_NONE(Refusal.ALGORITHM_NOT_ALLOWED),
        ALGORITHM_HMAC(Refusal.ALGORITHM_NOT_ALLOWED),
        OTHER_ALGORITHM(Refusal.ALGORITHM_NOT_ALLOWED),
        CRITICAL_HEADER(Refusal.CRITICAL_HEADER),
        UNENCODED_PAYLOAD_HEADER(Refusal.CRITICAL_HEADER),
        DEVICE_KEY_ABSENT(Refusal.DEVICE_KEY_ABSENT),
        DEVICE_KEY_OF_ANOTHER_CURVE(Refusal.DEVICE_KEY_NOT_ALLOWED),
        DEVICE_KEY_WITH_ITS_PRIVATE_PART(Refusal.DEVICE_KEY_NOT_ALLOWED),
        WRONG_KEY(Refusal.SIGNATURE_INVALID),
        PAYLOAD_ALTERED(Refusal.SIGNATURE_INVALID),
        SIGNATURE_CUT(Refusal.SIGNATURE_INVALID),
        PAYLOAD_NOT_JSON(Refusal.CLAIMS_NOT_JSON),
        CLAIM_TWICE(Refusal.CLAIMS_NOT_JSON),
        PROFILE_OF_ANOTHER_VERSION(Refusal.PROFILE_UNKNOWN),
        PROFILE_ABSENT(Refusal.PROFILE_UNKNOWN),
        NONCE_OF_ANOTHER_CHECK(Refusal.NONCE_WRONG),
        NONCE_ABSENT(Refusal.NONCE_WRONG),
        AUDIENCE_OF_ANOTHER_PORTAL(Refusal.AUDIENCE_WRONG),
        AUDIENCE_LIST(Refusal.AUDIENCE_WRONG),
        ISSUE_TIME_ABSENT(Refusal.TIMES_MALFORMED),
        ISSUE_TIME_AS_TEXT(Refusal.TIMES_MALFORMED),
        EXPIRES_BEFORE_ISSUE(Refusal.TIMES_MALFORMED),
        ISSUED_IN_THE_FUTURE(Refusal.ISSUED_IN_FUTURE),
        EXPIRED(Refusal.EXPIRED),
        TOO_OLD(Refusal.TOO_OLD),
        TOKEN_ID_ABSENT(Refusal.TOKEN_ID_MALFORMED),
        TOKEN_ID_WITH_MARKUP(Refusal.TOKEN_ID_MALFORMED),
        DEVICE_ID_ABSENT(Refusal.DEVICE_ID_MALFORMED),
        DEVICE_ID_TOO_SHORT(Refusal.DEVICE_ID_MALFORMED),
        DEVICE_ID_OF_ANOTHER_TYPE(Refusal.DEVICE_ID_MALFORMED),
        SOFTWARE_OF_ANOTHER_NAME(Refusal.SOFTWARE_UNKNOWN),
        SOFTWARE_VERSION_ABSENT(Refusal.SOFTWARE_UNKNOWN),
        EVIDENCE_ABSENT(Refusal.EVIDENCE_MALFORMED),
        DEEPLY_NESTED(Refusal.EVIDENCE_MALFORMED),
        EVIDENCE_WITH_AN_UNKNOWN_FIELD(Refusal.EVIDENCE_MALFORMED),
        EVIDENCE_WITHOUT_A_FIELD(Refusal.EVIDENCE_MALFORMED),
        EVIDENCE_OF_ANOTHER_DAY(Refusal.EVIDENCE_DATE_WRONG),
        PLAN_DIGEST_OF_ANOTHER_CHECK(Refusal.PLAN_DIGEST_WRONG);

        private final Refusal refusal;

        Defect(Refusal refusal) {
            this.refusal = refusal;
        }

        String fileName() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @Test
    void goldenToken_isVerifiedEvidence() throws EvidenceRefusedException {
        // When
        VerifiedEvidence verified = verifier.verify(TokenFiles.golden(), TokenFiles.EXPECTED, TokenFiles.NOW);

        // Then
        assertThat(verified.evidence().planDigest()).isEqualTo(TokenFiles.EXPECTED.planDigest());
        assertThat(verified.evidence().system().product().family()).isEqualTo(OsFamily.DEBIAN);
        assertThat(verified.evidence().observations()).isNotEmpty();
        assertThat(verified.issuedAt()).isEqualTo(TokenFiles.ISSUED);
        assertThat(verified.expiresAt()).isEqualTo(TokenFiles.ISSUED.plusSeconds(600));
        assertThat(verified.deviceKeyThumbprint()).matches("[A-Za-z0-9_-]{43}");
        assertThat(verified.tokenDigest()).matches("[0-9a-f]{64}");
        assertThat(verified.jti()).isEqualTo("b7f3f0b2-0e0e-4b9c-9f43-d6f2f1d0c001");
        assertThat(verified.ueid()).startsWith("AQ");
        assertThat(verified.swversion()).isEqualTo("0.1.0");
    }

    @ParameterizedTest
    @EnumSource
    void defect_isRefusedForItsOwnReason(Defect defect) {
        // Given
        String token = TokenFiles.refused(defect.fileName());

        // When
        EvidenceRefusedException refused = catchThrowableOfType(
                EvidenceRefusedException.class, () -> verifier.verify(token, TokenFiles.EXPECTED, TokenFiles.NOW));

        // Then
        assertThat(refused).as(defect.fileName()).isNotNull();
        assertThat(refused.reason()).isEqualTo(defect.refusal);
        assertThat(refused.getMessage()).hasSizeLessThan(600);
    }

    @Test
    void everyRefusal_hasAToken() {
        Set<Refusal> covered = Arrays.stream(Defect.values())
                .map(defect -> defect.refusal)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Refusal.class)));

        covered.addAll(DeviceCertificateTest.REFUSALS);

        assertThat(covered).containsExactlyInAnyOrder(Refusal.values());
    }

    @Test
    void everyRefusedFile_isTested() throws IOException, URISyntaxException {
        // Given
        Path folder = Path.of(
                Objects.requireNonNull(getClass().getResource("refused")).toURI());

        // When
        try (Stream<Path> files = Files.list(folder)) {
            // Then
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.jwt(\\.gz)?$", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Defect.values()).map(Defect::fileName).toList());
        }
    }

    @Test
    void goldenTokenLater_isExpired() {
        assertThatThrownBy(() ->
                        verifier.verify(TokenFiles.golden(), TokenFiles.EXPECTED, TokenFiles.NOW.plusSeconds(3600)))
                .isInstanceOfSatisfying(EvidenceRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Refusal.EXPIRED));
    }

    @Test
    void clockAheadWithinSkew_isAccepted() throws EvidenceRefusedException {
        assertThat(verifier.verify(TokenFiles.golden(), TokenFiles.EXPECTED, TokenFiles.ISSUED.minusSeconds(299)))
                .isNotNull();
    }
}
