package dev.patchproof.portal.verification;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Evidence;
import java.time.Instant;
import java.util.Optional;

/**
 * Evidence that passed every step of {@link EvidenceVerifier}: signed by the key in its header, made for this
 * check and this portal, fresh, and of a known form. It says nothing about the honesty of the computer.
 */
public final class VerifiedEvidence {
    private final Evidence evidence;
    private final String deviceKeyThumbprint;
    private final Optional<DeviceIdentity> identity;
    private final String ueid;
    private final String jti;
    private final String tokenDigest;
    private final Instant issuedAt;
    private final Instant expiresAt;
    private final String swversion;

    VerifiedEvidence(
            Evidence evidence,
            String deviceKeyThumbprint,
            Optional<DeviceIdentity> identity,
            String ueid,
            String jti,
            String tokenDigest,
            Instant issuedAt,
            Instant expiresAt,
            String swversion) {
        this.evidence = requireNonNull(evidence, "evidence");
        this.deviceKeyThumbprint = requireNonNull(deviceKeyThumbprint, "deviceKeyThumbprint");
        this.identity = requireNonNull(identity, "identity");
        this.ueid = requireNonNull(ueid, "ueid");
        this.jti = requireNonNull(jti, "jti");
        this.tokenDigest = requireNonNull(tokenDigest, "tokenDigest");
        this.issuedAt = requireNonNull(issuedAt, "issuedAt");
        this.expiresAt = requireNonNull(expiresAt, "expiresAt");
        this.swversion = requireNonNull(swversion, "swversion");
    }

    public Evidence evidence() {
        return evidence;
    }

    /** Whom the certificate names that signed; empty where the probe's own device key did. */
    public Optional<DeviceIdentity> identity() {
        return identity;
    }

    /** RFC 7638 SHA-256 thumbprint of the key that signed, base64url. */
    public String deviceKeyThumbprint() {
        return deviceKeyThumbprint;
    }

    /** Universal entity id, random per installation, base64url as sent. */
    public String ueid() {
        return ueid;
    }

    public String jti() {
        return jti;
    }

    /** sha256 of the compact token's bytes, lower-case hex. */
    public String tokenDigest() {
        return tokenDigest;
    }

    /** By the computer's own clock. */
    public Instant issuedAt() {
        return issuedAt;
    }

    /** By the computer's own clock. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** Version of the probe that made it, by its own account. */
    public String swversion() {
        return swversion;
    }
}
