package dev.patchproof.portal.verification;

import static java.util.Objects.requireNonNull;

import java.security.PublicKey;

/** A public key and whom its certificate names. */
public record CertifiedKey(PublicKey key, DeviceIdentity identity) {
    public CertifiedKey {
        requireNonNull(key, "key");
        requireNonNull(identity, "identity");
    }
}
