package dev.patchproof.portal.verification;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.EvidenceClaims;
import dev.patchproof.evidence.MalformedClaimsException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Verifies an evidence token (EAT, RFC 9711, as a compact JWS): one step after the other, cheap ones first, each with
 * its own {@link Refusal}. Stateless; whether the ticket was used before is not known here.
 */
public final class EvidenceVerifier {
    /** Tokens above this are refused before anything of them is read. */
    public static final int MAX_TOKEN_BYTES = 8 * 1024 * 1024;
    /** How far a computer's clock may be off, ahead as well as behind; counts for iat, nbf and exp alike. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    /** How long evidence may wait between signing and upload. */
    public static final Duration MAX_AGE = Duration.ofHours(1);
    /** How long after iat evidence may call itself valid. */
    public static final Duration MAX_LIFETIME = Duration.ofHours(1);

    public static final String PROFILE = "tag:patchproof.dev,2026:evidence-1";

    private static final String PROBE_NAME = "patchproof-probe";
    private static final String EVIDENCE = "patchproof";
    private static final Pattern TOKEN_ID = Pattern.compile("[A-Za-z0-9._~:-]{8,128}");
    private static final Pattern SOFTWARE_VERSION = Pattern.compile("[A-Za-z0-9.+_-]{1,64}");
    private static final Pattern UEID = Pattern.compile("[A-Za-z0-9_-]{23}");
    private static final int RANDOM_UEID = 0x01;
    private static final int UEID_BYTES = 17;
    private static final int MAX_NAME = 255;

    private final Identities identities;

    /** @param identities decides about tokens that are signed with a device certificate */
    public EvidenceVerifier(Identities identities) {
        this.identities = identities;
    }

    /**
     * Verifies a token against what its check expects.
     *
     * @throws EvidenceRefusedException for the first step that fails
     */
    public VerifiedEvidence verify(String token, Expectation expectation, Instant now) throws EvidenceRefusedException {
        if (token.length() > MAX_TOKEN_BYTES) {
            throw new EvidenceRefusedException(
                    Refusal.TOO_LARGE, "at most " + MAX_TOKEN_BYTES + " bytes expected, found " + token.length());
        }
        SignedToken signed = SignedToken.parse(token);
        signed.checkHeader();
        SigningKey key = signed.signingKey(identities, now);
        signed.checkSignature(key);

        TokenClaims claims = TokenClaims.parse(signed.payload());
        claims.require("eat_profile", PROFILE, Refusal.PROFILE_UNKNOWN);
        claims.require("eat_nonce", expectation.nonce(), Refusal.NONCE_WRONG);
        claims.require("aud", expectation.audience(), Refusal.AUDIENCE_WRONG);
        Instant issuedAt = claims.time("iat");
        Instant expiresAt = claims.time("exp");
        checkTimes(issuedAt, expiresAt, now);
        checkNotBefore(claims.timeIfAny("nbf"), now);
        String jti = claims.text("jti", TOKEN_ID, Refusal.TOKEN_ID_MALFORMED);
        String ueid = claims.text("ueid", UEID, Refusal.DEVICE_ID_MALFORMED);
        checkUeid(ueid);
        claims.require("swname", PROBE_NAME, Refusal.SOFTWARE_UNKNOWN);
        String swversion = claims.text("swversion", SOFTWARE_VERSION, Refusal.SOFTWARE_UNKNOWN);
        Evidence evidence = evidence(claims.object(EVIDENCE, Refusal.EVIDENCE_MALFORMED));
        checkDate(evidence, issuedAt);
        checkName("productName", evidence.system().productName());
        checkName("hostName", evidence.system().hostName().fold(name -> name, () -> "", why -> "", failure -> ""));
        if (!evidence.planDigest().equals(expectation.planDigest())) {
            throw new EvidenceRefusedException(
                    Refusal.PLAN_DIGEST_WRONG,
                    "plan " + expectation.planDigest() + " expected, found "
                            + TokenClaims.shown(evidence.planDigest()));
        }
        return new VerifiedEvidence(
                evidence, key.thumbprint(), key.identity(), ueid, jti, sha256(token), issuedAt, expiresAt, swversion);
    }

