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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        DEEPLY_NESTED(Refusal.CLAIMS_NOT_JSON),
        EVIDENCE_WITH_AN_UNKNOWN_FIELD(Refusal.EVIDENCE_MALFORMED),
        EVIDENCE_WITHOUT_A_FIELD(Refusal.EVIDENCE_MALFORMED),
        EVIDENCE_OF_ANOTHER_DAY(Refusal.EVIDENCE_DATE_WRONG),
        PLAN_DIGEST_OF_ANOTHER_CHECK(Refusal.PLAN_DIGEST_WRONG),
        EMPTY(Refusal.NOT_A_JWS),
        FOUR_PARTS(Refusal.NOT_A_JWS),
        DETACHED_PAYLOAD(Refusal.NOT_A_JWS),
        LINE_BREAK_AT_THE_END(Refusal.NOT_A_JWS),
        STANDARD_BASE64(Refusal.NOT_A_JWS),
        JSON_SERIALIZATION(Refusal.NOT_A_JWS),
        ENCRYPTED_TOKEN(Refusal.NOT_A_JWS),
        HEADER_NOT_CANONICAL(Refusal.NOT_A_JWS),
        HEADER_NAME_TWICE(Refusal.NOT_A_JWS),
        HEADER_WITH_MORE_AFTER_IT(Refusal.NOT_A_JWS),
        HEADER_WITH_HALF_A_CHARACTER(Refusal.NOT_A_JWS),
        HEADER_NOT_UTF8(Refusal.NOT_A_JWS),
        TYPE_IN_CAPITALS(Refusal.TYPE_WRONG),
        ALGORITHM_ABSENT(Refusal.ALGORITHM_NOT_ALLOWED),
        ALGORITHM_LIST(Refusal.ALGORITHM_NOT_ALLOWED),
        ALGORITHM_IN_LOWER_CASE(Refusal.ALGORITHM_NOT_ALLOWED),
        ALGORITHM_OF_ANOTHER_CURVE(Refusal.ALGORITHM_NOT_ALLOWED),
        ALGORITHM_OF_ANOTHER_KEY(Refusal.ALGORITHM_NOT_ALLOWED),
        ALGORITHM_RSA(Refusal.ALGORITHM_NOT_ALLOWED),
        ALGORITHM_EDWARDS(Refusal.ALGORITHM_NOT_ALLOWED),
        ALGORITHM_HMAC_WITH_THE_PUBLIC_KEY(Refusal.ALGORITHM_NOT_ALLOWED),
        CRITICAL_HEADER_EMPTY(Refusal.CRITICAL_HEADER),
        CRITICAL_HEADER_OF_A_KNOWN_ONE(Refusal.CRITICAL_HEADER),
        KEY_ADDRESS_IN_HEADER(Refusal.HEADER_NOT_ALLOWED),
        CERTIFICATE_ADDRESS_IN_HEADER(Refusal.HEADER_NOT_ALLOWED),
        CERTIFICATE_DIGEST_IN_HEADER(Refusal.HEADER_NOT_ALLOWED),
        KEY_ID_IN_HEADER(Refusal.HEADER_NOT_ALLOWED),
        COMPRESSION_IN_HEADER(Refusal.HEADER_NOT_ALLOWED),
        ATTESTATION_RESULT(Refusal.HEADER_NOT_ALLOWED),
        DEVICE_KEY_AS_TEXT(Refusal.DEVICE_KEY_ABSENT),
        DEVICE_KEY_OF_RSA(Refusal.DEVICE_KEY_NOT_ALLOWED),
        DEVICE_KEY_WITH_A_SECRET(Refusal.DEVICE_KEY_NOT_ALLOWED),
        DEVICE_KEY_WITH_CERTIFICATES(Refusal.DEVICE_KEY_NOT_ALLOWED),
        DEVICE_KEY_WITHOUT_Y(Refusal.DEVICE_KEY_NOT_ALLOWED),
        DEVICE_KEY_IN_SHORT_FORM(Refusal.DEVICE_KEY_NOT_ALLOWED),
        DEVICE_KEY_NOT_CANONICAL(Refusal.DEVICE_KEY_NOT_ALLOWED),
        DEVICE_KEY_OFF_THE_CURVE(Refusal.DEVICE_KEY_NOT_ALLOWED),
        DEVICE_KEY_BEYOND_THE_FIELD(Refusal.DEVICE_KEY_NOT_ALLOWED),
        SIGNATURE_ABSENT(Refusal.SIGNATURE_INVALID),
        SIGNATURE_OF_ZEROS(Refusal.SIGNATURE_INVALID),
        SIGNATURE_IN_DER(Refusal.SIGNATURE_INVALID),
        SIGNATURE_WITH_MORE_AFTER_IT(Refusal.SIGNATURE_INVALID),
        SIGNATURE_NOT_CANONICAL(Refusal.SIGNATURE_INVALID),
        SIGNATURE_OF_ANOTHER_TOKEN(Refusal.SIGNATURE_INVALID),
        PAYLOAD_NOT_CANONICAL(Refusal.CLAIMS_NOT_JSON),
        PAYLOAD_NOT_UTF8(Refusal.CLAIMS_NOT_JSON),
        PAYLOAD_LIST(Refusal.CLAIMS_NOT_JSON),
        PAYLOAD_NULL(Refusal.CLAIMS_NOT_JSON),
        PAYLOAD_WITH_MORE_AFTER_IT(Refusal.CLAIMS_NOT_JSON),
        PAYLOAD_WITH_A_COMMENT(Refusal.CLAIMS_NOT_JSON),
        PAYLOAD_WITH_A_TRAILING_COMMA(Refusal.CLAIMS_NOT_JSON),
        PAYLOAD_WITH_A_BYTE_ORDER_MARK(Refusal.CLAIMS_NOT_JSON),
        CLAIM_TWICE_BY_ESCAPE(Refusal.CLAIMS_NOT_JSON),
        CLAIM_TWICE_INSIDE(Refusal.CLAIMS_NOT_JSON),
        HALF_A_CHARACTER(Refusal.CLAIMS_NOT_JSON),
        HALF_A_CHARACTER_IN_A_NAME(Refusal.CLAIMS_NOT_JSON),
        ONE_LEVEL_TOO_DEEP(Refusal.CLAIMS_NOT_JSON),
        NUMBER_NOT_A_NUMBER(Refusal.CLAIMS_NOT_JSON),
        NUMBER_INFINITE(Refusal.CLAIMS_NOT_JSON),
        NUMBER_OF_A_THOUSAND_DIGITS(Refusal.CLAIMS_NOT_JSON),
        NUMBER_WITH_A_LEADING_ZERO(Refusal.CLAIMS_NOT_JSON),
        PROFILE_LIST(Refusal.PROFILE_UNKNOWN),
        NONCE_LIST(Refusal.NONCE_WRONG),
        AUDIENCE_WITH_A_SLASH(Refusal.AUDIENCE_WRONG),
        ISSUE_TIME_AS_DIGITS_IN_TEXT(Refusal.TIMES_MALFORMED),
        ISSUE_TIME_WITH_A_FRACTION(Refusal.TIMES_MALFORMED),
        ISSUE_TIME_IN_MILLISECONDS(Refusal.TIMES_MALFORMED),
        ISSUE_TIME_NEGATIVE(Refusal.TIMES_MALFORMED),
        ISSUE_TIME_BEYOND_64_BITS(Refusal.CLAIMS_NOT_JSON),
        ISSUE_TIME_WITH_A_HUGE_EXPONENT(Refusal.TIMES_MALFORMED),
        EXPIRY_ABSENT(Refusal.TIMES_MALFORMED),
        NOT_BEFORE_AS_TEXT(Refusal.TIMES_MALFORMED),
        NOT_YET_VALID(Refusal.NOT_YET_VALID),
        LIFETIME_OF_A_DAY(Refusal.LIFETIME_TOO_LONG),
        DEVICE_ID_NOT_CANONICAL(Refusal.DEVICE_ID_MALFORMED),
        NUMBER_AS_TEXT(Refusal.EVIDENCE_MALFORMED),
        HOST_NAME_WITH_NUL(Refusal.EVIDENCE_MALFORMED),
        HOST_NAME_OF_A_NOVEL(Refusal.EVIDENCE_MALFORMED),
        PRODUCT_NAME_WITH_NUL(Refusal.EVIDENCE_MALFORMED);

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

        covered.addAll(CertificateDefect.refusals());

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

    @ParameterizedTest
    @CsvSource({"-301, ISSUED_IN_FUTURE", "-300, ", "0, ", "899, ", "900, EXPIRED"})
    void clockOffByFiveMinutesEitherWay_isTheBound(long secondsAfterIssue, @Nullable Refusal expected) {
        EvidenceRefusedException refused = catchThrowableOfType(
                EvidenceRefusedException.class,
                () -> verifier.verify(
                        TokenFiles.golden(), TokenFiles.EXPECTED, TokenFiles.ISSUED.plusSeconds(secondsAfterIssue)));

        assertThat(refused == null ? null : refused.reason()).isEqualTo(expected);
    }

    @Test
    void clockAheadWithinSkew_isAccepted() throws EvidenceRefusedException {
        assertThat(verifier.verify(TokenFiles.golden(), TokenFiles.EXPECTED, TokenFiles.ISSUED.minusSeconds(299)))
                .isNotNull();
    }
}
