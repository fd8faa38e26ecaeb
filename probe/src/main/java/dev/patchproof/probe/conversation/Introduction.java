package dev.patchproof.probe.conversation;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Who asks, and what they are told before anything is read for them.
 *
 * @param portal its address
 * @param encrypted whether the way there is
 * @param signer whom the certificate names that signed this program
 * @param fingerprint sha256 of that certificate, as the portal's start page has it
 * @param product what the portal is told, in lines
 */
public record Introduction(
        String portal, String checkId, boolean encrypted, String signer, String fingerprint, List<String> product) {

    public Introduction {
        requireNonNull(portal, "portal");
        requireNonNull(checkId, "checkId");
        requireNonNull(signer, "signer");
        requireNonNull(fingerprint, "fingerprint");
        product = List.copyOf(product);
    }
}