    private static void checkTimes(Instant issuedAt, Instant expiresAt, Instant now) throws EvidenceRefusedException {
        if (!expiresAt.isAfter(issuedAt)) {
            throw new EvidenceRefusedException(
                    Refusal.TIMES_MALFORMED, "exp after iat " + issuedAt + " expected, found " + expiresAt);
        }
        if (issuedAt.isAfter(now.plus(CLOCK_SKEW))) {
            throw new EvidenceRefusedException(
                    Refusal.ISSUED_IN_FUTURE, "iat up to " + now + " expected, found " + issuedAt);
        }
        if (!expiresAt.isAfter(now.minus(CLOCK_SKEW))) {
            throw new EvidenceRefusedException(Refusal.EXPIRED, "exp after " + now + " expected, found " + expiresAt);
        }
        if (issuedAt.isBefore(now.minus(MAX_AGE).minus(CLOCK_SKEW))) {
            throw new EvidenceRefusedException(
                    Refusal.TOO_OLD, "iat at most " + MAX_AGE + " before " + now + " expected, found " + issuedAt);
        }
        if (expiresAt.isAfter(issuedAt.plus(MAX_LIFETIME))) {
            throw new EvidenceRefusedException(
                    Refusal.LIFETIME_TOO_LONG,
                    "exp at most " + MAX_LIFETIME + " after iat " + issuedAt + " expected, found " + expiresAt);
        }
    }

    private static void checkNotBefore(Optional<Instant> notBefore, Instant now) throws EvidenceRefusedException {
        if (notBefore.filter(time -> time.isAfter(now.plus(CLOCK_SKEW))).isPresent()) {
            throw new EvidenceRefusedException(
                    Refusal.NOT_YET_VALID, "nbf up to " + now + " expected, found " + notBefore.get());
        }
    }

    private static void checkUeid(String ueid) throws EvidenceRefusedException {
        byte[] bytes = Base64Url.decode(ueid, Refusal.DEVICE_ID_MALFORMED);
        if (bytes.length != UEID_BYTES || bytes[0] != RANDOM_UEID) {
            throw new EvidenceRefusedException(
                    Refusal.DEVICE_ID_MALFORMED, "a random ueid of " + UEID_BYTES + " bytes expected, found " + ueid);
        }
    }

    private static Evidence evidence(Map<String, Object> claims) throws EvidenceRefusedException {
        try {
            return EvidenceClaims.fromClaims(claims);
        } catch (MalformedClaimsException e) {
            throw new EvidenceRefusedException(
                    Refusal.EVIDENCE_MALFORMED, e.path() + ": " + e.expected() + " expected, found " + e.found());
        }
    }

    /** The report carries its own date, which a result repeats: it must be that of the token. */
    private static void checkDate(Evidence evidence, Instant issuedAt) throws EvidenceRefusedException {
        if (evidence.finishedAt().isBefore(evidence.startedAt())
                || evidence.finishedAt().isAfter(issuedAt.plus(CLOCK_SKEW))
                || evidence.startedAt().isBefore(issuedAt.minus(MAX_AGE))) {
            throw new EvidenceRefusedException(
                    Refusal.EVIDENCE_DATE_WRONG,
                    "a run within " + MAX_AGE + " before iat " + issuedAt + " expected, found " + evidence.startedAt()
                            + " to " + evidence.finishedAt());
        }
    }

    /** Names are kept in columns of their own; PostgreSQL has no text with NUL. */
    private static void checkName(String field, String name) throws EvidenceRefusedException {
        if (name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
            throw new EvidenceRefusedException(
                    Refusal.EVIDENCE_MALFORMED,
                    "system." + field + ": at most " + MAX_NAME + " characters without NUL expected, found "
                            + name.length() + " characters");
        }
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
