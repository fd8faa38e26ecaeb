package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What one check asks of the probe.
 *
 * @param checkId the check it belongs to
 * @param nonce base64url, to be repeated in the evidence token (eat_nonce)
 * @param audience the portal's public URL, to be repeated in the evidence token (aud)
 * @param product the selector it was made for
 */
public record Plan(String checkId, String nonce, String audience, ProductSelector product, List<Query<?>> queries) {
    public Plan {
        requireNonNull(checkId, "checkId");
        requireNonNull(nonce, "nonce");
        requireNonNull(audience, "audience");
        requireNonNull(product, "product");
        queries = List.copyOf(queries);
    }
}
