package dev.patchproof.probe.trust;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * The claims of a JWS whose signature (ES256), type and dates have been checked.
 *
 * @param what a word for messages: "ticket"
 */
record SignedClaims(String what, JwtClaims claims) {
    /** Seconds: the end of the year 9999. */
    private static final long LAST_DATE = 253_402_300_799L;

    /** Computers' clocks differ from the portal's. */
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(5);

    /** Characters; a plan of all that a probe answers has a quarter of it. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private static final AlgorithmConstraints ES256 = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    /** Finds the key that a header names. */
    interface Keys {
        PublicJsonWebKey named(Optional<String> keyId) throws TrustException;
    }

    static SignedClaims verify(String what, String type, String token, Keys keys, Instant now) throws TrustException {
        if (token.length() > LONGEST) {
            throw new TrustException(
                    Reason.MALFORMED,
                    "The " + what + " has " + token.length() + " characters; at most " + LONGEST + " are read.");
        }
        try {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(ES256);
            jws.setCompactSerialization(token);
            requireNothingCritical(what, jws);
            String algorithm = jws.getAlgorithmHeaderValue();
            if (!AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256.equals(algorithm)) {
                throw new TrustException(
                        Reason.WRONG_ALGORITHM,
                        "The " + what + " is signed with " + algorithm + " and not with "
                                + AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256 + ".");
            }
            String found = jws.getHeader("typ");
            if (!type.equals(found)) {
                throw new TrustException(
                        Reason.WRONG_TYPE, "The " + what + " is of type " + found + " and not " + type + ".");
            }
            PublicJsonWebKey key = keys.named(Optional.ofNullable(jws.getKeyIdHeaderValue()));
            jws.setKey(key.getPublicKey());
            if (!jws.verifySignature()) {
                throw new TrustException(
                        Reason.ALTERED,
                        "The " + what + " was altered: its signature does not fit. Download the probe again.");
            }
            return dated(what, JwtClaims.parse(jws.getPayload()), now);
        } catch (JoseException | InvalidJwtException | MalformedClaimException e) {
            throw new TrustException(
                    Reason.MALFORMED, "The " + what + " is not a signed token of the agreed format.", e);
        }
    }

    /** Nothing of that kind is agreed on; the library would take the few that it knows (RFC 7515, 4.1.11). */
    private static void requireNothingCritical(String what, JsonWebSignature jws) throws TrustException {
        if (jws.getHeaders().getObjectHeaderValue("crit") != null) {
            throw new TrustException(
                    Reason.MALFORMED, "The " + what + " has a critical header, and this probe knows none.");
        }
    }

    private static SignedClaims dated(String what, JwtClaims claims, Instant now)
            throws TrustException, MalformedClaimException {
        NumericDate issued = claims.getIssuedAt();
        NumericDate expires = claims.getExpirationTime();
        if (issued == null || expires == null) {
            throw new TrustException(Reason.MALFORMED, "The " + what + " has no dates.");
        }
        Instant from = instant(what, issued);
        Instant until = instant(what, expires);
        if (now.isAfter(until.plus(CLOCK_MARGIN))) {
            throw new TrustException(
                    Reason.EXPIRED,
                    "The " + what + " expired at " + until + " (this computer's clock says " + now
                            + "). Start a new check on the portal's page.");
        }
        if (now.isBefore(from.minus(CLOCK_MARGIN))) {
            throw new TrustException(
                    Reason.NOT_YET_VALID,
                    "The " + what + " is valid from " + from + " on, and this computer's clock says " + now + ".");
        }
        return new SignedClaims(what, claims);
    }

    private static Instant instant(String what, NumericDate date) throws TrustException {
        if (date.getValue() < 0 || date.getValue() > LAST_DATE) {
            throw new TrustException(Reason.MALFORMED, "The " + what + " has the date " + date.getValue() + ".");
        }
        return Instant.ofEpochSecond(date.getValue());
    }

    String text(String name) throws TrustException {
        Object value = claims.getClaimValue(name);
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new TrustException(Reason.MALFORMED, "The " + what + " has no \"" + name + "\".");
    }

    /** Empty where there is no such claim; what is there must be a text. */
    Optional<String> textIfAny(String name) throws TrustException {
        return claims.hasClaim(name) ? Optional.of(text(name)) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // the parser makes maps with string keys only
    Map<String, Object> object(String name) throws TrustException {
        Object value = claims.getClaimValue(name);
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new TrustException(Reason.MALFORMED, "The " + what + " has no \"" + name + "\".");
    }

    Object value(String name) throws TrustException {
        Object value = claims.getClaimValue(name);
        if (value == null) {
            throw new TrustException(Reason.MALFORMED, "The " + what + " has no \"" + name + "\".");
        }
        return value;
    }
}
