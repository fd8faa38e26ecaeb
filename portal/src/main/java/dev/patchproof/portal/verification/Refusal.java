package dev.patchproof.portal.verification;

/** Why evidence is refused: one reason per step of verification, in the order of the steps, cheap ones first. */
public enum Refusal {
    /** Larger than {@link EvidenceVerifier#MAX_TOKEN_BYTES}. */
    TOO_LARGE,
    /** Not three canonical base64url parts with a JSON object ({@link StrictJson}) in front. */
    NOT_A_JWS,
    /** Header typ is not that of an EAT. */
    TYPE_WRONG,
    /** Header alg is not on the allow list; none never is. */
    ALGORITHM_NOT_ALLOWED,
    /** A critical header that nobody here understands. */
    CRITICAL_HEADER,
    /** A header that says something else than type, algorithm and device key, such as where to fetch a key. */
    HEADER_NOT_ALLOWED,
    /** Neither a device public key nor certificates in the header. */
    DEVICE_KEY_ABSENT,
    /** The device key is not a point of P-256 and nothing else; it may carry its private half, say. */
    DEVICE_KEY_NOT_ALLOWED,
    /** A device key and certificates stand in the header: it must be one of them that signs. */
    KEY_AND_CERTIFICATE,
    /** x5c is not a short list of X.509 certificates. */
    CERTIFICATE_MALFORMED,
    /** No authority is configured whose certificates are taken. */
    CERTIFICATE_NOT_TAKEN,
    /** The first certificate is not one for signing by a device. */
    CERTIFICATE_USE_NOT_ALLOWED,
    /** A certificate has expired. */
    CERTIFICATE_EXPIRED,
    /** A certificate is not valid yet. */
    CERTIFICATE_NOT_YET_VALID,
    /** A key or a digest in the chain is too weak, or of a kind that is not allowed. */
    CERTIFICATE_KEY_NOT_ALLOWED,
    /** The certificates do not follow each other, issuer after issued. */
    CERTIFICATE_ORDER_WRONG,
    /** The chain does not lead to a configured authority by the rules of RFC 5280. */
    CERTIFICATE_NOT_TRUSTED,
    /** A certificate was revoked. */
    CERTIFICATE_REVOKED,
    /** Revocation lists are configured, and none that is valid tells of a certificate. */
    REVOCATION_UNKNOWN,
    /** Not signed by the key in the header. */
    SIGNATURE_INVALID,
    /** The payload is not a JSON object, strictly read and within bounds ({@link StrictJson}). */
    CLAIMS_NOT_JSON,
    /** eat_profile is absent or not one that this portal knows. */
    PROFILE_UNKNOWN,
    /** eat_nonce is not that of the check. */
    NONCE_WRONG,
    /** aud is not this portal. */
    AUDIENCE_WRONG,
    /** iat or exp is absent; one of iat, exp and nbf is not a whole number of seconds; or exp does not follow iat. */
    TIMES_MALFORMED,
    /** iat is in the future, beyond clock skew. */
    ISSUED_IN_FUTURE,
    /** nbf is in the future, beyond clock skew. */
    NOT_YET_VALID,
    /** exp has passed, beyond clock skew. */
    EXPIRED,
    /** iat is longer ago than evidence may wait. */
    TOO_OLD,
    /** exp is longer after iat than evidence may be valid. */
    LIFETIME_TOO_LONG,
    /** jti is absent or not a short text. */
    TOKEN_ID_MALFORMED,
    /** ueid is absent or not a random identifier of 17 bytes (RFC 9711 section 4.2.1). */
    DEVICE_ID_MALFORMED,
    /** swname is not the probe's, or swversion is absent. */
    SOFTWARE_UNKNOWN,
    /** The claim patchproof does not have the form of its profile, or names the computer in no way that can be kept. */
    EVIDENCE_MALFORMED,
    /** The run that the evidence reports does not lie shortly before iat. */
    EVIDENCE_DATE_WRONG,
    /** The evidence answers another plan than that of the check. */
    PLAN_DIGEST_WRONG
}
