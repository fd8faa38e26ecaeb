package dev.patchproof.portal.verification;

import static java.util.Objects.requireNonNull;

/**
 * What the check that a token is uploaded to expects of it.
 *
 * @param nonce the check's nonce, as its plan gave it
 * @param audience the portal's public URL, as its plan gave it
 * @param planDigest sha256 of the plan token that the check handed out, lower-case hex
 */
public record Expectation(String nonce, String audience, String planDigest) {
    public Expectation {
        requireNonNull(nonce, "nonce");
        requireNonNull(audience, "audience");
        requireNonNull(planDigest, "planDigest");
        if (nonce.isBlank() || audience.isBlank() || planDigest.isBlank()) {
            throw new IllegalArgumentException("an expectation must not be empty");
        }
    }
}
