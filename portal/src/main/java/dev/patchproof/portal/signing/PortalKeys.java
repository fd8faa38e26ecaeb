package dev.patchproof.portal.signing;

import dev.patchproof.portal.home.DataDirectory;
import dev.patchproof.portal.home.PrivateFiles;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The root key, which signs key sets, and the token key, which signs tickets and plans: EC P-256, each a JWK in a file of
 * its own under {@code keys}. Made on the first start, kept ever after.
 */
@Singleton
final class PortalKeys {
    private final EllipticCurveJsonWebKey root;
    private final EllipticCurveJsonWebKey token;

    @Inject
    PortalKeys(DataDirectory directory) {
        this(directory.directory("keys"));
    }

    PortalKeys(Path keys) {
        root = loadOrMake(keys.resolve("root.jwk"));
        token = loadOrMake(keys.resolve("token.jwk"));
    }

    EllipticCurveJsonWebKey root() {
        return root;
    }

    EllipticCurveJsonWebKey token() {
        return token;
    }

    private static EllipticCurveJsonWebKey loadOrMake(Path file) {
        try {
            PrivateFiles.createIfAbsent(file.resolveSibling(".lock"));
            try (FileChannel channel = FileChannel.open(file.resolveSibling(".lock"), StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (!held.isValid()) {
                    throw new IOException("the lock was lost");
                }
                if (Files.notExists(file)) {
                    PrivateFiles.write(file, make().getBytes(StandardCharsets.UTF_8));
                }
                return read(Files.readString(file));
            }
        } catch (IOException | JoseException e) {
            throw new ConfigurationException("The portal's key " + file + " cannot be used: " + e.getMessage()
                    + ". Restore it from a backup; a new one would not be believed by probes already handed out.");
        }
    }

    private static String make() throws JoseException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
        key.setUse("sig");
        return key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
    }

    private static EllipticCurveJsonWebKey read(String json) throws JoseException {
        JsonWebKey key = JsonWebKey.Factory.newJwk(json);
        if (key instanceof EllipticCurveJsonWebKey curveKey
                && "P-256".equals(curveKey.getCurveName())
                && curveKey.getPrivateKey() != null) {
            curveKey.setKeyId(curveKey.calculateBase64urlEncodedThumbprint("SHA-256"));
            return curveKey;
        }
        throw new JoseException("a private P-256 key expected");
    }
}
