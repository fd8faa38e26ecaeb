package dev.patchproof.portal.signing;

import dev.patchproof.portal.home.DataDirectory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jose4j.jwk.EllipticCurveJsonWebKey;

/**
 * The root key, which signs key sets and is kept ever after, and the token keys, which sign tickets and plans and are
 * replaced from time to time: EC P-256, each a JWK in a file of its own under {@code keys}, made on the first start.
 */
@Singleton
final class PortalKeys {
    private final EllipticCurveJsonWebKey root;
    private final TokenKeys tokens;

    @Inject
    PortalKeys(DataDirectory directory) {
        this(directory.directory("keys"));
    }

    PortalKeys(Path keys) {
        root = loadOrMake(keys.resolve("root.jwk"));
        tokens = new TokenKeys(keys);
    }

    EllipticCurveJsonWebKey root() {
        return root;
    }

    /** The key to sign with now; it changes when it is rotated, also by a command beside the running portal. */
    EllipticCurveJsonWebKey token() {
        return tokens.ring().current();
    }

    TokenKeys tokens() {
        return tokens;
    }

    private static EllipticCurveJsonWebKey loadOrMake(Path file) {
        return KeyFiles.locked(file, () -> KeyFiles.readOrMake(file));
    }
}
