package dev.patchproof.probe.trust;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.EvidenceClaims;
import dev.patchproof.probe.trust.TrustException.Reason;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;

/** Evidence as it is sent: an EAT (RFC 9711) in a JWS, signed with the device key or a device certificate. */
public final class EvidenceToken {
    public static final String PROFILE = "tag:patchproof.dev,2026:evidence-1";
    public static final String SOFTWARE = "patchproof-probe";
    /** What a portal takes at most, in bytes of the compact form. */
    public static final int LARGEST = 8 * 1024 * 1024;

    /** Time for the person to read before agreeing. */
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final String compact;
    private final Optional<String> identity;
    private final Map<String, Object> header;
    private final Map<String, Object> claims;

    private EvidenceToken(
            String compact, Optional<String> identity, Map<String, Object> header, Map<String, Object> claims) {
        this.compact = compact;
        this.identity = identity;
        this.header = Collections.unmodifiableMap(header);
        this.claims = Collections.unmodifiableMap(claims);
    }

    /**
     * Signs with the key of this installation.
     *
     * @param softwareVersion of this probe
     */
    public static EvidenceToken sign(
            DeviceKey key, VerifiedPlan plan, Evidence evidence, String softwareVersion, Instant now)
            throws TrustException {
        return sign(key, Optional.empty(), plan, evidence, softwareVersion, now);
    }

    /**
     * Signs.
     *
     * @param device names the installation, and signs where there is no identity
     * @param identity signs in its place, and names the computer
     * @param softwareVersion of this probe
     */
    public static EvidenceToken sign(
            DeviceKey device,
            Optional<EnterpriseIdentity> identity,
            VerifiedPlan plan,
            Evidence evidence,
            String softwareVersion,
            Instant now)
            throws TrustException {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("eat_profile", PROFILE);
        claims.put("eat_nonce", plan.plan().nonce());
        claims.put("aud", plan.plan().audience());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("ueid", device.ueid());
        claims.put("swname", SOFTWARE);
        claims.put("swversion", softwareVersion);
        claims.put("patchproof", EvidenceClaims.toClaims(evidence));
        return identity.isPresent() ? signed(identity.get(), claims) : signed(device, claims);
    }

    private static EvidenceToken signed(DeviceKey device, Map<String, Object> claims) throws TrustException {
        Map<String, Object> header = header(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        header.put(HeaderParameterNames.JWK, device.publicJwk());
        try {
            return signed(header, claims, Optional.empty(), device.privateKey());
        } catch (JoseException e) {
            throw new TrustException(Reason.DEVICE_KEY, "The evidence cannot be signed with this computer's key.", e);
        }
    }

    private static EvidenceToken signed(EnterpriseIdentity identity, Map<String, Object> claims) throws TrustException {
        Map<String, Object> header = header(identity.algorithm());
        header.put(HeaderParameterNames.X509_CERTIFICATE_CHAIN, identity.x5c());
        try {
            return signed(header, claims, Optional.of(identity.subject()), identity.privateKey());
        } catch (JoseException | ProviderException e) { // the latter of a card that was pulled out
            throw new TrustException(
                    Reason.IDENTITY, "The evidence cannot be signed with the key of --identity: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> header(String algorithm) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put(HeaderParameterNames.ALGORITHM, algorithm);
        header.put(HeaderParameterNames.TYPE, "eat+jwt");
        return header;
    }

    private static EvidenceToken signed(
            Map<String, Object> header, Map<String, Object> claims, Optional<String> identity, PrivateKey key)
            throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        header.forEach(jws.getHeaders()::setObjectHeaderValue);
        jws.setPayload(Json.write(claims));
        jws.setDoKeyValidation(false); // a key in a store of Windows or on a card shows nothing of itself to look at
        jws.setKey(key);
        return new EvidenceToken(jws.getCompactSerialization(), identity, header, claims);
    }

    /** Whom the certificate names that signed, RFC 2253; empty where the key of this installation did. */
    public Optional<String> identity() {
        return identity;
    }

    /** What is sent, byte for byte. */
    public String compact() {
        return compact;
    }

    /** What it says of itself: algorithm, type and the public half of the key that signed. */
    public Map<String, Object> header() {
        return header;
    }

    /** Everything it says of the computer. */
    public Map<String, Object> claims() {
        return claims;
    }
}
